using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsvHelper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Api.Domain;
using Portal.Api.Features.Projects;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Commands;

/// <summary>A snapshot is whole, of one moment, holds what everybody may have and nothing else, and says so to machines.</summary>
public sealed class SnapshotCommandTests(PortalApi api) : IClassFixture<PortalApi>, IAsyncLifetime
{
    private const string Everything = "availability=open&availability=full&availability=deadlinePassed&availability=ended";

    private readonly SnapshotRun run = new(api);

    public async ValueTask InitializeAsync() => await api.EmptyAsync();

    public ValueTask DisposeAsync()
    {
        run.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Every_published_project_is_in_it_as_the_public_export_has_it()
    {
        await FillAsync();
        var output = await run.WriteAsync();

        Assert.Matches(@"^3 projects and 2 organisations as of change \d+ are in \S+, \d+ bytes\.\n$", output.ReplaceLineEndings("\n"));
        var day = (await DayAsync()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal(await api.Client.GetStringAsync($"/v1/projects/export?{Everything}&asOf={day}"), await run.TextAsync("projects.ndjson.gz"));
        Assert.Equal(await api.Client.GetStringAsync($"/v1/projects/export?{Everything}&asOf={day}&format=csv"), await run.TextAsync("projects.csv.gz"));

        var published = await api.SqlListAsync<Guid>("SELECT id FROM projects WHERE withdrawn_at IS NULL ORDER BY id");
        Assert.Equal(published, (await run.LinesAsync("projects.ndjson.gz")).Select(line => line.GetProperty("id").GetGuid()));
        using var csv = CsvReader.Create(new MemoryStream(Encoding.UTF8.GetBytes(await run.TextAsync("projects.csv.gz"))));
        Assert.Equal(ProjectCsv.Columns, csv.Headers);
        var ids = new List<Guid>();
        while (csv.Read())
        {
            Assert.Equal(ProjectCsv.Columns.Count, csv.FieldCount);
            ids.Add(Guid.Parse(csv.GetString(0)));
        }

        Assert.Equal(published, ids);
    }

    [Fact]
    public async Task Every_published_organisation_is_in_it_as_the_change_feed_has_it()
    {
        await FillAsync();
        await run.WriteAsync();

        var feed = (await api.GetJsonAsync("/v1/changes/organisations?limit=1000")).GetProperty("items").EnumerateArray()
            .Where(item => item.GetProperty("state").GetString() == "updated").Select(item => item.GetProperty("data").GetRawText());
        Assert.Equal(feed.Order(StringComparer.Ordinal), (await run.LinesAsync("organisations.ndjson.gz")).Select(line => line.GetRawText()).Order(StringComparer.Ordinal));
        Assert.Equal(2, await api.SqlValueAsync<long>("SELECT count(*) FROM organisations WHERE withdrawn_at IS NULL"));
    }

    [Fact]
    public async Task No_contact_and_nothing_that_is_not_published_is_anywhere_in_it()
    {
        await FillAsync();
        await run.WriteAsync();

        foreach (var name in new[] { "projects.ndjson.gz", "projects.csv.gz", "organisations.ndjson.gz" })
        {
            var text = await run.TextAsync(name);
            Assert.Contains(ContactDetails.Mask, text, StringComparison.Ordinal);
            foreach (var hidden in new[] { "anna@example.org", "22 000 000", "zyxqvwithdrawn", "zyxqverased", "zyxqvgone" })
            {
                Assert.DoesNotContain(hidden, text, StringComparison.OrdinalIgnoreCase);
            }
        }

        Assert.Contains("zyxqvended", await run.TextAsync("projects.ndjson.gz"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checksums_are_those_of_all_files_and_sizes_those_of_the_description()
    {
        await FillAsync();
        await run.WriteAsync();

        var sums = (await File.ReadAllTextAsync(Path.Combine(run.Latest, "SHA256SUMS"))).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ToDictionary(line => line[66..], line => line[..66]);
        Assert.Equal(Directory.GetFiles(run.Latest).Select(Path.GetFileName).Where(name => name != "SHA256SUMS").Order(StringComparer.Ordinal), sums.Keys.Order(StringComparer.Ordinal));
        Assert.All(sums, sum => Assert.Equal($"{Sha256(sum.Key)}  ", sum.Value));

        var graph = await run.DescriptionAsync();
        var described = graph.Of("dcat:Distribution");
        Assert.Equal(3, described.Count);
        Assert.All(described, distribution =>
        {
            var name = Path.GetFileName(graph.One(distribution, "dcat:downloadURL").Text);
            Assert.Equal(new(new FileInfo(Path.Combine(run.Latest, name)).Length.ToString(CultureInfo.InvariantCulture), Graph.Whole("xsd:nonNegativeInteger")), graph.One(distribution, "dcat:byteSize"));
            var checksum = graph.Node(distribution, "spdx:checksum", "spdx:Checksum");
            Assert.Equal(new(Graph.Whole("spdx:checksumAlgorithm_sha256"), null), graph.One(checksum, "spdx:algorithm"));
            Assert.Equal(new(Sha256(name), Graph.Whole("xsd:hexBinary")), graph.One(checksum, "spdx:checksumValue"));
        });
    }

    [Fact]
    public async Task The_description_says_all_that_DCAT_AP_asks_for()
    {
        await FillAsync();
        await run.WriteAsync(SnapshotRun.Site);
        var graph = await run.DescriptionAsync();

        var catalogue = Assert.Single(graph.Of("dcat:Catalog"));
        var dataSet = Assert.Single(graph.Of("dcat:Dataset"));
        var service = Assert.Single(graph.Of("dcat:DataService"));
        const string Latest = "https://data.youth.example/volunteering/latest/";
        Assert.Equal($"{Latest}dataset.jsonld#dataset", dataSet);
        Assert.Equal((dataSet, service), (graph.One(catalogue, "dcat:dataset").Text, graph.One(catalogue, "dcat:service").Text));
        Assert.All([catalogue, dataSet, service, .. graph.Of("dcat:Distribution")], resource =>
        {
            Assert.All(["dct:title", "dct:description"], text => Assert.Equal("@en", graph.One(resource, text).Type));
            Assert.Equal("https://creativecommons.org/licenses/by/4.0/", graph.Node(resource, "dct:license", "dct:LicenseDocument"));
        });
        Assert.All([catalogue, dataSet, service], resource => Assert.NotEqual("", graph.One(graph.Node(resource, "dct:publisher", "foaf:Agent"), "foaf:name").Text));

        Assert.Equal(Graph.Whole("eu:frequency/DAILY"), graph.Node(dataSet, "dct:accrualPeriodicity", "dct:Frequency"));
        Assert.Equal(Graph.Whole("eu:access-right/PUBLIC"), graph.Node(dataSet, "dct:accessRights", "dct:RightsStatement"));
        Assert.Equal(["eu:data-theme/EDUC", "eu:data-theme/SOCI"], Codes(dataSet, "dcat:theme"));
        Assert.Equal(["eu:language/CES", "eu:language/SRP"], Codes(dataSet, "dct:language"));
        Assert.Equal(["eu:country/GRC", "eu:country/MDA"], Codes(dataSet, "dct:spatial"));
        var period = graph.Node(dataSet, "dct:temporal", "dct:PeriodOfTime");
        Assert.Equal((new("2019-04-01", Graph.Whole("xsd:date")), new("2027-05-31", Graph.Whole("xsd:date"))), (graph.One(period, "dcat:startDate"), graph.One(period, "dcat:endDate")));
        Assert.Equal(new("2027-01-10", Graph.Whole("xsd:date")), graph.One(dataSet, "dct:issued"));
        Assert.Equal(Graph.Whole("xsd:dateTime"), graph.One(dataSet, "dct:modified").Type);
        Assert.Equal(await api.SqlValueAsync<string>("SELECT max(change_number)::text FROM changes"), graph.One(dataSet, "dcat:version").Text);
        Assert.Equal("mailto:data@youth.example", graph.One(graph.Node(dataSet, "dcat:contactPoint", "vcard:Kind"), "vcard:hasEmail").Text);
        Assert.Equal(graph.Of("dcat:Distribution").Order(StringComparer.Ordinal), graph.All(dataSet, "dcat:distribution").Select(one => one.Text).Order(StringComparer.Ordinal));

        Assert.Equal("https://api.youth.example/", graph.One(service, "dcat:endpointURL").Text);
        Assert.Equal("https://api.youth.example/openapi.yaml", graph.One(service, "dcat:endpointDescription").Text);
        Assert.Equal(dataSet, graph.One(service, "dcat:servesDataset").Text);

        Assert.All(graph.Of("dcat:Distribution"), distribution =>
        {
            var address = graph.One(distribution, "dcat:downloadURL").Text;
            Assert.Equal((Latest, true), (graph.One(distribution, "dcat:accessURL").Text, address.StartsWith(Latest, StringComparison.Ordinal)));
            Assert.Equal(Graph.Whole("iana:application/gzip"), graph.Node(distribution, "dcat:compressFormat", "dct:MediaType"));
            Assert.Equal(Graph.Whole("eu:planned-availability/STABLE"), graph.Node(distribution, "dcatap:availability", "skos:Concept"));
            graph.Node(distribution, "dct:conformsTo", "dct:Standard");
            var isCsv = address.EndsWith(".csv.gz", StringComparison.Ordinal);
            Assert.Equal(Graph.Whole(isCsv ? "eu:file-type/CSV" : "eu:file-type/JSON"), graph.Node(distribution, "dct:format", "dct:MediaTypeOrExtent"));
            Assert.Equal(isCsv ? [Graph.Whole("iana:text/csv")] : [], graph.All(distribution, "dcat:mediaType").Select(one => one.Text));
        });
        Assert.All(graph.Of("skos:Concept"), concept => Assert.NotEmpty(graph.All(concept, "skos:prefLabel")));

        IEnumerable<string> Codes(string subject, string property) =>
            graph.All(subject, property).Select(one => one.Text.Replace(Graph.Whole("eu:"), "eu:", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Of_an_empty_database_it_is_empty_and_well_described()
    {
        await run.WriteAsync();

        Assert.Equal("", await run.TextAsync("projects.ndjson.gz"));
        Assert.Equal("", await run.TextAsync("organisations.ndjson.gz"));
        Assert.Single(CsvText.Parse(await run.TextAsync("projects.csv.gz")));
        var graph = await run.DescriptionAsync();
        Assert.Empty(graph.All(Assert.Single(graph.Of("dcat:Dataset")), "dct:temporal"));
    }

    [Fact]
    public async Task The_same_content_gives_the_same_bytes_and_old_snapshots_go()
    {
        await FillAsync();
        var names = new List<string>();
        var sums = new List<string>();
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await run.WriteAsync();
            names.Add(run.Name);
            sums.Add(Sha256("organisations.ndjson.gz") + Sha256("projects.ndjson.gz") + Sha256("projects.csv.gz"));
        }

        Assert.Single(sums.Distinct());
        Assert.Equal(["latest", .. names[1..]], Shown());
        Assert.Equal(0, (await run.RunAsync(more: ["--keep", "1"])).ExitCode);
        Assert.Equal(["latest", run.Name], Shown());
    }

    [Fact]
    public async Task It_is_of_one_moment_whatever_is_published_while_it_is_written()
    {
        var (shown, withdrawn) = await FillAsync();
        var database = api.Services.GetRequiredService<NpgsqlDataSource>();
        await using var connection = await database.OpenConnectionAsync();
        await using (var writer = await connection.BeginTransactionAsync())
        {
            using var program = await StartHeldAsync(connection);
            await ExecuteAsync(connection, $"UPDATE projects SET withdrawn_at = NULL WHERE id = '{withdrawn}'");
            await ExecuteAsync(connection, $"UPDATE projects SET title = 'Afterwards' WHERE id = '{shown}'");
            await writer.CommitAsync();
            var (exitCode, _, error) = await SnapshotRun.EndAsync(program);
            Assert.True(exitCode == 0, error);
        }

        var projects = await run.LinesAsync("projects.ndjson.gz");
        Assert.Equal(3, projects.Count);
        Assert.DoesNotContain(projects, project => project.GetProperty("id").GetGuid() == withdrawn || project.GetProperty("title").GetString() == "Afterwards");

        // What it says of its moment is where the change feed goes on.
        var graph = await run.DescriptionAsync();
        var version = graph.One(Assert.Single(graph.Of("dcat:Dataset")), "dcat:version").Text;
        var later = (await api.GetJsonAsync($"/v1/changes/projects?afterChangeNumber={version}")).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid());
        Assert.Equal(new HashSet<Guid> { shown, withdrawn }, later.ToHashSet());
    }

    [Fact]
    public async Task A_run_that_fails_halfway_leaves_the_one_before_and_nothing_else()
    {
        await FillAsync();
        await run.WriteAsync();
        var before = run.Seen();
        await api.AddProjectAsync();
        await api.SqlAsync("ALTER TABLE projects RENAME COLUMN training TO learning");
        try
        {
            var (exitCode, output, error) = await run.RunAsync();
            Assert.Equal((1, ""), (exitCode, output));
            Assert.Single(error.Trim().Split('\n'));
        }
        finally
        {
            await api.SqlAsync("ALTER TABLE projects RENAME COLUMN learning TO training");
        }

        Assert.Equal(before, run.Seen());
        Assert.Equal([".lock", "latest", run.Name], All());
    }

    [Fact]
    public async Task A_run_that_is_killed_leaves_the_one_before_and_the_next_one_clears_up()
    {
        await FillAsync();
        await run.WriteAsync();
        var before = run.Seen();
        await using var connection = await api.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        await using (await connection.BeginTransactionAsync())
        {
            using var program = await StartHeldAsync(connection);
            var other = await run.RunAsync();
            Assert.Equal(1, other.ExitCode);
            Assert.Contains("Another run is writing a snapshot", other.Error, StringComparison.Ordinal);
            program.Kill();
            await program.WaitForExitAsync();
        }

        Assert.Equal(before, run.Seen());
        Assert.Contains(All(), name => name.StartsWith(".unfinished-", StringComparison.Ordinal));
        await run.WriteAsync();
        Assert.DoesNotContain(All(), name => name.StartsWith(".unfinished-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_is_refused_with_advice()
    {
        var file = Path.GetTempFileName();
        try
        {
            var (exitCode, output, error) = await run.RunAsync(Path.Combine(file, "public"));
            Assert.Equal((1, ""), (exitCode, output));
            Assert.Contains("cannot be written to", error, StringComparison.Ordinal);
            Assert.Contains("name another folder with --to", error, StringComparison.Ordinal);
            Assert.Single(error.Trim().Split('\n'));
        }
        finally
        {
            File.Delete(file);
        }

        var keep = await run.RunAsync(more: ["--keep", "0"]);
        Assert.NotEqual(0, keep.ExitCode);
        Assert.Contains("--keep is a number from 1", keep.Error, StringComparison.Ordinal);
    }

    /// <summary>In 64 MB for all objects of the process, less than the texts.</summary>
    [Fact]
    public async Task However_much_there_is_it_takes_little_memory()
    {
        await api.WriteAsync(db =>
        {
            var organisation = Organisation.Publish(Some.Organisation);
            db.Add(organisation);
            // One word too long to be found, so that the time does not go into making it ready for search.
            var text = new string('x', ProjectFacts.MaxTextLength);
            foreach (var number in Enumerable.Range(1, 2_000))
            {
                db.Add(Project.Publish(organisation, Some.Project with { Title = $"Club {number}", Description = text, ParticipantProfile = text, Accommodation = text, Training = text }, null, null));
            }

            return Task.FromResult(true);
        });

        await run.WriteAsync(("DOTNET_GCHeapHardLimit", "0x4000000"));

        var text = await run.TextAsync("projects.ndjson.gz");
        Assert.True(text.Length > 80_000_000);
        Assert.Equal(2_000, text.Count(letter => letter == '\n'));
    }

    private string Sha256(string name) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(run.Latest, name))));

    private List<string> All() => [.. Directory.GetFileSystemEntries(run.Folder).Select(path => Path.GetFileName(path)).OrderByDescending(name => name[0] == '.').ThenBy(name => name != "latest").ThenBy(name => name, StringComparer.Ordinal)];

    private IEnumerable<string> Shown() => All().Where(name => name[0] != '.');

    /// <summary>The day in Brussels at the moment of the snapshot.</summary>
    private async Task<DateOnly> DayAsync()
    {
        var graph = await run.DescriptionAsync();
        var moment = DateTimeOffset.Parse(graph.One(Assert.Single(graph.Of("dcat:Dataset")), "dct:modified").Text, CultureInfo.InvariantCulture);
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(moment, "Europe/Brussels").DateTime);
    }

    /// <summary>Starts a run and waits until it reads projects, which the connection's transaction keeps from it.</summary>
    private async Task<Process> StartHeldAsync(NpgsqlConnection connection)
    {
        // The lock of all writers comes before any other.
        await ExecuteAsync(connection, "SELECT pg_advisory_xact_lock(22646137093580034)");
        await ExecuteAsync(connection, "LOCK TABLE projects IN ACCESS EXCLUSIVE MODE");
        var program = run.Start();
        while (await api.SqlValueAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database() AND query LIKE '%p.participant_profile%ORDER BY p.id'") == 0)
        {
            Assert.False(program.HasExited);
        }

        return program;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Open, ended, of two organisations and with contacts; and what is not published.</summary>
    private async Task<(Guid Shown, Guid Withdrawn)> FillAsync()
    {
        const string Contacts = "Write to anna@example.org or call +373 22 000 000, \"now\".\n\n- ț";
        var casa = await api.AddOrganisationAsync(Some.Organisation with { Name = "Casa", Description = Contacts, Email = "anna@example.org", Phone = "+373 22 000 000", Labels = [new("host", "2025-1", null)] });
        var other = await api.AddOrganisationAsync(Some.Organisation with { Name = "Spiti", Country = "GR" });
        var gone = await api.AddOrganisationAsync(Some.Organisation with { Name = "Zyxqvgone" });
        var shown = await api.AddProjectAsync(
            Some.Project with { Title = "Call +373 22 000 000", Description = Contacts, ParticipantProfile = Contacts, Accommodation = Contacts, Training = Contacts, Language = "cs", Topics = ["edu", "socl"] }, casa);
        await api.AddProjectAsync(
            Some.Project with { Title = "=zyxqvended", StartsOn = new(2019, 4, 1), EndsOn = new(2019, 5, 1), Deadline = null, Language = "sr-Latn", Country = "GR" }, other);
        await api.AddProjectAsync(Some.Project with { Title = "Full", Places = "full", Language = "qqq" }, casa);
        var withdrawn = await api.AddProjectAsync(Some.Project with { Title = "Zyxqvwithdrawn" }, casa);
        var erased = await api.AddProjectAsync(Some.Project with { Title = "Zyxqverased" }, casa);
        await api.ChangeAsync<Project>(withdrawn.Id, project => project.Withdraw(api.Clock.GetUtcNow()));
        await api.ChangeAsync<Organisation>(gone.Id, organisation => organisation.Withdraw(api.Clock.GetUtcNow(), hasProjects: false));
        var outcome = await PortalProgram.RunAsync(api, Path.GetTempPath(), "erase", "project", $"{erased.Id}", "--yes");
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        return (shown.Id, withdrawn.Id);
    }
}
