namespace Portal.Bench.Generate;

/// <summary>What is asked for. The same plan gives the same rows, always.</summary>
/// <param name="Projects">How many projects.</param>
/// <param name="Open">How many of them are open as of the day.</param>
/// <param name="Day">The day that is today in the data.</param>
/// <param name="Seed">Where all chance comes from.</param>
internal sealed record Plan(int Projects, int Open, DateOnly Day, ulong Seed)
{
    /// <summary>Raised whenever the same plan would give other rows.</summary>
    public const int Version = 1;

    private const double UsuallyOpen = 0.03;

    /// <summary>Of projects from the last months, so many for each one that is open.</summary>
    private const double RecentForEachOpen = 1.4;

    public static Plan For(int projects, int? open, DateOnly day, ulong seed) =>
        new(projects, open ?? (int)Math.Round(projects * UsuallyOpen), day, seed);

    public int Organisations => Math.Max(20, Projects / 20);

    /// <summary>The last so many projects are from the last months; what is open is among them.</summary>
    public int Recent => Math.Min(Projects, (int)Math.Ceiling(Open * RecentForEachOpen));

    public int FirstRecent => Projects - Recent;

    /// <summary>Exactly <see cref="Open"/> of the recent ones are, spread evenly.</summary>
    public bool IsOpen(int number) => number >= FirstRecent
        && (long)(number - FirstRecent + 1) * Open / Recent > (long)(number - FirstRecent) * Open / Recent;
}
