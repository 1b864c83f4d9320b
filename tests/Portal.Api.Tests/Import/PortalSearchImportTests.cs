using System.Text.Json.Nodes;
using Portal.Api.Domain;
using Portal.Api.Features.Projects;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Import;

/// <summary>Every record of a search answer is accounted for, and what it says is read as the domain's rules have it.</summary>
public sealed class PortalSearchImportTests(PortalApi api) : IClassFixture<PortalApi>, IAsyncLifetime
{
    private readonly ImportRun import = new();

    public async ValueTask InitializeAsync() => await api.EmptyAsync();

    public ValueTask DisposeAsync()
    {
        import.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_record_becomes_a_project_of_an_organisation_that_is_made_for_it()
    {
        var source = ImportRun.Source(12147);
        source["geocode"] = new JsonObject { ["lat"] = 49.33, ["lon"] = 17.58 };
        source["volunteer_activity_type"] = "individual";
        source["strand"] = new JsonArray("humanitarian_aid");
        source["date_flexibility"] = "flexible";
        source["requires_cv"] = true;
        source["unheard_of"] = new JsonObject { ["deep"] = 1 };
        Assert.Equal("1 added, 0 changed, 0 unchanged, 0 quarantined", (await import.OfAsync(api, source)).Counts);

        var project = await OnlyProjectAsync();
        Assert.Equal(("12147", "Summer by the lake", "Lake House", "CZ"), (project.Reference, project.Title, project.Organisation.Name, project.Country));
        Assert.Equal((new DateOnly(2027, 4, 1), new DateOnly(2027, 10, 31), new DateOnly(2027, 2, 28)), (project.StartsOn, project.EndsOn, project.Deadline));
        Assert.Equal((30, true, "individual", "humanitarianAid"), (project.Weeks, project.WeeksAreStated, project.ActivityType, project.Strand));
        Assert.Equal(("flexible", true, null), (project.DateFlexibility, project.RequiresCv, project.RequiresMotivation));
        Assert.Equal(["IT", "ES"], project.EligibleCountries);
        Assert.Equal(new Location(49.33, 17.58), project.Location);
        Assert.Empty(project.DataIssues);
    }

    [Fact]
    public async Task Importing_again_changes_nothing_and_takes_no_change_number()
    {
        var sources = Enumerable.Range(1, 5).Select(ImportRun.Source).ToArray();
        await import.OfAsync(api, sources);
        var before = await api.SqlListAsync<long>("SELECT change_number FROM changes ORDER BY 1");

        Assert.Equal("0 added, 0 changed, 5 unchanged, 0 quarantined", (await import.OfAsync(api, sources)).Counts);
        Assert.Equal(before, await api.SqlListAsync<long>("SELECT change_number FROM changes ORDER BY 1"));
    }

    [Fact]
    public async Task A_changed_record_changes_its_project_and_no_other()
    {
        await import.OfAsync(api, ImportRun.Source(1), ImportRun.Source(2));
        var changed = ImportRun.Source(2);
        changed["date_application_end"] = "2027-03-15T12:00:00";

        Assert.Equal("0 added, 1 changed, 1 unchanged, 0 quarantined", (await import.OfAsync(api, ImportRun.Source(1), changed)).Counts);
        var fields = JsonNode.Parse(await api.SqlValueAsync<string>("SELECT fields::text FROM changes WHERE kind = 'changed'"))!.AsObject();
        Assert.Equal("""{"deadline":{"to":"2027-03-15","from":"2027-02-28"}}""", fields.ToJsonString());
    }

    [Fact]
    public async Task A_record_that_stands_in_the_file_twice_is_added_once_and_unchanged_once() =>
        Assert.Equal("1 added, 0 changed, 1 unchanged, 0 quarantined", (await import.OfAsync(api, ImportRun.Source(7), ImportRun.Source(7))).Counts);

    [Fact]
    public async Task The_organisation_is_found_by_its_folded_name_and_its_country()
    {
        var shouting = ImportRun.Source(2);
        shouting["organisation_name"] = "  ČAJOVNA   u Jezera ";
        var plain = ImportRun.Source(1);
        plain["organisation_name"] = "Cajovna u jezera";
        var elsewhere = ImportRun.Source(3);
        elsewhere["organisation_name"] = "Cajovna u jezera";
        elsewhere["country"] = "SK";
        await import.OfAsync(api, plain);
        await import.OfAsync(api, shouting, elsewhere);

        Assert.Equal(["CZ", "SK"], await api.SqlListAsync<string>("SELECT country FROM organisations ORDER BY 1"));
        Assert.Equal(2, await api.SqlValueAsync<long>("SELECT count(*) FROM projects JOIN organisations o ON o.id = organisation_id WHERE o.country = 'CZ'"));
    }

    [Theory]
    [InlineData("duration", "0", "weeksMissing")]
    [InlineData("duration", "52", "weeksExceedSpan")]
    [InlineData("date_application_end", "\"2037-12-31T12:00:00\"", "deadlineSentinel")]
    [InlineData("date_application_end", "\"2040-01-01T12:00:00\"", "deadlineSentinel")]
    [InlineData("date_application_end", "\"2027-11-30T12:00:00\"", "deadlineAfterEnd")]
    [InlineData("topics", "[\"edu\", \"moon\"]", "unknownTopic")]
    [InlineData("description", "\"<p>Bold</p>\"", "tagsDropped")]
    public async Task A_quirk_is_put_right_and_told(string field, string value, string issue)
    {
        var source = ImportRun.Source();
        source[field] = JsonNode.Parse(value);
        var outcome = await import.OfAsync(api, source);

        Assert.Equal("1 added, 0 changed, 0 unchanged, 0 quarantined", outcome.Counts);
        Assert.Contains($"issue {issue}: 1", outcome.Output, StringComparison.Ordinal);
        Assert.Equal([issue], (await OnlyProjectAsync()).DataIssues);
    }

    [Fact]
    public async Task Quirks_leave_plain_values()
    {
        var source = ImportRun.Source();
        source["duration"] = 0;
        source["date_application_end"] = "2037-12-31T12:00:00";
        source["country"] = "EL";
        source["volunteer_countries"] = new JsonArray("UK", "EL");
        source["town"] = "ΑΘΗΝΑ";
        await import.OfAsync(api, source);

        var project = await OnlyProjectAsync();
        Assert.Equal((null, "none", false, 31), (project.Deadline, project.DeadlineKind, project.WeeksAreStated, project.Weeks));
        Assert.Equal(("GR", "ΑΘΗΝΑ"), (project.Country, project.Town));
        Assert.Equal(["GB", "GR"], project.EligibleCountries);
    }

    [Theory]
    [InlineData("[\"all\"]")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task No_eligible_countries_or_all_means_every_programme_country(string countries)
    {
        var source = ImportRun.Source();
        source["volunteer_countries"] = JsonNode.Parse(countries);
        await import.OfAsync(api, source);
        Assert.Empty((await OnlyProjectAsync()).EligibleCountries);
    }

    [Fact]
    public async Task A_project_without_a_deadline_says_so_whatever_date_stands_beside_it()
    {
        var source = ImportRun.Source();
        source["has_no_deadline"] = true;
        await import.OfAsync(api, source);
        Assert.Equal("none", (await OnlyProjectAsync()).DeadlineKind);
    }

    [Fact]
    public async Task A_record_with_only_what_is_needed_is_taken()
    {
        var source = new JsonObject();
        foreach (var field in new[] { "opid", "title", "organisation_name", "country", "date_start", "date_end" })
        {
            source[field] = ImportRun.Source()[field]!.DeepClone();
        }

        Assert.Equal("1 added, 0 changed, 0 unchanged, 0 quarantined", (await import.OfAsync(api, source)).Counts);
        Assert.Equal("open", (await OnlyProjectAsync()).Places);
    }

    [Theory]
    [InlineData("organisation_name", "\" \\u00a0 \"", "organisationNameBlank")]
    [InlineData("organisation_name", "null", "organisationNameBlank")]
    [InlineData("title", "\"\"", "titleBlank")]
    [InlineData("country", "\"ZZ\"", "countryUnknown")]
    [InlineData("date_end", "\"2027-03-31T12:00:00\"", "endsBeforeStart")]
    [InlineData("date_start", "null", "dateMissing")]
    [InlineData("date_start", "\"soon\"", "dateUnreadable")]
    [InlineData("date_start", "\"2027-02-30T12:00:00\"", "dateUnreadable")]
    [InlineData("duration", "-1", "weeksOutOfRange")]
    [InlineData("duration", "521", "weeksOutOfRange")]
    [InlineData("status", "\"closed\"", "statusUnknown")]
    [InlineData("volunteer_countries", "[\"Atlantis\"]", "eligibleCountriesUnknown")]
    public async Task A_record_that_breaks_a_rule_is_kept_whole_with_its_reason_and_stops_nothing(string field, string value, string reason)
    {
        var bad = ImportRun.Source(1);
        bad[field] = JsonNode.Parse(value);
        bad["kept"] = new JsonArray(1, 2.5, "ü", null, true);
        var outcome = await import.OfAsync(api, bad, ImportRun.Source(2));

        Assert.Equal((0, "1 added, 0 changed, 0 unchanged, 1 quarantined"), (outcome.ExitCode, outcome.Counts));
        Assert.Contains($"quarantined {reason}: 1", outcome.Output, StringComparison.Ordinal);
        var refused = Assert.Single(import.Quarantined);
        Assert.Equal([reason], refused["reasons"]!.AsArray().Select(each => (string?)each!["code"]));
        Assert.False(string.IsNullOrWhiteSpace((string?)refused["reasons"]![0]!["message"]));
        Assert.True(JsonNode.DeepEquals(bad, refused["record"]!["_source"]), refused.ToJsonString());
    }

    [Fact]
    public async Task Every_reason_of_a_record_is_told_at_once()
    {
        var bad = ImportRun.Source();
        bad["organisation_name"] = "";
        bad["title"] = new string('x', 201);
        bad["country"] = "ZZ";
        await import.OfAsync(api, bad);
        Assert.Equal(
            ["countryUnknown", "organisationNameBlank", "titleTooLong"],
            Assert.Single(import.Quarantined)["reasons"]!.AsArray().Select(each => (string)each!["code"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_no_record_at_all_is_quarantined_too()
    {
        var outcome = await import.OfTextAsync(api, """{"hits": {"hits": [1, null, "x", [], {"_id": "5"}]}}""");
        Assert.Equal("0 added, 0 changed, 0 unchanged, 5 quarantined", outcome.Counts);
    }

    [Theory]
    [InlineData("not JSON", "Projects: none")]
    [InlineData("of another shape", """{"hits": [1, 2]}""")]
    [InlineData("empty", "")]
    public async Task A_file_that_is_something_else_is_refused_with_a_sentence(string kind, string content)
    {
        var outcome = await import.OfTextAsync(api, content);
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Output));
        Assert.True(outcome.Error.StartsWith("answer.json ", StringComparison.Ordinal), $"{kind}: {outcome.Error}");
        Assert.Single(outcome.Error.Trim().Split('\n'));
    }

    [Fact]
    public async Task A_file_that_is_cut_off_leaves_nothing_half_written()
    {
        var whole = ImportRun.Answer([.. Enumerable.Range(1, 500).Select(ImportRun.Source)]);
        var outcome = await import.OfTextAsync(api, whole[..^200]);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("cut off", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(0, await api.SqlValueAsync<long>("SELECT count(*) FROM projects"));
        Assert.Equal(0, await api.SqlValueAsync<long>("SELECT count(*) FROM organisations"));
    }

    [Fact]
    public async Task A_missing_file_is_named()
    {
        var outcome = await import.OfFileAsync(api, "nowhere.json");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("nowhere.json", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_given_file_the_quarantine_is_beside_and_only_where_it_is_needed()
    {
        var file = Path.Combine(import.Folder, "answer.json");
        await File.WriteAllTextAsync(file, ImportRun.Answer(ImportRun.Source()));
        await import.OfFileAsync(api, file);
        Assert.Empty(Directory.GetFiles(import.Folder, "quarantine-*.ndjson"));

        var bad = ImportRun.Source(2);
        bad["title"] = "";
        await File.WriteAllTextAsync(file, ImportRun.Answer(bad));
        var outcome = await import.OfFileAsync(api, file);
        var quarantine = Assert.Single(Directory.GetFiles(import.Folder, "quarantine-*.ndjson"));
        Assert.Contains(quarantine, outcome.Output, StringComparison.Ordinal);
        Assert.Single(await File.ReadAllLinesAsync(quarantine));
    }

    [Fact]
    public async Task The_portals_own_data_of_2019_is_accounted_for()
    {
        var file = RealData.File();
        Assert.SkipWhen(file is null, RealData.WhySkipped);

        var outcome = await import.OfFileAsync(api, file!, "--quarantine", import.QuarantinePath);
        Assert.Equal((0, "499 added, 0 changed, 47 unchanged, 68 quarantined"), (outcome.ExitCode, outcome.Counts));
        Assert.Contains("quarantined organisationNameBlank: 68", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("issue deadlineSentinel: 1", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(68, import.Quarantined.Count);
        Assert.Equal(0, await api.SqlValueAsync<long>("SELECT count(*) FROM projects WHERE deadline >= '2037-01-01'"));

        var again = await import.OfFileAsync(api, file!, "--quarantine", import.QuarantinePath);
        Assert.Equal("0 added, 0 changed, 546 unchanged, 68 quarantined", again.Counts);

        var page = await api.GetAsync<ProjectPage>("/v1/projects?text=HOLESOV&asOf=2019-03-31");
        Assert.Contains(page.Items, project => project.Town == "Holešov");
    }

    private async Task<ProjectDetail> OnlyProjectAsync()
    {
        var id = await api.SqlValueAsync<Guid>("SELECT id FROM projects");
        return await api.GetAsync<ProjectDetail>($"/v1/projects/{id}");
    }
}
