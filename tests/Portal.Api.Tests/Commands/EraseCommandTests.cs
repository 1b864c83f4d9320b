using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Api.Features.Changes;
using Portal.Api.Platform.Changes;
using Portal.Api.Tests.Fixture;
using Portal.Api.Tests.Import;

namespace Portal.Api.Tests.Commands;

/// <summary>What is erased is nowhere to be found again, and everybody who follows the portal learns that it is gone.</summary>
public sealed class EraseCommandTests(PortalApi api) : IClassFixture<PortalApi>
{
    private static readonly string[] ProjectColumnsThatStay =
    [
        "id", "organisation_id", "starts_on", "ends_on", "open_until", "weeks", "places", "country", "created_at", "updated_at", "withdrawn_at",
        "erased_at", "change_number", "changed_by", "source", "reference", "partner", "external_id",
    ];

    private static readonly string[] OrganisationColumnsThatStay =
    [
        "id", "country", "created_at", "updated_at", "withdrawn_at", "erased_at", "change_number", "changed_by", "source", "reference", "partner", "external_id",
    ];

    [Fact]
    public async Task No_table_has_a_trace_of_a_project_whatever_had_been_done_with_it()
    {
        var partner = await PartnerClient.WithOrganisationAsync(api);
        await partner.PublishOrganisationAsync("elsewhere", PartnerClient.Organisation(("name", "Elsewhere")));
        foreach (var number in Enumerable.Range(1, 3))
        {
            // The planner's statistics keep values of tables with several rows.
            await partner.PublishAsync($"other-{number}", PartnerClient.Project(("title", $"Other {number}")));
        }

        var id = IdOf(await partner.PublishAsync("club", FullProject("first")));
        await partner.PublishAsync("club", FullProject("second"));
        await partner.PublishAsync("club", FullProject("second", ("organisationExternalId", "elsewhere")));
        await partner.SendAsync(HttpStatusCode.OK, HttpMethod.Post, "/v1/partner/projects/club/confirm");
        await partner.SendAsync(HttpStatusCode.NoContent, HttpMethod.Delete, "/v1/partner/projects/club");
        await partner.PublishAsync("club", FullProject("third"));
        await api.SqlAsync("ANALYZE");
        Assert.Equal(
            ["changes", "pg_stats", "project_search", "project_search_live", "projects", "search_words"],
            (await Traces.OfAsync(api, "zyxqv")).Order(StringComparer.Ordinal));

        Assert.Equal(0, (await RunAsync("project", id)).ExitCode);

        Assert.Empty(await Traces.OfAsync(api, "zyxqv"));
        Assert.Empty(await ColumnsWithContentAsync("projects", id, ProjectColumnsThatStay));
        Assert.Equal(
            ["created", "changed", "changed", "changed", "withdrawn", "republished", "erased"],
            await api.SqlListAsync<string>("SELECT kind FROM changes WHERE subject_id = $1 AND fields IS NULL ORDER BY change_number", id));
        Assert.Equal("operator", await api.SqlValueAsync<string>("SELECT changed_by FROM changes WHERE subject_id = $1 AND kind = 'erased'", id));
    }

