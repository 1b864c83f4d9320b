using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Bench.Measure;

/// <summary>
/// How soon a reader sees and can use the pages of the web application: on a phone with a slow processor and a slow network, with
/// nothing of it in the browser's cache. bench/pages opens them in Chromium and reads its traces.
/// </summary>
internal static class Pages
{
    private const string Search = "search";
    private const string Bare = "bare";

    private static readonly Budget LargestPaint = Budget.AtMost(2.5, "s");
    private static readonly Budget Awaited = Budget.AtMost(2.5, "s");
    private static readonly Budget Shift = Budget.AtMost(0.1);
    private static readonly Budget Blocked = Budget.AtMost(200, "ms");
    private static readonly Budget Script = Budget.AtMost(80, "kB");

    private static readonly string[] Kinds = ["document", "script", "style", "image", "font", "data"];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static async Task RunAsync(Bench bench, string traces, CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(ServedProgram.Checkout, "webapp/build/index.js")))
        {
            bench.Report.Add(Line.Failed("pages in a browser", null, "the web application is not built: node scripts/bench.mjs builds it"));
            return;
        }

        var pages = await OfAsync(bench, cancellationToken);
        using var api = ServedProgram.StartApi(bench.Server.Database.ConnectionString, []);
        using var web = ServedProgram.StartWebApp(api);
        var (said, refused) = await OpenAsync(
            new { Web = $"http://127.0.0.1:{web.Port}", Runs = bench.Effort.Visits, Pages = pages, Bare = "/", Move = "/", Traces = traces }, cancellationToken);
        if (said is null)
        {
            bench.Report.Add(Line.Failed("pages in a browser", null, refused));
            return;
        }

        Tell(bench.Report, said, pages);
    }

    private static async Task<OpenedPage[]> OfAsync(Bench bench, CancellationToken cancellationToken)
    {
        const string Card = "main article h3";
        var project = (await bench.ReadAsync<Guid>(
            "SELECT id FROM projects WHERE withdrawn_at IS NULL AND places = 'open' AND ends_on > now() ORDER BY length(description) DESC NULLS LAST, id LIMIT 1", cancellationToken))[0];
        var organisation = (await bench.ReadAsync<Guid>("SELECT organisation_id FROM projects GROUP BY organisation_id ORDER BY count(*) DESC, organisation_id LIMIT 1", cancellationToken))[0];
        return
        [
            new(Search, "/", Card),
            new("filtered search in Greek", "/el?topic=edu&topic=natr&sort=start", Card),
            new("project", $"/projects/{project}", null),
            new("organisation", $"/organisations/{organisation}", null),
            new("directory", "/organisations", Card),
            new("search with its map", "/?map=1", null),
            new("saved", "/saved", null),
        ];
    }

    private static void Tell(Report report, Opened said, OpenedPage[] pages)
    {
        foreach (var page in pages)
        {
            var visits = said.Visits[page.Name];
            double[] paints = [.. visits.Select(visit => visit.LargestPaint / 1000)];
            report.Add(new(
                $"largest contentful paint, {page.Name}", Spread(paints, "0.00", "s"), $"first paint {Spread(visits.Select(visit => visit.FirstPaint / 1000), "0.00", "s")}",
                Timings.Median(paints), LargestPaint));
            if (page.Awaited is not null)
            {
                report.Add(AwaitedLine(page, visits));
            }
        }

        var (search, bare) = (Median(said.Visits[Search], visit => visit.LargestPaint), Median(said.Visits[Bare], visit => visit.LargestPaint));
        report.Add(new("largest contentful paint of the search beside a bare page", Bench.Milliseconds(search), $"bare page {Bench.Milliseconds(bare)}", search / bare, null));
        foreach (var page in pages)
        {
            double[] blocked = [.. said.Visits[page.Name].Select(visit => visit.Blocked)];
            report.Add(new(
                $"blocking time, {page.Name}",
                Spread(blocked, "0", "ms"),
                $"{Median(said.Visits[page.Name], visit => visit.BlockedInProcessorTime):0} ms of the processor; answers input after {Spread(said.Visits[page.Name].Select(visit => visit.Alive / 1000), "0.00", "s")}",
                Timings.Median(blocked), Blocked));
        }

        foreach (var page in pages)
        {
            double[] shifts = [.. said.Visits[page.Name].Select(visit => visit.Shift)];
            // What moves in one visit of many moves: the most of them counts.
            report.Add(new($"layout shift, {page.Name}", string.Create(CultureInfo.InvariantCulture, $"{shifts.Max():0.###}"), $"most of {shifts.Length} visits", shifts.Max(), Shift));
        }

        var script = said.Visits[Search].Max(visit => visit.ScriptGzip) / 1000.0;
        report.Add(new("script of the search page, gzip", string.Create(CultureInfo.InvariantCulture, $"{script:0.0} kB"), "–", script, Script));
        foreach (var page in pages)
        {
            var visits = said.Visits[page.Name];
            report.Add(new(
                $"transferred until idle, {page.Name}",
                string.Create(CultureInfo.InvariantCulture, $"{Median(visits, visit => visit.Bytes.Values.Sum()) / 1000:0} kB in {Median(visits, visit => visit.Requests):0} requests"),
                string.Join(", ", Kinds.Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind} {Median(visits, visit => visit.Bytes.GetValueOrDefault(kind)) / 1000:0}"))),
                null, null));
        }

        report.Add(Move("from the search to a project, until its heading is painted", said.Moves.Select(move => move.There)));
        report.Add(Move("and back, until the heading of the search is painted", said.Moves.Select(move => move.Back)));

        static Line Move(string what, IEnumerable<double> milliseconds) => new(what, Spread(milliseconds, "0", "ms"), "–", null, null);
    }

    private static Line AwaitedLine(OpenedPage page, Visit[] visits)
    {
        var what = $"first result visible, {page.Name}";
        double[] seconds = [.. visits.Select(visit => visit.Awaited / 1000).OfType<double>()];
        return seconds.Length < visits.Length
            ? Line.Failed(what, Awaited, "no result was painted on the first screen")
            : new(what, Spread(seconds, "0.00", "s"), "–", Timings.Median(seconds), Awaited);
    }

    private static double Median(Visit[] visits, Func<Visit, double> of) => Timings.Median(visits.Select(of));

    /// <summary>The median, and between which values all are.</summary>
    private static string Spread(IEnumerable<double> values, string format, string unit)
    {
        double[] all = [.. values];
        return $"{Number(Timings.Median(all))} {unit} ({Number(all.Min())}–{Number(all.Max())})";

        string Number(double value) => value.ToString(format, CultureInfo.InvariantCulture);
    }

    private static string Spread(IEnumerable<double?> values, string format, string unit) => Spread(values.Select(value => value ?? double.NaN), format, unit);

    /// <returns>What the browser's side found, or why it found nothing.</returns>
    private static async Task<(Opened? Said, string Refused)> OpenAsync(object what, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(ServedProgram.Checkout, "bench/pages/measure.mjs"));
        start.ArgumentList.Add(JsonSerializer.Serialize(what, Json));
        using var program = Process.Start(start) ?? throw new Refusal("Node.js does not start.");
        try
        {
            string? refused = null;
            program.ErrorDataReceived += (_, line) =>
            {
                Console.WriteLine(line.Data);
                // How far it is stands further in, as where an error comes from does.
                refused ??= line.Data is [not ' ', ..] ? line.Data : null;
            };
            program.BeginErrorReadLine();
            var said = await program.StandardOutput.ReadToEndAsync(cancellationToken);
            await program.WaitForExitAsync(cancellationToken);
            return program.ExitCode == 0 ? (JsonSerializer.Deserialize<Opened>(said, Json), "") : (null, refused ?? "it did not say why");
        }
        finally
        {
            // Chromium ends with it.
            if (!program.HasExited)
            {
                program.Kill(entireProcessTree: true);
            }
        }
    }

    /// <param name="Name">What the table calls it.</param>
    /// <param name="Path">Where it is.</param>
    /// <param name="Awaited">Finds the results that readers come for, where there are some.</param>
    private sealed record OpenedPage(string Name, string Path, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Awaited);

    private sealed record Opened(Dictionary<string, Visit[]> Visits, MoveAbout[] Moves);

    /// <summary>Milliseconds from the start of the navigation, and bytes as they came over the network.</summary>
    private sealed record Visit(
        double FirstPaint, double LargestPaint, double? Awaited, double? Alive, double Shift, double Blocked, double BlockedInProcessorTime, int Requests, Dictionary<string, double> Bytes, double ScriptGzip);

    private sealed record MoveAbout(double There, double Back);
}
