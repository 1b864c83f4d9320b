using System.Diagnostics;
using System.Globalization;
using Portal.Api.Features.Projects;

namespace Portal.Bench.Measure;

/// <summary>
/// Everything that there is, taken over HTTP, beside the server copying out the same columns of the same projects in the same
/// order; and whether the API holds more memory meanwhile.
/// </summary>
internal static class Export
{
    private const string Everything = "/v1/projects/export?availability=open&availability=full&availability=deadlinePassed&availability=ended&format=";

    private const string Copy =
        $"COPY (SELECT {ProjectRow.Columns}, {ProjectRow.DetailColumns} FROM public.projects AS p JOIN public.project_search AS s USING (id) ORDER BY p.id) TO STDOUT";

    /// <summary>As many before anything is measured: what is run often is compiled again while it runs.</summary>
    private const int RowsToWarmUp = 300_000;

    private static readonly Budget Speed = Budget.AtLeast(0.4);

    public static async Task RunAsync(Bench bench, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{bench.Api.Port}"), Timeout = Timeout.InfiniteTimeSpan };
        string[] formats = [ExportFormat.NdJson, ExportFormat.Csv];
        var rounds = Math.Min(3, bench.Effort.Rounds);
        var rows = await CopyAsync(bench, cancellationToken);
        foreach (var format in formats)
        {
            var read = await TakeAsync(http, Everything + format, cancellationToken);
            // A text in CSV may have lines of its own.
            if (format == ExportFormat.NdJson ? read != rows : read < rows)
            {
                throw new Refusal($"The export as {format} has {read} lines of {rows} projects.");
            }

            for (var taking = rows; taking < RowsToWarmUp; taking += rows)
            {
                await TakeAsync(http, Everything + format, cancellationToken);
            }
        }

        var memory = new ResidentMemory(bench.Api);
        var taken = formats.ToDictionary(format => format, _ => new List<double>());
        List<double> copied = [];
        for (var round = 0; round < rounds; round++)
        {
            copied.Add(rows / await SecondsAsync(() => CopyAsync(bench, cancellationToken)));
            foreach (var format in formats)
            {
                var work = SecondsAsync(() => TakeAsync(http, Everything + format, cancellationToken));
                while (!work.IsCompleted)
                {
                    memory.Note();
                    await Task.WhenAny(work, Task.Delay(100, cancellationToken));
                }

                taken[format].Add(rows / await work);
            }
        }

        var reference = Timings.Median(copied);
        foreach (var (format, rates) in taken)
        {
            var rate = Timings.Median(rates);
            bench.Report.Add(new($"export of everything as {format}", RowsASecond(rate), $"COPY {RowsASecond(reference)}", rate / reference, Speed));
        }

        bench.Report.Add(memory.Line("memory of the API while everything is exported"));
        var known = await SecondsAsync(() => AskAsync(http, cancellationToken));
        bench.Report.Add(new("until the ETag of everything is known", Bench.Milliseconds(known * 1000), "", null, null));
    }

    private static string RowsASecond(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:N0} rows/s");

    private static async Task<double> SecondsAsync<T>(Func<Task<T>> work)
    {
        var watch = Stopwatch.StartNew();
        await Task.Run(work);
        return watch.Elapsed.TotalSeconds;
    }

    /// <returns>How many lines were read.</returns>
    private static async Task<long> TakeAsync(HttpClient http, string path, CancellationToken cancellationToken)
    {
        await using var body = await http.GetStreamAsync(path, cancellationToken);
        var bytes = new byte[64 * 1024];
        var lines = 0L;
        for (int read; (read = await body.ReadAsync(bytes, cancellationToken)) > 0;)
        {
            lines += bytes.AsSpan(0, read).Count((byte)'\n');
        }

        return lines;
    }

    private static async Task<long> CopyAsync(Bench bench, CancellationToken cancellationToken)
    {
        await using var connection = await bench.Server.Database.OpenAsync(bulk: false, cancellationToken);
        using var text = await connection.BeginTextExportAsync(Copy, cancellationToken);
        var letters = new char[64 * 1024];
        var lines = 0L;
        for (int read; (read = await text.ReadAsync(letters, cancellationToken)) > 0;)
        {
            lines += letters.AsSpan(0, read).Count('\n');
        }

        return lines;
    }

    private static async Task<bool> AskAsync(HttpClient http, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, Everything + ExportFormat.NdJson);
        using var response = await http.SendAsync(request, cancellationToken);
        return response.EnsureSuccessStatusCode().Headers.ETag is not null;
    }
}
