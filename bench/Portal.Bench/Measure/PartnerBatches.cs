using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.Bench.Measure;

/// <summary>A partner's batches into the API, beside COPY.</summary>
internal static class PartnerBatches
{
    private const int Items = 1_000;
    private const int BatchesInARound = 2;

    public static Task RunAsync(Bench bench, CancellationToken cancellationToken) =>
        WrittenProjects.WithNoneLeftAsync(bench, () => MeasureAsync(bench, cancellationToken), cancellationToken);

    private static async Task MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        var key = await WrittenProjects.AddPartnerAsync(bench.Server.Database, cancellationToken);
        var memory = new ResidentMemory(bench.Api);
        using var lane = new HttpLane(bench.Api.Port);
        Send(lane, key, "PUT", "/v1/partner/organisations/bench", new JsonObject { ["name"] = "Bench", ["country"] = "BE" });
        var projects = await WrittenProjects.ProjectsAsync(bench, BatchesInARound * Items, cancellationToken);
        Write(round: -1);
        List<double> api = [], copy = [];
        for (var round = 0; round < bench.Effort.Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            Write(round);
            api.Add(projects.Count / watch.Elapsed.TotalSeconds);
            copy.Add(await WrittenProjects.CopyAsync(bench.Server.Database, $"{round}-", projects.Count, cancellationToken));
        }

        var (measured, reference) = (Timings.Median(api), Timings.Median(copy));
        bench.Report.Add(new("partner batches of 1,000", $"{Bench.ASecond(measured)} rows", $"COPY {Bench.ASecond(reference)} rows", measured / reference, WrittenProjects.Budget));
        bench.Report.Add(memory.Line("memory of the API while batches are written"));

        void Write(int round)
        {
            foreach (var (number, batch) in projects.Chunk(Items).Index())
            {
                var items = batch.Select((project, at) => (JsonNode)new JsonObject { ["externalId"] = $"{round}-{number}-{at}", ["project"] = project.DeepClone() });
                Send(lane, key, "POST", "/v1/partner/projects/batch", new JsonObject { ["items"] = new JsonArray([.. items]) });
                if (round >= 0)
                {
                    memory.Note();
                }
            }
        }
    }

    private static void Send(HttpLane lane, string key, string method, string path, JsonObject body)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(body);
        var head = $"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\nContent-Length: {content.Length}\r\n\r\n";
        if (lane.Send([.. Encoding.ASCII.GetBytes(head), .. content]) is var status && status is not (200 or 201))
        {
            throw new Refusal($"{method} {path} was answered with {status}: {lane.Text}");
        }
    }
}
