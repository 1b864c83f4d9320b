using System.Globalization;
using System.Text.Json;

namespace Portal.Bench.Measure;

/// <summary>One line of the table.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Measured">The value, with its unit.</param>
/// <param name="Reference">What it is held against, with its unit.</param>
/// <param name="Ratio">The one divided by the other, or the value itself where the budget is not a ratio.</param>
/// <param name="Budget">What the ratio has to keep; null where it is only told.</param>
/// <param name="Unmeasured">Why there is no value; such a line has neither passed nor failed.</param>
/// <param name="Broken">Why there is no value where there has to be one; such a line has failed.</param>
internal sealed record Line(string What, string Measured, string Reference, double? Ratio, Budget? Budget, string? Unmeasured = null, string? Broken = null)
{
    public string? Why => Unmeasured ?? Broken;

    public string Outcome => Broken is not null ? "FAIL" : Unmeasured is not null ? "not measured" : Budget is null ? "told" : Budget.Keeps(Ratio!.Value) ? "pass" : "FAIL";

    public static Line Missing(string what, Budget? budget, string why) => new(what, "–", "–", null, budget, why);

    public static Line Failed(string what, Budget? budget, string why) => new(what, "–", "–", null, budget, Broken: why);
}

/// <summary>At least or at most so much.</summary>
internal sealed record Budget(bool IsFloor, double Value, string Unit = "")
{
    public static Budget AtLeast(double value) => new(IsFloor: true, value);

    public static Budget AtMost(double value, string unit = "") => new(IsFloor: false, value, unit);

    public bool Keeps(double measured) => IsFloor ? measured >= Value : measured <= Value;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsFloor ? "≥" : "≤")} {Value}{(Unit.Length > 0 ? $" {Unit}" : "")}");
}

/// <summary>What a run found, as a table for people and as JSON for comparing runs.</summary>
internal sealed class Report(string data)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly List<Line> _lines = [];

    public bool Keeps => _lines.All(line => line.Outcome != "FAIL");

    public void Add(Line line)
    {
        _lines.Add(line);
        Console.WriteLine($"  {line.What}: {line.Measured}{(line.Ratio is { } ratio ? $", {Number(ratio)}" : "")} ({line.Outcome}{(line.Broken is { } why ? $": {why}" : "")})");
    }

    public void Print()
    {
        string[] head = ["what", "measured", "reference", "ratio", "budget", ""];
        List<string[]> rows = [head, .. _lines.Select(line => new[]
        {
            line.What, line.Measured, line.Reference, line.Ratio is { } ratio ? Number(ratio) : "–", line.Budget?.ToString() ?? "–",
            line.Why is { } why ? $"{line.Outcome}: {why}" : line.Outcome,
        })];
        var widths = Enumerable.Range(0, head.Length - 1).Select(column => rows.Max(row => row[column].Length)).ToArray();
        Console.WriteLine($"\n{data}\n");
        foreach (var row in rows)
        {
            Console.WriteLine($"  {string.Join("  ", row.Select((cell, column) => column < widths.Length ? cell.PadRight(widths[column]) : cell))}".TrimEnd());
        }

        Console.WriteLine($"\n{_lines.Count(line => line.Outcome == "pass")} passed, {_lines.Count(line => line.Outcome == "FAIL")} failed, {_lines.Count(line => line.Outcome == "not measured")} not measured");
    }

    public void Write(string file) => File.WriteAllText(file, JsonSerializer.Serialize(
        new
        {
            At = DateTimeOffset.UtcNow,
            Data = data,
            Processors = Environment.ProcessorCount,
            Lines = _lines.Select(line => new { line.What, line.Measured, line.Reference, line.Ratio, Budget = line.Budget?.ToString(), line.Outcome, line.Why }),
        },
        Json));

    private static string Number(double value) => value.ToString(value < 10 ? "0.00" : "0.#", CultureInfo.InvariantCulture);
}
