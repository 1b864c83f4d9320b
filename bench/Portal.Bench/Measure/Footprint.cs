namespace Portal.Bench.Measure;

/// <summary>How soon the API is ready and how much memory it holds, beside an application that does nothing.</summary>
internal static class Footprint
{
    private const int Starts = 5;

    private static readonly Budget Memory = Budget.AtMost(200, "MB");

    public static void Start(Bench bench)
    {
        var api = Seconds(() => ServedProgram.StartApi(bench.Server.Database.ConnectionString));
        var empty = Seconds(ServedProgram.StartEmptyApp);
        bench.Report.Add(new("start to ready on an existing database", $"{api:0.00} s", $"empty application {empty:0.00} s", api / empty, null));

        static double Seconds(Func<ServedProgram> start) => Timings.Median(Enumerable.Range(0, Starts).Select(_ =>
        {
            using var program = start();
            return program.StartedIn.TotalSeconds;
        }));
    }

    /// <summary>At the end of a run, when the API has answered everything that was measured and is answering still.</summary>
    public static void Resident(Bench bench)
    {
        var mixed = Requests.Mixed(bench.Effort.Queries, bench.Plan.Day, bench.Plan.Seed);
        var counted = Requests.OfFirstPages(mixed).Select(query => query + Requests.ShownFacets);
        var api = UnderLoad(bench.Api, [.. Bench.Prepare(Bench.Search, mixed), .. Bench.Prepare(Bench.Facets, counted)]);
        using var program = ServedProgram.StartEmptyApp();
        var empty = UnderLoad(program, [HttpLane.Prepare("/health/ready")]);
        bench.Report.Add(new("resident memory under load above an empty application", $"{api:0} MB", $"{empty:0} MB", api - empty, Memory));

        double UnderLoad(ServedProgram served, byte[][] requests)
        {
            var most = 0.0;
            using var ended = new CancellationTokenSource();
            var watcher = Task.Run(async () =>
            {
                while (!ended.IsCancellationRequested)
                {
                    most = Math.Max(most, served.Megabytes);
                    await Task.Delay(200);
                }
            });
            new HttpLoad(served).Throughput(requests, Effort.Clients, bench.Effort.Seconds);
            ended.Cancel();
            watcher.Wait();
            return most;
        }
    }
}
