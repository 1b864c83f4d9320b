namespace Portal.Api.Domain;

/// <summary>The last day for applying, and the value that real data uses for "none".</summary>
public static class Deadline
{
    /// <summary>
    /// The old portal could not leave a deadline empty and wrote the last day of 2037 instead. This day and every
    /// later one mean that there is no deadline.
    /// </summary>
    public static readonly DateOnly Sentinel = new(2037, 12, 31);

    public static bool IsSentinel(DateOnly? deadline) => deadline >= Sentinel;
}
