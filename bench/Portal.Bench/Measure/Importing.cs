using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Portal.Bench.Measure;

/// <summary>The operator's import of a data set, in a process of its own and with its start, beside COPY.</summary>
internal static class Importing
{
    private const int Records = 15_000;

    /// <summary>With fewer, the collector has not yet taken what it lets itself have, and a longer import seems to need more.</summary>
    private const int FewRecords = 5_000;

    private static readonly Budget Flat = Budget.AtMost(50, "MB more");

    public static Task RunAsync(Bench bench, CancellationToken cancellationToken) =>
        WrittenProjects.WithNoneLeftAsync(bench, () => MeasureAsync(bench, cancellationToken), cancellationToken);

    private static async Task MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        await WrittenProjects.AddPartnerAsync(bench.Server.Database, cancellationToken);
        var projects = await WrittenProjects.ProjectsAsync(bench, Records, cancellationToken);
        var few = await ImportAsync(bench, "few", projects[..FewRecords], cancellationToken);
        List<(double Seconds, double Megabytes)> imports = [];
        List<double> copy = [];
        for (var round = 0; round < Math.Min(3, bench.Effort.Rounds); round++)
        {
            imports.Add(await ImportAsync(bench, $"{round}", projects, cancellationToken));
            copy.Add(await WrittenProjects.CopyAsync(bench.Server.Database, $"{round}-", Records, cancellationToken));
        }

        var (measured, reference) = (Records / Timings.Median(imports.Select(import => import.Seconds)), Timings.Median(copy));
        bench.Report.Add(new("import of a data set", $"{Bench.ASecond(measured)} rows", $"COPY {Bench.ASecond(reference)} rows", measured / reference, WrittenProjects.Budget));
        var megabytes = Timings.Median(imports.Select(import => import.Megabytes));
        bench.Report.Add(new($"memory of an import of {Records:N0}", $"{megabytes:0} MB at most", $"{few.Megabytes:0} MB for {FewRecords:N0}", megabytes - few.Megabytes, Flat));
    }

    private static async Task<(double Seconds, double Megabytes)> ImportAsync(Bench bench, string name, List<JsonObject> projects, CancellationToken cancellationToken)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(file, Lines(name, projects), cancellationToken);
            return await ImportAsync(bench, file, projects.Count, cancellationToken);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<(double Seconds, double Megabytes)> ImportAsync(Bench bench, string file, int count, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments = [ServedProgram.Api, "import", file, "--format", "ndjson", "--partner", WrittenProjects.Partner, "--quarantine", $"{file}.refused"];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["ConnectionStrings__Portal"] = bench.Server.Database.ConnectionString;
        start.Environment["SampleData__Load"] = "false";
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new Refusal("The import does not start.");
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        var most = 0L;
        while (!process.WaitForExit(50))
        {
            try
            {
                process.Refresh();
                most = Math.Max(most, process.PeakWorkingSet64);
            }
            catch (InvalidOperationException)
            {
                // It has ended since it was asked.
            }
        }

        var seconds = watch.Elapsed.TotalSeconds;
        var lines = string.Concat(await said);
        // The first one adds the organisation too.
        return process.ExitCode == 0 && (lines.Contains($"{count} added", StringComparison.Ordinal) || lines.Contains($"{count + 1} added", StringComparison.Ordinal))
            ? (seconds, most / 1024.0 / 1024)
            : throw new Refusal($"The import of {count} projects ended with {process.ExitCode}:\n{lines}");
    }

    /// <summary>The organisation, which only the first import adds, and its projects.</summary>
    private static IEnumerable<string> Lines(string name, List<JsonObject> projects) =>
    [
        new JsonObject { ["kind"] = "organisation", ["externalId"] = "bench", ["organisation"] = new JsonObject { ["name"] = "Bench", ["country"] = "BE" } }.ToJsonString(),
        .. projects.Select((project, at) =>
            new JsonObject { ["kind"] = "project", ["externalId"] = $"{name}-{at}", ["project"] = project.DeepClone() }.ToJsonString()),
    ];
}