    [Fact]
    public async Task No_table_has_a_trace_of_an_organisation_nor_of_its_projects_and_what_moved_away_stays()
    {
        var partner = await PartnerClient.WithOrganisationAsync(api);
        var id = IdOf(await partner.PublishOrganisationAsync("gone", FullOrganisation("first", "947000011")));
        var (published, withdrawn) = (IdOf(await partner.PublishAsync("published", FullProject("third", ("organisationExternalId", "gone")))),
            IdOf(await partner.PublishAsync("withdrawn", FullProject("third", ("organisationExternalId", "gone")))));
        await partner.SendAsync(HttpStatusCode.NoContent, HttpMethod.Delete, "/v1/partner/projects/withdrawn");
        var moved = IdOf(await partner.PublishAsync("moved", PartnerClient.Project(("organisationExternalId", "gone"), ("title", "Moved on"))));
        var visitor = IdOf(await partner.PublishAsync("visitor"));
        await partner.PublishOrganisationAsync("gone", FullOrganisation("second", "947000012"));
        await partner.PublishAsync("visitor", PartnerClient.Project(("organisationExternalId", "gone")));
        await partner.PublishOrganisationAsync("gone", FullOrganisation("third", "947000013"));
        await partner.PublishAsync("moved", PartnerClient.Project(("title", "Moved on")));
        await partner.PublishAsync("visitor");
        await partner.PublishOrganisationAsync("casa", PartnerClient.Organisation(("name", "Casa Nova")));
        await api.SqlAsync("ANALYZE");
        Assert.Contains("organisation_search", await Traces.OfAsync(api, "zyxqv"));
        Assert.Contains("zyxqv", (await api.GetJsonAsync($"/v1/projects/{moved}/history")).GetRawText(), StringComparison.OrdinalIgnoreCase);

        var (exitCode, output, _) = await RunAsync("organisation", id);

        Assert.Equal(0, exitCode);
        Assert.Matches($"^Erased the organisation {id} and its 2 projects. Its tombstone has the change number \\d+.", output);
        Assert.Empty(await Traces.OfAsync(api, "zyxqv"));
        Assert.Empty(await Traces.OfAsync(api, "94700001"));
        Assert.Empty(await ColumnsWithContentAsync("organisations", id, OrganisationColumnsThatStay));
        Assert.Empty(await ColumnsWithContentAsync("projects", published, ProjectColumnsThatStay));
        Assert.Empty(await ColumnsWithContentAsync("projects", withdrawn, ProjectColumnsThatStay));
        await api.GetProblemAsync($"/v1/organisations/{id}", HttpStatusCode.Gone);
        foreach (var gone in new[] { published, withdrawn })
        {
            await api.GetProblemAsync($"/v1/projects/{gone}", HttpStatusCode.Gone);
        }

        // What is somebody else's now is as it was, and tells all but that name.
        Assert.Equal("Casa Nova", (await api.GetJsonAsync($"/v1/projects/{moved}")).GetProperty("organisation").GetProperty("name").GetString());
        Assert.Equal(["Casa → Casa Nova", " → Casa"], await OrganisationNamesAsync(moved));
        Assert.Equal(["Casa → Casa Nova", " → Casa", "Casa → "], await OrganisationNamesAsync(visitor));
        // The PIC can be another organisation's.
        await partner.PublishOrganisationAsync("same-pic", PartnerClient.Organisation(("pic", "947000013")));
    }

    [Fact]
    public async Task The_running_API_shows_a_tombstone_at_once_and_takes_the_record_from_nobody_again()
    {
        var partner = await PartnerClient.WithOrganisationAsync(api);
        var project = await partner.PublishAsync("club", PartnerClient.Project(("title", "Wolkenkuckuck nights"), ("description", "Some plain English text about nothing.")));
        var id = IdOf(project);
        await FindsAsync("wolkenkuckuck", 1);
        await FindsAsync("wolkenkuckuk", 1);
        Assert.NotEmpty((await api.GetJsonAsync("/v1/projects/suggestions?text=wolken")).GetProperty("items").EnumerateArray());
        var before = project.GetProperty("changeNumber").GetInt64();

        await RunAsync("project", id);

        Assert.Equal("projectWithdrawn", CodeOf(await api.GetProblemAsync($"/v1/projects/{id}", HttpStatusCode.Gone)));
        await api.GetProblemAsync($"/v1/projects/{id}/history", HttpStatusCode.Gone);
        await FindsAsync("wolkenkuckuck", 0);
        await FindsAsync("wolkenkuckuk", 0);
        Assert.Empty((await api.GetJsonAsync("/v1/projects/suggestions?text=wolken")).GetProperty("items").EnumerateArray());
        Assert.Empty((await api.GetJsonAsync("/v1/projects/suggestions?text=wolkenkuckuk")).GetProperty("items").EnumerateArray());

        var change = Assert.Single((await api.GetAsync<ProjectChangePage>($"/v1/changes/projects?afterChangeNumber={before}")).Items, item => item.Id == id);
        Assert.Equal((ChangeItem.Deleted, null), (change.State, change.Data));
        Assert.True(change.Modified > before);

        var tombstone = await partner.GetAsync("/v1/partner/projects/club");
        Assert.Equal(JsonValueKind.String, tombstone.GetProperty("erasedAt").ValueKind);
        Assert.Equal(JsonValueKind.String, tombstone.GetProperty("withdrawnAt").ValueKind);
        Assert.Equal((change.Modified, "", "casa"), (tombstone.GetProperty("changeNumber").GetInt64(), tombstone.GetProperty("title").GetString(), tombstone.GetProperty("organisationExternalId").GetString()));
        Assert.Equal(JsonValueKind.Null, tombstone.GetProperty("description").ValueKind);
        Assert.Contains("club", (await partner.GetAsync("/v1/partner/projects?state=withdrawn")).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("externalId").GetString()));

