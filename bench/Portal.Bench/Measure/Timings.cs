namespace Portal.Bench.Measure;

internal static class Timings
{
    /// <summary>The smallest value that at least this share of all values does not exceed.</summary>
    public static double Percentile(IEnumerable<double> values, double share)
    {
        double[] ordered = [.. values.Order()];
        return ordered[Math.Clamp((int)Math.Ceiling(share * ordered.Length) - 1, 0, ordered.Length - 1)];
    }

    public static double Median(IEnumerable<double> values) => Percentile(values, 0.5);
}
