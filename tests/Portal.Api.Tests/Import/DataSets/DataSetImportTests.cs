using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Import.DataSets;

/// <summary>Every record of a data set is accounted for, by the rules of a partner's own writes.</summary>
public sealed class DataSetImportTests(PortalApi api) : IClassFixture<PortalApi>, IAsyncLifetime
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly DataSetRun run = new(api);

    public async ValueTask InitializeAsync()
    {
        await run.EmptyAsync();
        await api.SqlAsync("INSERT INTO partners VALUES ('Agenția', now())");
    }

    public ValueTask DisposeAsync()
    {
        run.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_partners_records_are_taken_as_its_own_writes_would_be()
    {
        // An item of a batch has no kind.
        var item = DataSetRun.Project();
        item.Remove("kind");
        item["project"]!["country"] = "EL";
        item["project"]!["statedWeeks"] = 0;
        item["project"]!["deadline"] = "2037-12-31";
        item["project"]!["description"] = "<p>Bold</p>\r\nand more";
        var file = DataSetRun.Lines(DataSetRun.Organisation(), item);
        var outcome = await ImportAsync(file);
        Assert.Equal("2 added, 0 changed, 0 unchanged, 0 quarantined", DataSetRun.Counts(outcome));
        Assert.Contains("issue weeksMissing: 1", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(
            "Agenția 2027-014 GR Bold\nand more {tagsDropped,weeksMissing,deadlineSentinel} import:data-set",
            await api.SqlValueAsync<string>("SELECT concat_ws(' ', partner, external_id, country, description, input_issues, stated_weeks, deadline, changed_by) FROM projects"));

        Assert.Equal("0 added, 0 changed, 2 unchanged, 0 quarantined", DataSetRun.Counts(await ImportAsync(file)));
        Assert.Equal(2, await api.SqlValueAsync<long>("SELECT count(*) FROM changes"));
    }

    [Fact]
    public async Task The_last_record_of_a_key_stays_and_what_was_withdrawn_is_published_again()
    {
        var gone = DataSetRun.Project();
        gone["withdrawnAt"] = "2026-12-01T08:00:00Z";
        var renamed = DataSetRun.Project();
        renamed["project"]!["title"] = "Renamed";
        Assert.Equal("2 added, 1 changed, 0 unchanged, 0 quarantined", DataSetRun.Counts(await ImportAsync(DataSetRun.Lines(DataSetRun.Organisation(), DataSetRun.Project(), renamed))));
        Assert.Equal("Renamed", await api.SqlValueAsync<string>("SELECT title FROM projects"));

        Assert.Equal("0 added, 1 changed, 0 unchanged, 0 quarantined", DataSetRun.Counts(await ImportAsync(DataSetRun.Lines(gone))));
        Assert.Equal("0 added, 0 changed, 1 unchanged, 0 quarantined", DataSetRun.Counts(await ImportAsync(DataSetRun.Lines(gone))));
        Assert.Equal("0 added, 1 changed, 0 unchanged, 0 quarantined", DataSetRun.Counts(await ImportAsync(DataSetRun.Lines(renamed))));
        Assert.Equal(
            ["organisation created", "project created", "project withdrawn", "project republished"],
            await api.SqlListAsync<string>("SELECT subject || ' ' || kind FROM changes ORDER BY change_number"));
    }

    [Fact]
    public async Task An_organisation_is_withdrawn_with_its_projects_though_it_stands_before_them_and_not_without_them()
    {
        await ImportAsync(DataSetRun.Lines(DataSetRun.Organisation(), DataSetRun.Project(), DataSetRun.Organisation("busy"), DataSetRun.Project("2", "busy")));
        JsonObject[] records = [DataSetRun.Organisation(), DataSetRun.Organisation("busy"), DataSetRun.Project()];
        foreach (var record in records)
        {
            record["withdrawnAt"] = "2026-12-01T08:00:00Z";
        }

        Assert.Equal("0 added, 2 changed, 0 unchanged, 1 quarantined", DataSetRun.Counts(await ImportAsync(DataSetRun.Lines(records))));
        Assert.Equal("organisationHasProjects", ReasonsOf(Assert.Single(run.Quarantined)));
        Assert.Equal(["casa", "2027-014"], await api.SqlListAsync<string>("SELECT external_id FROM organisations WHERE withdrawn_at IS NOT NULL UNION ALL SELECT external_id FROM projects WHERE withdrawn_at IS NOT NULL"));
    }

    [Fact]
    public async Task A_bad_record_is_kept_whole_with_every_reason_and_is_taken_once_it_is_mended()
    {
        await ImportAsync(DataSetRun.Lines(DataSetRun.Organisation()));
        var bad = DataSetRun.Project();
        bad["project"]!["title"] = "";
        bad["project"]!["country"] = "ZZ";
        bad["project"]!["statedWeeks"] = "eight";
        bad["project"]!["endsOn"] = "2027-03-01";
        bad["project"]!["location"] = new JsonObject { ["latitude"] = 91.5 };
        bad["project"]!["unheardOf"] = new JsonArray(1, 2.50, "ü", null);
        bad["id"] = "not one";
        var outcome = await ImportAsync(DataSetRun.Lines(bad, DataSetRun.Project("good")));
        Assert.Equal("1 added, 0 changed, 0 unchanged, 1 quarantined", DataSetRun.Counts(outcome));
        Assert.Contains(run.QuarantinePath, outcome.Output, StringComparison.Ordinal);

        var refused = Assert.Single(run.Quarantined);
        Assert.Equal(bad.ToJsonString(), refused["record"]!.ToJsonString());
        Assert.Equal(
            ["id", "project.country", "project.endsOn", "project.location.longitude", "project.statedWeeks", "project.title", "project.unheardOf"],
            refused["reasons"]!.AsArray().Select(reason => (string)reason!["field"]!).Order(StringComparer.Ordinal));
        Assert.All(refused["reasons"]!.AsArray(), reason => Assert.False(string.IsNullOrWhiteSpace((string)reason!["message"]!)));

        refused["record"] = DataSetRun.Project();
        Assert.Equal("1 added, 0 changed, 0 unchanged, 0 quarantined", DataSetRun.Counts(await ImportAsync(refused.ToJsonString())));
    }

    [Fact]
    public async Task What_cannot_be_taken_says_why_and_stops_nothing()
    {
        (string Record, string Reasons)[] bad =
        [
            ("""{"kind":"project","externalId":"1"}""", "kindUnknown"),
            ("""{"kind":"organisation","organisation":{"name":"a","country":"MD"}}""", "keyMissing externalIdMissing"),
            ("""{"externalId":"a/b","organisation":{"name":"a","country":"MD"}}""", "externalIdInvalid"),
            ("""{"externalId":"1","partner":"Another","organisation":{"name":"a","country":"MD"}}""", "partnerDiffers"),
            ("""{"externalId":"1","source":"x","organisation":{"name":"a","country":"MD"}}""", "referenceIncomplete"),
            ("""{"externalId":"1","organisation":{"name":"a","country":"MD"},"inputIssues":["moon"]}""", "inputIssueUnknown ofProjectsOnly"),
            ("""{"externalId":"1","organisation":{"name":"a\ud83d","country":"MD"}}""", "notUnicode"),
            ("""{"externalId":"1","organisation":{"name":"a","country":"MD"},"createdAt":"2027-01-01"}""", "unreadable"),
            ("""{"externalId":"1","project":{"organisationExternalId":"nobody","title":"a","country":"MD","startsOn":"2027-04-01","endsOn":"2027-05-31"}}""", "organisationUnknown"),
            ("""{"externalId":"1","project":{"organisationExternalId":"casa","title":"a","country":"MD","startsOn":"1999-04-01","endsOn":"2027-05-31"}}""", "dateOutOfRange"),
            ("""{"externalId":"casa","id":"01980f3a-6c1b-7f60-9d55-3b0f2a7e4c10","organisation":{"name":"a","country":"MD"}}""", "keysDiffer"),
            ("""{"externalId":"1","organisation":{"name":"a","country":"MD","pic":"123456789"}}""", "picTaken"),
            ("""[1,2]""", "notARecord"),
            ("""{"externalId": """, "notJson"),
        ];
        var casa = DataSetRun.Organisation();
        casa["organisation"]!["pic"] = "123456789";
        var outcome = await ImportAsync(DataSetRun.Lines(casa) + string.Concat(bad.Select(each => each.Record + "\n")) + DataSetRun.Lines(DataSetRun.Project()));
        Assert.Equal($"2 added, 0 changed, 0 unchanged, {bad.Length} quarantined", DataSetRun.Counts(outcome));
        Assert.Equal(bad.Select(each => each.Reasons).Order(StringComparer.Ordinal), run.Quarantined.Select(ReasonsOf).Order(StringComparer.Ordinal));
        // Each as it stood in the file; what is no JSON, as a text.
        var kept = await File.ReadAllTextAsync(run.QuarantinePath);
        Assert.All(bad, each => Assert.Contains($"\"record\":{(each.Reasons == "notJson" ? JsonValue.Create(each.Record).ToJsonString(Plain) : each.Record)}}}\n", kept, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Csv_may_come_from_a_spreadsheet()
    {
        await ImportAsync(DataSetRun.Lines(DataSetRun.Organisation()));
        var sheet = "\uFEFFtitle;country;startsOn;endsOn;externalId;organisationExternalId;topics;requiresCv;latitude;longitude\r\n"
            + "\"Club; \"\"A\"\"\r\nof two lines\";MD;2027-04-01;2027-05-31;a;casa;\"edu; socl\";TRUE;47.5;28\r\n"
            + "Club B;MD;2027-04-01;2027-05-31;b;casa;;;;\r\n";
        Assert.Equal("2 added, 0 changed, 0 unchanged, 0 quarantined", DataSetRun.Counts(await run.ImportAsync("sheet.csv", sheet, "--partner", "Agenția")));
        Assert.Equal(
            ["Club; \"A\"\r\nof two lines {edu,socl} t 47.5", "Club B {}"],
            await api.SqlListAsync<string>("SELECT concat_ws(' ', title, topics, requires_cv, latitude) FROM projects ORDER BY external_id"));
    }

    [Fact]
    public async Task A_bad_row_of_csv_is_kept_whole_and_is_taken_as_a_record_once_it_is_mended()
    {
        await ImportAsync(DataSetRun.Lines(DataSetRun.Organisation()));
        const string sheet = """
            externalId,organisationExternalId,title,country,startsOn,endsOn,statedWeeks,latitude,longitude
            good,casa,Good,MD,2027-04-01,2027-05-31,8,,
            bad,casa,Bad,MD,1 April,2027-05-31,eight,"47,5",28
            short,casa
            st"ray,casa,Stray,MD,2027-04-01,2027-05-31,8,,

            """;
        Assert.Equal("1 added, 0 changed, 0 unchanged, 3 quarantined", DataSetRun.Counts(await run.ImportAsync("sheet.csv", sheet, "--partner", "Agenția")));
        var refused = run.Quarantined;
        Assert.Equal(["unreadable unreadable unreadable", "cellsMiscounted", "quotesMisplaced"], refused.Select(ReasonsOf));
        Assert.Equal(
            """{"project":{"organisationExternalId":"casa","title":"Bad","country":"MD","startsOn":"1 April","endsOn":"2027-05-31","statedWeeks":"eight","location":{"latitude":"47,5","longitude":28}},"externalId":"bad"}""",
            JsonNode.Parse(refused[0]["record"]!.ToJsonString())!.ToJsonString());
        Assert.Equal(["short,casa", "st\"ray,casa,Stray,MD,2027-04-01,2027-05-31,8,,"], refused.Skip(1).Select(line => (string)line["record"]!));

        var mended = refused[0]["record"]!.DeepClone();
        mended["project"]!["startsOn"] = "2027-04-01";
        mended["project"]!["statedWeeks"] = 8;
        mended["project"]!["location"]!["latitude"] = 47.5;
        Assert.Equal("1 added, 0 changed, 0 unchanged, 0 quarantined", DataSetRun.Counts(await ImportAsync(mended.ToJsonString())));
    }

    [Theory]
    [InlineData("unknown column", "a.csv", "externalId,name,country,colour\na,A,MD,red\n", "'colour'")]
    [InlineData("column twice", "a.csv", "externalId,name,country,name\na,A,MD,A\n", "'name' more than once")]
    [InlineData("missing column", "a.csv", "externalId,title,country,startsOn\na,A,MD,2027-04-01\n", "'endsOn'")]
    [InlineData("another CSV", "a.csv", "id,colour\n1,red\n", "no CSV of projects or organisations")]
    [InlineData("no records", "a.csv", "externalId,name,country\n", "no records")]
    [InlineData("cut off in a row", "a.csv", "externalId,name,country\na,A,MD\nb,B", "cut off")]
    [InlineData("cut off in quotes", "a.csv", "externalId,name,country\na,A,MD\nb,\"B,MD\n", "cut off")]
    [InlineData("cut off", "a.ndjson", "{\"externalId\":\"a\",\"organisation\":{\"name\":\"A\",\"country\":\"MD\"}}\n{\"externalId\":\"b\",", "cut off")]
    [InlineData("empty", "a.ndjson", "", "no records")]
    [InlineData("not NDJSON", "a.ndjson", "externalId,name\n", "is not NDJSON")]
    [InlineData("of no known name", "a.txt", "{}", "--format")]
    public async Task A_file_that_is_something_else_is_refused_before_anything_is_written(string kind, string name, string content, string sentence)
    {
        var (exitCode, output, error) = await run.ImportAsync(name, content, "--partner", "Agenția");
        Assert.True((exitCode, output) == (1, ""), kind);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
        Assert.Equal(0, await api.SqlValueAsync<long>("SELECT count(*) FROM organisations"));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("iso-8859-1")]
    public async Task Text_in_another_encoding_is_refused(string encoding)
    {
        await File.WriteAllTextAsync(run.Path("a.ndjson"), DataSetRun.Lines(DataSetRun.Organisation("casa", "Café")).Replace("\\u00E9", "é", StringComparison.Ordinal), Encoding.GetEncoding(encoding));
        var (exitCode, _, error) = await run.RunAsync("import", "a.ndjson", "--partner", "Agenția");
        Assert.Equal((1, "a.ndjson is not text in UTF-8. Save it as UTF-8."), (exitCode, error.Trim()));
    }

    [Fact]
    public async Task A_mark_windows_line_ends_blank_lines_and_no_last_line_end_are_no_fault()
    {
        var file = "\uFEFF" + DataSetRun.Lines(DataSetRun.Organisation()).TrimEnd() + "\r\n\r\n" + DataSetRun.Lines(DataSetRun.Project()).TrimEnd();
        Assert.Equal("2 added, 0 changed, 0 unchanged, 0 quarantined", DataSetRun.Counts(await ImportAsync(file)));
    }

    [Fact]
    public async Task A_partner_that_is_not_there_is_named()
    {
        var (exitCode, _, error) = await run.ImportAsync("a.ndjson", DataSetRun.Lines(DataSetRun.Organisation()), "--partner", "Nobody");
        Assert.Equal((1, "There is no partner Nobody. Add it with: partner add \"Nobody\""), (exitCode, error.Trim()));
    }

    private Task<PortalProgram.Outcome> ImportAsync(string lines) => run.ImportAsync("records.ndjson", lines, "--partner", "Agenția");

    private static string ReasonsOf(JsonNode refused) => string.Join(' ', refused["reasons"]!.AsArray().Select(reason => (string)reason!["code"]!));
}