        var refused = await partner.ProblemAsync(HttpStatusCode.Conflict, HttpMethod.Put, "/v1/partner/projects/club", PartnerClient.Project());
        Assert.Equal("recordErased", CodeOf(refused));
        Assert.Contains("Leave it out of what you send", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("recordErased", CodeOf(await partner.ProblemAsync(HttpStatusCode.Conflict, HttpMethod.Post, "/v1/partner/projects/club/confirm")));
        foreach (var path in new[] { "/v1/partner/projects/batch", "/v1/partner/projects/batch?validateOnly=true" })
        {
            var batch = await partner.SendAsync(HttpStatusCode.OK, HttpMethod.Post, path, new JsonObject
            {
                ["items"] = new JsonArray(
                    new JsonObject { ["externalId"] = "club", ["project"] = PartnerClient.Project() },
                    new JsonObject { ["externalId"] = "new", ["project"] = PartnerClient.Project() }),
            });
            var results = batch.GetProperty("results").EnumerateArray().ToList();
            Assert.Equal(("refused", "recordErased"), (results[0].GetProperty("outcome").GetString(), CodeOf(results[0].GetProperty("problem"))));
            Assert.Equal(JsonValueKind.Null, results[1].GetProperty("problem").ValueKind);
        }

        await partner.SendAsync(HttpStatusCode.NoContent, HttpMethod.Delete, "/v1/partner/projects/club");
        Assert.Equal(tombstone.GetRawText(), (await partner.GetAsync("/v1/partner/projects/club")).GetRawText());
    }

    [Fact]
    public async Task Nothing_is_published_again_under_an_erased_organisation()
    {
        var partner = await PartnerClient.WithOrganisationAsync(api);
        var id = IdOf(await partner.PublishAsync("club"));
        var organisation = IdOf(await partner.GetAsync("/v1/partner/organisations/casa"));
        await partner.PublishOrganisationAsync("other", PartnerClient.Organisation(("name", "Other")));

        Assert.Contains("and its 1 project.", (await RunAsync("organisation", organisation)).Output, StringComparison.Ordinal);

        var tombstone = await partner.GetAsync("/v1/partner/organisations/casa");
        Assert.Equal(("", JsonValueKind.String, 0), (tombstone.GetProperty("name").GetString(), tombstone.GetProperty("erasedAt").ValueKind, tombstone.GetProperty("publishedProjects").GetInt32()));
        Assert.Equal("recordErased", CodeOf(await partner.ProblemAsync(HttpStatusCode.Conflict, HttpMethod.Put, "/v1/partner/organisations/casa", PartnerClient.Organisation())));
        Assert.Equal("recordErased", CodeOf(await partner.ProblemAsync(HttpStatusCode.Conflict, HttpMethod.Put, "/v1/partner/projects/new", PartnerClient.Project())));
        Assert.Equal("recordErased", CodeOf(await partner.ProblemAsync(
            HttpStatusCode.Conflict, HttpMethod.Put, "/v1/partner/projects/club", PartnerClient.Project(("organisationExternalId", "other")))));
        await partner.SendAsync(HttpStatusCode.NoContent, HttpMethod.Delete, "/v1/partner/organisations/casa");
        var changes = await api.GetAsync<OrganisationChangePage>($"/v1/changes/organisations?afterChangeNumber={tombstone.GetProperty("changeNumber").GetInt64() - 1}");
        Assert.Equal((organisation, ChangeItem.Deleted), (changes.Items[0].Id, changes.Items[0].State));
        await api.GetProblemAsync($"/v1/projects/{id}", HttpStatusCode.Gone);
        Assert.Equal(0, (await api.GetJsonAsync("/v1/organisations?text=Casa")).GetProperty("items").EnumerateArray().Count(item => item.GetProperty("id").GetString() == organisation.ToString()));
    }

