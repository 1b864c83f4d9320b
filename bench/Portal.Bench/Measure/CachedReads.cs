using System.Net;

namespace Portal.Bench.Measure;

/// <summary>What the API answers from its cache, beside an endpoint that answers the same bytes and does nothing else.</summary>
internal static class CachedReads
{
    private const int Fillings = 1_500;

    private static readonly Budget Budget = Budget.AtLeast(0.7);
    private static readonly Budget Memory = Budget.AtMost(200, "MB");

    public static async Task RunAsync(Bench bench, CancellationToken cancellationToken)
    {
        using var api = ServedProgram.StartApi(bench.Server.Database.ConnectionString, []);
        using var bare = ServedProgram.StartEmptyApp();
        var project = (await bench.ReadAsync<Guid>("SELECT id FROM projects WHERE withdrawn_at IS NULL ORDER BY id LIMIT 1", cancellationToken))[0];
        (string What, string Path, string Headers, bool IsKnown)[] reads =
        [
            ("cached search page", $"{Bench.Search}country=RO", "", false),
            ("cached search page, Brotli", $"{Bench.Search}country=RO", "Accept-Encoding: gzip, deflate, br\r\n", false),
            ("cached project", $"/v1/projects/{project}", "", false),
            ("search page that the reader has (304)", $"{Bench.Search}country=RO", "", true),
        ];
        foreach (var (what, path, headers, isKnown) in reads)
        {
            var tag = await SameAsync(api, bare, path, headers, cancellationToken);
            var said = isKnown ? $"{headers}If-None-Match: {tag}\r\n" : headers;
            bench.Report.Add(Compare(bench, api, bare, what, HttpLane.Prepare(path, said), HttpLane.Prepare("/answer", said), isKnown ? 304 : 200));
        }

        // Pages of a hundred: more than there is room for.
        new HttpLoad(api).Latencies(Bench.Prepare(Bench.Search, Requests.Mixed(Fillings, bench.Plan.Day, bench.Plan.Seed).Select(query => $"{query}&pageSize=100")), 1);
        bench.Report.Add(new("resident memory with a full cache above an empty application", $"{api.Megabytes:0} MB", $"{bare.Megabytes:0} MB", api.Megabytes - bare.Megabytes, Memory));
    }

    private static Line Compare(Bench bench, ServedProgram api, ServedProgram bare, string what, byte[] asked, byte[] same, int status)
    {
        List<double> cached = [], reference = [];
        // Many short turns, so that both see the same of what else the machine does; the first ones are for warming up.
        var turns = bench.Effort.Rounds * bench.Effort.Seconds;
        for (var turn = -2; turn < turns; turn++)
        {
            var one = new HttpLoad(api).Throughput([asked], Effort.Clients, 1, status);
            var other = new HttpLoad(bare).Throughput([same], Effort.Clients, 1, status);
            if (turn >= 0)
            {
                cached.Add(one);
                reference.Add(other);
            }
        }

        var (measured, beside) = (Timings.Median(cached), Timings.Median(reference));
        return new(what, Bench.ASecond(measured), $"bare endpoint {Bench.ASecond(beside)}", measured / beside, Budget);
    }

    /// <summary>Has the bare endpoint answer exactly what the API answers from its cache.</summary>
    /// <returns>The answer's ETag.</returns>
    private static async Task<string> SameAsync(ServedProgram api, ServedProgram bare, string path, string said, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        for (var again = 0; ; again++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{api.Port}{path}") { Headers = { Host = "127.0.0.1" } };
            foreach (var line in said.Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
            {
                request.Headers.TryAddWithoutValidation(line.Split(": ")[0], line.Split(": ")[1]);
            }

            using var response = await client.SendAsync(request, cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw new Refusal($"{path} was answered with {(int)response.StatusCode}.");
            }

            if (again == 0)
            {
                continue;
            }

            if (!response.Headers.GetValues("Cache-Status").Single().EndsWith("hit", StringComparison.Ordinal))
            {
                throw new Refusal($"{path} was not answered from the cache.");
            }

            using var answer = new HttpRequestMessage(HttpMethod.Put, $"http://127.0.0.1:{bare.Port}/answer")
            {
                Content = new ByteArrayContent(await response.Content.ReadAsByteArrayAsync(cancellationToken)),
            };
            foreach (var (name, values) in response.Headers.Concat(response.Content.Headers).Where(header => header.Key is not ("Date" or "Transfer-Encoding" or "Content-Length")))
            {
                answer.Headers.TryAddWithoutValidation($"Answer-{name}", string.Join(", ", values));
            }

            (await client.SendAsync(answer, cancellationToken)).EnsureSuccessStatusCode().Dispose();
            return response.Headers.ETag!.ToString();
        }
    }
}
