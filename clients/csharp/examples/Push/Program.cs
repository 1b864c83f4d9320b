// Publishes the projects of a CSV file, or changes them to what it says now, and shows how far it is.
// usage: PORTAL_KEY=... dotnet run --project clients/csharp/examples/Push -- ADDRESS FILE
using CsvHelper;
using Portal.Client;
using Portal.Client.Examples.Push;
using Spectre.Console;

if (args is not [var address, var file] || Environment.GetEnvironmentVariable("PORTAL_KEY") is not { Length: > 0 } key)
{
    Console.Error.WriteLine("usage: PORTAL_KEY=... dotnet run --project clients/csharp/examples/Push -- ADDRESS FILE");
    return 2;
}

var rows = new List<ProjectRow>();
using (var csv = CsvReader.Create(File.OpenText(file), new CsvReaderOptions()))
{
    while (csv.Read())
    {
        rows.Add(ProjectRow.Of(csv));
    }
}

using var portal = new PortalClient(new Uri(address), key);
var results = new List<ProjectBatchItemResult>();

await AnsiConsole.Progress().StartAsync(async progress =>
{
    var bar = progress.AddTask("Projects", maxValue: rows.Count);
    foreach (var organisation in rows.DistinctBy(row => row.OrganisationKey))
    {
        await PublishUnlessThereAsync(organisation);
    }

    // The API takes a thousand at once; fewer show that it moves. A batch that fails in passing is sent again, and what it did
    // write is then unchanged.
    foreach (var some in rows.Chunk(20))
    {
        var batch = new ProjectBatch { Items = [.. some.Select(row => new ProjectBatchItem { ExternalId = row.Key, Project = row.ToProject() })] };
        results.AddRange((await portal.UpsertProjectsAsync(batch)).Results);
        bar.Increment(some.Length);
        progress.Refresh();
    }
});

var refused = results.Where(result => result.Outcome == "refused").ToList();
foreach (var result in refused)
{
    var reasons = result.Problem?.Errors is { Count: > 0 } errors ? errors.SelectMany(error => error.Value) : [result.Problem?.Detail ?? "No reason was given."];
    Console.Error.WriteLine($"{result.ExternalId}: {string.Join(' ', reasons)}");
}

Console.WriteLine(string.Join(", ", results.GroupBy(result => result.Outcome).OrderBy(group => group.Key).Select(group => $"{group.Count()} {group.Key}")));
return refused.Count == 0 ? 0 : 1;

// The file knows an organisation's name and country only. One that is there may have more, which a write would replace.
async Task PublishUnlessThereAsync(ProjectRow row)
{
    try
    {
        await portal.UpsertOrganisationAsync(row.OrganisationKey, new() { Name = row.Organisation, Country = row.Country }, ifNoneMatch: "*");
    }
    catch (PortalApiException problem) when (problem.StatusCode == 412)
    {
        // It is there.
    }
}
