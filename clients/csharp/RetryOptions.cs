namespace Portal.Client;

/// <summary>How a request that failed in passing is sent again.</summary>
public sealed record RetryOptions
{
    /// <summary>Sends every request once.</summary>
    public static RetryOptions None { get; } = new() { Attempts = 1 };

    /// <summary>How often a request is sent at most, the first time included.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>The time in which an attempt may begin. A wait that would go beyond is not begun.</summary>
    public TimeSpan TotalTime { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the first wait is at most; each one after that twice as long. The real one is random below that.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>How long these waits get. Retry-After is respected even where it is longer.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>After how long an attempt without an answer is given up.</summary>
    public TimeSpan AttemptTime { get; init; } = TimeSpan.FromSeconds(100);
}
