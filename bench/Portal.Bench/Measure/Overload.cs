using System.Collections.Concurrent;
using System.Diagnostics;

namespace Portal.Bench.Measure;

/// <summary>What becomes of searches when ten times as many are asked as can be answered. None is answered from the cache.</summary>
internal static class Overload
{
    private const int Times = 10;

    /// <summary>Many more connections than the API works on requests at once.</summary>
    private const int Lanes = 64;

    /// <summary>Until it is no burst any more.</summary>
    private const double SettlesInSeconds = 2;

    private static readonly Budget Budget = Budget.AtMost(3);

    public static void Run(Bench bench)
    {
        using var api = ServedProgram.StartApi(bench.Server.Database.ConnectionString, ("Cache__Megabytes", "0"));
        var requests = Bench.Prepare(Bench.Search, Requests.Mixed(bench.Effort.Queries, bench.Plan.Day, bench.Plan.Seed));
        new HttpLoad(api).Latencies(requests, 1);
        bench.Http.Throughput(requests, Effort.Clients, bench.Effort.Seconds);
        var (capacities, alone, accepted, counts, seconds) = (new List<double>(), new List<double>(), new List<double>(), new Dictionary<int, int>(), 0.0);
        // In turns, so that all see the same of what else the machine does.
        for (var turn = 0; turn < bench.Effort.Rounds; turn++)
        {
            capacities.Add(bench.Http.Throughput(requests, Effort.Clients, bench.Effort.Seconds));
            alone.AddRange(new HttpLoad(api).Latencies(requests, 1));
            var storm = Storm(api, requests, Times * Timings.Median(capacities), SettlesInSeconds + bench.Effort.Seconds);
            accepted.AddRange(storm.Accepted);
            seconds += storm.Seconds;
            foreach (var (status, count) in storm.Counts)
            {
                counts[status] = counts.GetValueOrDefault(status) + count;
            }
        }

        var unexpected = counts.Keys.Except([200, 429, 503]).ToList();
        if (unexpected.Count > 0)
        {
            throw new Refusal($"Under overload some answers were {string.Join(", ", unexpected)}.");
        }

        if (counts.Keys.All(status => status == 200))
        {
            bench.Report.Add(Line.Missing("accepted searches under overload, p99", Budget, "nothing was sent away: other programs kept the machine so busy that what it can answer was measured too low"));
            return;
        }

        var (asked, answered, capacity) = (counts.Values.Sum(), counts.GetValueOrDefault(200), Timings.Median(capacities));
        var (crowded, usual) = (Timings.Percentile([.. accepted], 0.99), Timings.Percentile([.. alone], 0.99));
        bench.Report.Add(new(
            "accepted searches under overload, p99",
            $"{Bench.Milliseconds(crowded)} of {Bench.ASecond(answered / seconds)}",
            $"alone {Bench.Milliseconds(usual)}, {Bench.ASecond(capacity)} at most", crowded / usual, Budget));
        bench.Report.Add(new(
            "sent away under overload", $"{(asked - answered) * 100.0 / asked:0} % of {Bench.ASecond(asked / seconds)}", $"asked for {Bench.ASecond(Times * capacity)}", null, null));
    }

    /// <summary>Sends requests at a rate, whether answers come or not, as far as the lanes reach.</summary>
    private static (double[] Accepted, ConcurrentDictionary<int, int> Counts, double Seconds) Storm(ServedProgram api, byte[][] requests, double rate, double seconds)
    {
        var (accepted, counts) = (new ConcurrentBag<double>(), new ConcurrentDictionary<int, int>());
        var watch = Stopwatch.StartNew();
        Task.WhenAll(Enumerable.Range(0, Lanes).Select(number => Task.Factory.StartNew(
            () =>
            {
                using var lane = new HttpLane(api.Port);
                var due = number / rate;
                for (var at = number * requests.Length / Lanes; watch.Elapsed.TotalSeconds < seconds; at = (at + 1) % requests.Length)
                {
                    if (due - watch.Elapsed.TotalSeconds is > 0 and var early)
                    {
                        Thread.Sleep(TimeSpan.FromSeconds(early));
                    }

                    var from = Stopwatch.GetTimestamp();
                    var status = lane.Send(requests[at]);
                    counts.AddOrUpdate(status, 1, (_, count) => count + 1);
                    if (status == 200 && watch.Elapsed.TotalSeconds > SettlesInSeconds)
                    {
                        accepted.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
                    }

                    // What could not be sent in time is not sent later.
                    due = Math.Max(due + Lanes / rate, watch.Elapsed.TotalSeconds);
                }
            },
            TaskCreationOptions.LongRunning))).GetAwaiter().GetResult();
        return ([.. accepted], counts, watch.Elapsed.TotalSeconds);
    }
}