    [Fact]
    public async Task An_organisation_goes_with_however_many_projects()
    {
        var partner = await PartnerClient.AddAsync(api);
        var id = IdOf(await partner.PublishOrganisationAsync("casa", PartnerClient.Organisation(("name", "Zyxqvmany"))));
        await partner.SendAsync(HttpStatusCode.OK, HttpMethod.Post, "/v1/partner/projects/batch", new JsonObject
        {
            ["items"] = new JsonArray([.. Enumerable.Range(1, 230).Select(number => new JsonObject
            {
                ["externalId"] = $"club-{number}", ["project"] = PartnerClient.Project(("title", $"Zyxqvclub {number}")),
            })]),
        });

        Assert.Contains("and its 230 projects.", (await RunAsync("organisation", id)).Output, StringComparison.Ordinal);

        Assert.Empty(await Traces.OfAsync(api, "zyxqv"));
        Assert.Equal(230, await api.SqlValueAsync<long>("SELECT count(*) FROM changes WHERE kind = 'erased' AND subject = 'project' AND subject_id IN (SELECT id FROM projects WHERE organisation_id = $1)", id));
    }

    [Fact]
    public async Task An_import_does_not_bring_it_back_and_says_so()
    {
        using var import = new ImportRun();
        var (erased, kept) = (ImportRun.Source(7001), ImportRun.Source(7002));
        erased["organisation_name"] = "Zyxqvorganisation";
        await import.OfAsync(api, erased, kept);
        var organisation = await api.SqlValueAsync<Guid>("SELECT organisation_id FROM projects WHERE reference = '7001'");
        await RunAsync("organisation", organisation);

        var outcome = await import.OfAsync(api, erased, kept);

        Assert.Equal("0 added, 0 changed, 1 unchanged, 1 quarantined", outcome.Counts);
        Assert.Contains("quarantined recordErased: 1", outcome.Output, StringComparison.Ordinal);
        var line = Assert.Single(import.Quarantined);
        Assert.Equal(("recordErased", 7001), ((string?)line["reasons"]![0]!["code"], (int)line["record"]!["_source"]!["opid"]!));
        Assert.Empty(await Traces.OfAsync(api, "zyxqv"));
    }

    [Fact]
    public async Task Words_that_occur_elsewhere_are_known_on()
    {
        var partner = await PartnerClient.WithOrganisationAsync(api);
        await partner.PublishAsync("live", PartnerClient.Project(("title", "Qwlive")));
        await partner.PublishAsync("long-ago", PartnerClient.Project(("title", "Qwarchived"), ("startsOn", "2020-04-01"), ("endsOn", "2020-05-01"), ("deadline", null)));
        await partner.PublishOrganisationAsync("named", PartnerClient.Organisation(("name", "Qworganisation")));
        var id = IdOf(await partner.PublishAsync("club", PartnerClient.Project(("title", "Qwlive qwarchived qworganisation qwalone l'qwjoined"), ("description", "Qwtext."))));
        Assert.Equal(1, await api.SqlValueAsync<long>("SELECT count(*) FROM project_search_archive WHERE title_key = 'qwarchived'"));
        const string Known = "SELECT word FROM search_words WHERE word LIKE 'qw%' OR word LIKE 'lqw%' ORDER BY word";
        Assert.Equal(["lqwjoined", "qwalone", "qwarchived", "qwjoined", "qwlive", "qworganisation", "qwtext"], await api.SqlListAsync<string>(Known));

        await RunAsync("project", id);

        Assert.Equal(["qwarchived", "qwlive", "qworganisation"], await api.SqlListAsync<string>(Known));
    }

