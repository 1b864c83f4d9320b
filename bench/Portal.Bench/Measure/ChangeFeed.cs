using System.Diagnostics;
using System.Globalization;
using System.Text;
using Npgsql;

namespace Portal.Bench.Measure;

/// <summary>The change feed of projects from its first page to its last, beside COPY of what it reads.</summary>
internal static class ChangeFeed
{
    private const string FirstPage = "/v1/changes/projects?limit=1000";

    /// <summary>More takes too long where there are many, and few tell too little where there are few.</summary>
    private const int RowsToRead = 2_000_000;

    private static readonly Budget Budget = Budget.AtLeast(0.4);

    public static async Task RunAsync(Bench bench, CancellationToken cancellationToken)
    {
        var copy = await CopyOfAsync(bench, cancellationToken);
        var memory = new ResidentMemory(bench.Api);
        // The code of a page is compiled for the second time after some hundred of them.
        for (var read = 0; read < Math.Min(RowsToRead / 10, 20 * bench.Plan.Projects);)
        {
            read += Follow(bench, memory: null);
        }

        List<double> feed = [], sql = [];
        for (var round = 0; round < Math.Clamp(RowsToRead / bench.Plan.Projects, 2, bench.Effort.Rounds); round++)
        {
            feed.Add(RowsASecond(() => Task.FromResult(Follow(bench, memory))));
            sql.Add(RowsASecond(() => copy(cancellationToken)));
        }

        var (measured, reference) = (Timings.Median(feed), Timings.Median(sql));
        bench.Report.Add(new("change feed from the first page to the last", $"{Bench.ASecond(measured)} rows", $"COPY {Bench.ASecond(reference)} rows", measured / reference, Budget));
        bench.Report.Add(memory.Line("memory of the API while the feed is read"));

        static double RowsASecond(Func<Task<int>> read)
        {
            var watch = Stopwatch.StartNew();
            var rows = read().GetAwaiter().GetResult();
            return rows / watch.Elapsed.TotalSeconds;
        }
    }

    /// <summary>As a mirror that begins does, one page after another.</summary>
    private static int Follow(Bench bench, ResidentMemory? memory)
    {
        using var lane = new HttpLane(bench.Api.Port);
        var rows = 0;
        for (var path = FirstPage; ;)
        {
            if (lane.Send(HttpLane.Prepare(path)) is var status && status != 200)
            {
                throw new Refusal($"{path} was answered with {status}: {lane.Text}");
            }

            var before = rows;
            var page = lane.Body;
            // Within texts the marks are escaped.
            rows += page.Count("\"modified\":"u8);
            if (rows == before)
            {
                return rows == bench.Plan.Projects ? rows : throw new Refusal($"The change feed has {rows} projects and the data {bench.Plan.Projects}.");
            }

            var next = page[(page.IndexOf("\"next\":\""u8) + 8)..];
            path = new Uri(Encoding.UTF8.GetString(next[..next.IndexOf((byte)'"')])).PathAndQuery;
            memory?.Note();
        }
    }

    /// <summary>COPY of the statement that the server's log has for a page, without its end.</summary>
    /// <returns>What runs it and tells how many rows came.</returns>
    private static async Task<Func<CancellationToken, Task<int>>> CopyOfAsync(Bench bench, CancellationToken cancellationToken)
    {
        using var log = await ServerLog.OpenAsync(bench.Server, cancellationToken);
        log.StatementsOf(FirstPage);
        var page = log.StatementsOf(FirstPage).Single(statement => statement.Sql.Contains("change_number", StringComparison.Ordinal));
        var sql = page.Values.Index().Reverse().Aggregate(page.Sql, (text, value) => text.Replace(
            $"${value.Index + 1}", value.Item == "'1000'" ? bench.Plan.Projects.ToString(CultureInfo.InvariantCulture) : value.Item, StringComparison.Ordinal));
        return async cancelled =>
        {
            await using NpgsqlConnection connection = await bench.Server.Database.OpenAsync(bulk: false, cancelled);
            using var rows = await connection.BeginTextExportAsync($"COPY ({sql}) TO STDOUT", cancelled);
            var read = new char[64 * 1024];
            var count = 0;
            for (var length = 1; length > 0;)
            {
                length = await rows.ReadAsync(read, cancelled);
                count += read.AsSpan(0, length).Count('\n');
            }

            return count == bench.Plan.Projects ? count : throw new Refusal($"COPY of the change feed gives {count} rows: {sql}");
        };
    }
}
