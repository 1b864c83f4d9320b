using System.Diagnostics;
using System.Text;

namespace Portal.Bench.Measure;

/// <summary>Requests over HTTP: from many at once for throughput, one after another for how long each takes.</summary>
internal sealed class HttpLoad(ServedProgram server)
{
    /// <summary>Every client asks the same questions, each from another place of the list on.</summary>
    /// <returns>Answers a second.</returns>
    public double Throughput(IReadOnlyList<byte[]> requests, int clients, int seconds, int expected = 200)
    {
        var watch = Stopwatch.StartNew();
        var answered = Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Factory.StartNew(
            () =>
            {
                using var lane = new HttpLane(server.Port);
                var own = 0L;
                for (var at = client * requests.Count / clients; watch.Elapsed.TotalSeconds < seconds; at = (at + 1) % requests.Count)
                {
                    Ask(lane, requests[at], expected);
                    own++;
                }

                return own;
            },
            TaskCreationOptions.LongRunning))).GetAwaiter().GetResult();
        return answered.Sum() / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Asks all of them in turn, several times over, and takes for each the median of its times.</summary>
    /// <returns>Milliseconds, in the order of the requests.</returns>
    public double[] Latencies(IReadOnlyList<byte[]> requests, int times)
    {
        using var lane = new HttpLane(server.Port);
        var taken = requests.Select(_ => new List<double>(times)).ToArray();
        for (var round = 0; round < times; round++)
        {
            for (var at = 0; at < requests.Count; at++)
            {
                var from = Stopwatch.GetTimestamp();
                Ask(lane, requests[at]);
                taken[at].Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            }
        }

        return [.. taken.Select(Timings.Median)];
    }

    private static void Ask(HttpLane lane, byte[] request, int expected = 200)
    {
        if (lane.Send(request) is var status && status != expected)
        {
            var path = Uri.UnescapeDataString(Encoding.ASCII.GetString(request).Split(' ')[1]);
            throw new Refusal($"{path} was answered with {status}: {lane.Text}");
        }
    }
}