    [Fact]
    public async Task Erasing_again_says_so_and_changes_nothing()
    {
        var project = await api.AddProjectAsync();
        foreach (var (kind, id) in new[] { ("project", project.Id), ("organisation", project.OrganisationId) })
        {
            Assert.StartsWith($"Erased the {kind} {id}", (await RunAsync(kind, id)).Output, StringComparison.Ordinal);
            var last = await api.SqlValueAsync<long>("SELECT max(change_number) FROM changes");

            var (exitCode, output, error) = await RunAsync(kind, id);

            Assert.Equal((0, ""), (exitCode, error));
            Assert.Matches($"^The {kind} {id} was erased already, on \\d{{4}}-\\d\\d-\\d\\d \\d\\d:\\d\\d\\.", output);
            Assert.Equal(last, await api.SqlValueAsync<long>("SELECT max(change_number) FROM changes"));
        }
    }

    [Theory]
    [InlineData("There is no project 01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11.", "project", "01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11", "--yes")]
    [InlineData("There is no organisation 01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11.", "organisation", "01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11", "--yes")]
    [InlineData("'club' is no id. Give it as in /v1/projects/ID", "project", "club", "--yes")]
    public async Task What_cannot_be_done_is_told_in_a_sentence(string sentence, params string[] arguments)
    {
        var (exitCode, _, error) = await ProgramAsync(arguments);

        Assert.NotEqual(0, exitCode);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_nothing_is_erased_without_a_word()
    {
        var partner = await PartnerClient.WithOrganisationAsync(api);
        var id = IdOf(await partner.PublishAsync("club"));
        var organisation = IdOf(await partner.GetAsync("/v1/partner/organisations/casa"));

        var project = await ProgramAsync("project", id.ToString());
        Assert.Equal(1, project.ExitCode);
        Assert.Equal($"This would erase the project \"After-school club\" of Casa (partner {partner.Name}, key club) for good. Say --yes to do that without being asked.", project.Error.Trim());
        var whole = await ProgramAsync("organisation", organisation.ToString());
        Assert.Equal(1, whole.ExitCode);
        Assert.Contains($"the organisation \"Casa\" (partner {partner.Name}, key casa) and its 1 project for good", whole.Error, StringComparison.Ordinal);
        await api.GetJsonAsync($"/v1/projects/{id}");
    }

    [Theory]
    [InlineData("no", 1, "Nothing was erased.")]
    [InlineData("yes", 0, "Erased the project")]
    public async Task On_a_terminal_the_operator_is_asked_about_the_record_by_its_name(string answer, int expected, string sentence)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "There is no program that makes a terminal.");
        var project = await api.AddProjectAsync(Some.Project with { Title = "Asked about" });
        var start = new ProcessStartInfo("/usr/bin/script")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            ArgumentList = { "-qec", $"dotnet '{Path.Combine(AppContext.BaseDirectory, "Portal.Api.dll")}' erase project {project.Id}", "/dev/null" },
            Environment = { ["ConnectionStrings__Portal"] = api.ConnectionString },
        };
        using var terminal = Process.Start(start)!;
        await terminal.StandardInput.WriteLineAsync(answer);
        await terminal.StandardInput.FlushAsync();
        var shown = await terminal.StandardOutput.ReadToEndAsync();
        await terminal.WaitForExitAsync();

        Assert.Contains("Erase the project \"Asked about\" of House by the river for good? The texts cannot be brought back. Type yes to do it:", shown, StringComparison.Ordinal);
        Assert.Contains(sentence, shown, StringComparison.Ordinal);
        Assert.Equal(expected, terminal.ExitCode);
        Assert.Equal(answer == "yes", await api.SqlValueAsync<bool>("SELECT erased_at IS NOT NULL FROM projects WHERE id = $1", project.Id));
    }

    /// <summary>Every text with words of its own, whose beginning is nobody else's.</summary>
    private static JsonObject FullProject(string revision, params (string Name, JsonNode? Value)[] changes) => PartnerClient.Project(
    [
        ("title", $"Zyxqvtitle {Word(revision)} l'zyxqvelision zyxqv-hyphen"),
        ("description", $"The volunteers are running zyxqvrunning{revision}ings and write to zyxqv{revision}@example.org."),
        ("participantProfile", $"Zyxqvprofile{revision}, (zyxqvbrackets)"),
        ("accommodation", $"zyxqvroom{revision}, zyxqvtwo/zyxqvthree"),
        ("training", $"zyxqvtraining{revision}"),
        ("language", revision == "second" ? "ro" : revision == "third" ? "hu" : "en"),
        ("applyUrl", $"https://example.org/zyxqv{revision}"),
        ("town", $"Zyxqvtown {Word(revision)}"),
        ("location", new JsonObject { ["latitude"] = 47.5, ["longitude"] = 28.5 }),
        ("topics", new JsonArray("edu")),
        ("eligibleCountries", new JsonArray("IT")),
        ("activityType", "team"),
        ("strand", "volunteering"),
        ("statedWeeks", 3),
        ("dateFlexibility", "flexible"),
        ("requiresCv", true),
        ("requiresMotivation", true),
        .. changes,
    ]);

    private static JsonObject FullOrganisation(string revision, string pic) => PartnerClient.Organisation(
        ("name", $"Zyxqvname {Word(revision)}"),
        ("pic", pic),
        ("description", $"Zyxqvdescription{revision} for the people of the town."),
        ("town", $"Zyxqvtown {Word(revision)}"),
        ("location", new JsonObject { ["latitude"] = 47.5, ["longitude"] = 28.5 }),
        ("website", $"https://zyxqv{revision}.example.org"),
        ("email", $"zyxqv{revision}@example.org"),
        ("phone", "+373 22 000 000"),
        ("topics", new JsonArray("edu")),
        ("labels", new JsonArray(new JsonObject { ["role"] = "host", ["reference"] = $"zyxqv{revision}", ["validUntil"] = "2028-01-01" })),
        ("inclusionSupports", new JsonArray("mentoring")));

    private static string Word(string revision) => $"zyxqv{revision}";

    /// <summary>The columns of a row that hold anything, but for these.</summary>
    private Task<List<string>> ColumnsWithContentAsync(string table, Guid id, string[] but) => api.SqlListAsync<string>(
        $"""
        SELECT key FROM {table} AS erased, jsonb_each(to_jsonb(erased))
        WHERE id = $1 AND key <> ALL($2) AND value NOT IN ('null', '""', '[]')
        """,
        id,
        but);

    private async Task<List<string>> OrganisationNamesAsync(Guid project)
    {
        var history = await api.GetJsonAsync($"/v1/projects/{project}/history");
        return
        [
            .. history.GetProperty("items").EnumerateArray().SelectMany(item => item.GetProperty("fields").EnumerateArray())
                .Where(field => field.GetProperty("field").GetString() == "organisationName")
                .Select(field => $"{field.GetProperty("from").GetString()} → {field.GetProperty("to").GetString()}"),
        ];
    }

    private async Task FindsAsync(string text, int count)
    {
        var page = await api.GetJsonAsync($"/v1/projects?text={text}");
        Assert.Equal(count, page.GetProperty("total").GetInt32());
        if (count == 0)
        {
            Assert.Equal(JsonValueKind.Null, page.GetProperty("correctedText").ValueKind);
        }
    }

    private Task<PortalProgram.Outcome> RunAsync(string kind, Guid id) => ProgramAsync(kind, id.ToString(), "--yes");

    private Task<PortalProgram.Outcome> ProgramAsync(params string[] arguments) => PortalProgram.RunAsync(api, AppContext.BaseDirectory, ["erase", .. arguments]);

    private static Guid IdOf(JsonElement record) => Guid.Parse(record.GetProperty("id").GetString()!);

    private static string? CodeOf(JsonElement problem) => problem.GetProperty("code").GetString();
}
