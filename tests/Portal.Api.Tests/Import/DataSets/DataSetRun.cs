using System.Text.Json.Nodes;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Import.DataSets;

/// <summary>Imports and exports in a folder of its own as an operator does, by the program itself.</summary>
internal sealed class DataSetRun(PortalApi api) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("portal-data-set-");

    public string Folder => folder.FullName;

    public string QuarantinePath => Path("refused.ndjson");

    public IReadOnlyList<JsonNode> Quarantined => [.. File.ReadAllLines(QuarantinePath).Select(line => JsonNode.Parse(line)!)];

    public void Dispose() => folder.Delete(recursive: true);

    public string Path(string name) => System.IO.Path.Combine(Folder, name);

    public Task<PortalProgram.Outcome> RunAsync(params IEnumerable<string> arguments) => PortalProgram.RunAsync(api, Folder, arguments);

    /// <summary>Imports what is given as the content of a file.</summary>
    public async Task<PortalProgram.Outcome> ImportAsync(string name, string content, params string[] more)
    {
        await File.WriteAllTextAsync(Path(name), content);
        return await RunAsync(["import", name, "--quarantine", QuarantinePath, .. more]);
    }

    /// <summary>Exports into a new file and reads it.</summary>
    public async Task<byte[]> ExportAsync(string name, params string[] more)
    {
        var (exitCode, output, error) = await RunAsync(["export", name, .. more]);
        Assert.True(exitCode == 0, error);
        Assert.Contains(Path(name), output, StringComparison.Ordinal);
        return await File.ReadAllBytesAsync(Path(name));
    }

    /// <summary>As a database is that was made just now: also without partners.</summary>
    public Task EmptyAsync() => api.SqlAsync(
        "TRUNCATE organisations, projects, changes, project_search, organisation_search, search_words, partners, partner_keys, partner_events, webhooks, webhook_deliveries");

    public static string Counts(PortalProgram.Outcome outcome)
    {
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        return outcome.Output.Split('\n')[0].Trim();
    }

    /// <summary>Records, one a line.</summary>
    public static string Lines(params IEnumerable<JsonObject> records) => string.Concat(records.Select(record => record.ToJsonString() + "\n"));

    public static JsonObject Organisation(string externalId = "casa", string name = "Casa") => new()
    {
        ["kind"] = "organisation",
        ["externalId"] = externalId,
        ["organisation"] = new JsonObject { ["name"] = name, ["country"] = "MD" },
    };

    public static JsonObject Project(string externalId = "2027-014", string organisation = "casa") => new()
    {
        ["kind"] = "project",
        ["externalId"] = externalId,
        ["project"] = new JsonObject
        {
            ["organisationExternalId"] = organisation,
            ["title"] = "After-school club",
            ["country"] = "MD",
            ["startsOn"] = "2027-04-01",
            ["endsOn"] = "2027-05-31",
        },
    };
}
