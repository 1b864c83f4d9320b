namespace Portal.Api.Platform.Webhooks;

/// <summary>When what was not taken is sent again, as Standard Webhooks proposes.</summary>
public static class RetrySchedule
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>Waits differ by up to so much, so that what failed together does not come back together.</summary>
    public const double Jitter = 0.1;

    /// <summary>While a receiver fails altogether, it is tried with one message at a time, and at least this often.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    public static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(5);

    /// <summary>A receiver that asks for more is asked again all the same.</summary>
    public static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(24);

    /// <param name="attempts">How many attempts have failed, from 1. The last wait repeats.</param>
    public static TimeSpan WaitAfter(int attempts) =>
        Waits[Math.Min(attempts, Waits.Length) - 1] * (1 - Jitter + (2 * Jitter * Random.Shared.NextDouble()));
}
