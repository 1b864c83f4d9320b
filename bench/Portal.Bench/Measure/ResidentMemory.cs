namespace Portal.Bench.Measure;

/// <summary>Whether what a program holds in memory stays the same however much passes through it.</summary>
internal sealed class ResidentMemory(ServedProgram program)
{
    /// <summary>What the garbage collector leaves to itself from one moment to the next.</summary>
    private static readonly Budget Flat = Budget.AtMost(50, "MB more");

    private readonly List<double> _megabytes = [];

    public void Note() => _megabytes.Add(program.Megabytes);

    public Line Line(string what)
    {
        var quarter = Math.Max(1, _megabytes.Count / 4);
        var (first, last) = (Timings.Median(_megabytes.Take(quarter)), Timings.Median(_megabytes.TakeLast(quarter)));
        return new(what, $"{last:0} MB in the last quarter", $"{first:0} MB in the first", last - first, Flat);
    }
}
