using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Portal.Api.Import;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Import;

/// <summary>Runs the import in a folder of its own, on the test's database; files as an operator does, by the program itself.</summary>
internal sealed class ImportRun : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("portal-import-");

    public string Folder => folder.FullName;

    public string QuarantinePath => Path.Combine(Folder, "refused.ndjson");

    public IReadOnlyList<JsonNode> Quarantined =>
        [.. File.ReadAllLines(QuarantinePath).Select(line => JsonNode.Parse(line)!)];

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>A search answer of the live portal with these records.</summary>
    public static string Answer(params JsonObject[] sources) => new JsonObject
    {
        ["took"] = 3,
        ["hits"] = new JsonObject
        {
            ["total"] = new JsonObject { ["value"] = sources.Length },
            ["hits"] = new JsonArray([.. sources.Select((source, index) => (JsonNode)new JsonObject
            {
                ["_index"] = "opportunity",
                ["_id"] = source["opid"]?.ToString() ?? $"{900 + index}",
                ["_source"] = source.DeepClone(),
            })]),
        },
    }.ToJsonString();

    /// <summary>A record that nothing is wrong with.</summary>
    public static JsonObject Source(int number = 1) => new()
    {
        ["opid"] = number,
        ["title"] = "Summer by the lake",
        ["organisation_name"] = "Lake House",
        ["town"] = "Holešov",
        ["country"] = "CZ",
        ["date_start"] = "2027-04-01T12:00:00",
        ["date_end"] = "2027-10-31T12:00:00",
        ["duration"] = 30,
        ["has_no_deadline"] = false,
        ["date_application_end"] = "2027-02-28T12:00:00",
        ["status"] = "open",
        ["topics"] = new JsonArray("edu"),
        ["volunteer_countries"] = new JsonArray("IT", "ES"),
        ["description"] = "Helping at the lake.",
    };

    /// <summary>Imports the records inside this process, which spares the start of another.</summary>
    public async Task<Outcome> OfAsync(PortalApi api, params JsonObject[] sources)
    {
        var file = new FileInfo(Path.Combine(Folder, "answer.json"));
        await File.WriteAllTextAsync(file.FullName, Answer(sources));
        var input = new PortalSearchFile(file);
        Assert.Equal(sources.Length, input.Check());
        using var quarantine = new Quarantine(new FileInfo(QuarantinePath), api.Clock.GetUtcNow());
        var report = await api.Services.GetRequiredService<ProjectImport>().RunAsync(
            PortalSearchRecord.Source, input.Records().Select(PortalSearchRecord.Read), quarantine, _ => { }, CancellationToken.None);
        return new Outcome(0, string.Join('\n', report.Lines()), "");
    }

    public async Task<Outcome> OfTextAsync(PortalApi api, string content)
    {
        var file = Path.Combine(Folder, "answer.json");
        await File.WriteAllTextAsync(file, content);
        return await OfFileAsync(api, file, "--quarantine", QuarantinePath);
    }

    public async Task<Outcome> OfFileAsync(PortalApi api, string file, params string[] more)
    {
        var (exitCode, output, error) = await PortalProgram.RunAsync(api, Folder, ["import", "--format", "portal-search", file, .. more]);
        return new Outcome(exitCode, output, error);
    }

    internal sealed record Outcome(int ExitCode, string Output, string Error)
    {
        public string Counts => Output.Split('\n')[0].Trim();
    }
}
