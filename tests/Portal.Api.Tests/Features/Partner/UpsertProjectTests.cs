using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Partner;

/// <summary>What a partner writes is published whole, once, and only as it was meant.</summary>
public sealed class UpsertProjectTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Fact]
    public async Task A_new_project_is_published_under_a_key_of_ours_and_answers_with_everything_that_was_written()
    {
        var partner = await PartnerAsync();
        var body = PartnerClient.Project(
            ("description", "You help to run an **after-school club**."), ("participantProfile", "Patience."), ("accommodation", "A room."), ("training", "A course."),
            ("language", "ro"), ("statedWeeks", 8), ("places", "open"), ("applyUrl", "https://example.org/apply"), ("topics", new JsonArray("edu", "socl")),
            ("activityType", "individual"), ("strand", "volunteering"), ("town", "Chișinău"), ("location", new JsonObject { ["latitude"] = 47.0245, ["longitude"] = 28.8323 }),
            ("eligibleCountries", new JsonArray("IT", "EL")), ("dateFlexibility", "flexible"), ("requiresCv", true), ("requiresMotivation", false));

        using var response = await partner.PutProjectAsync("2027-014", body);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("/v1/partner/projects/2027-014", response.Headers.Location?.ToString());
        var written = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
        Assert.Equal($"\"{written.GetProperty("changeNumber").GetInt64().ToString(CultureInfo.InvariantCulture)}\"", response.Headers.ETag?.ToString());
        body["eligibleCountries"] = new JsonArray("IT", "GR");
        foreach (var (name, value) in body)
        {
            Assert.True(JsonNode.DeepEquals(value, JsonNode.Parse(written.GetProperty(name).GetRawText())), $"{name} became {written.GetProperty(name)}");
        }

        var shown = await api.GetJsonAsync($"/v1/projects/{written.GetProperty("id").GetString()}");
        Assert.Equal("After-school club", shown.GetProperty("title").GetString());
        Assert.Equal("Casa", shown.GetProperty("organisation").GetProperty("name").GetString());
        Assert.Equal(1, (await api.GetJsonAsync("/v1/projects?text=patience")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task The_same_again_changes_nothing_and_takes_no_change_number()
    {
        var partner = await PartnerAsync();
        var body = PartnerClient.Project(("statedWeeks", 0), ("topics", new JsonArray("edu", "edu")), ("description", "Line\r\none <b>two</b>"), ("country", "UK"));
        var first = await partner.PublishAsync("same", body);
        api.Clock.Advance(TimeSpan.FromHours(1));

        using var response = await partner.PutProjectAsync("same", body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(first.GetRawText(), await response.Content.ReadAsStringAsync());
        Assert.Equal(["weeksMissing", "tagsDropped"], first.GetProperty("dataIssues").EnumerateArray().Select(issue => issue.GetString()));
        Assert.Equal("GB", first.GetProperty("country").GetString());
    }

    [Fact]
    public async Task A_write_replaces_the_whole()
    {
        var partner = await PartnerAsync();
        var first = await partner.PublishAsync("whole", PartnerClient.Project(("town", "Chișinău"), ("topics", new JsonArray("edu")), ("deadline", "2027-02-01")));

        var second = await partner.PublishAsync("whole", PartnerClient.Project(("title", "Other"), ("deadline", null)));

        Assert.Equal(first.GetProperty("id").GetString(), second.GetProperty("id").GetString());
        Assert.Equal(("Other", JsonValueKind.Null, JsonValueKind.Null, 0), (
            second.GetProperty("title").GetString(), second.GetProperty("town").ValueKind, second.GetProperty("deadline").ValueKind, second.GetProperty("topics").GetArrayLength()));
        Assert.True(second.GetProperty("changeNumber").GetInt64() > first.GetProperty("changeNumber").GetInt64());
    }

    [Fact]
    public async Task Every_broken_field_is_told_at_once()
    {
        var partner = await PartnerAsync();
        var problem = await partner.ProblemAsync(HttpStatusCode.BadRequest, HttpMethod.Put, "/v1/partner/projects/bad", new JsonObject
        {
            ["organisationExternalId"] = "nobody",
            ["title"] = " ",
            ["country"] = "XX",
            ["startsOn"] = "1/2/2027",
            ["endsOn"] = "2101-01-01",
            ["statedWeeks"] = 521,
            ["deadline"] = 20270101,
            ["places"] = "many",
            ["applyUrl"] = "javascript:alert(1)",
            ["topics"] = new JsonArray("edu", "golf"),
            ["activityType"] = "alone",
            ["strand"] = "other",
            ["location"] = new JsonObject { ["latitude"] = 91 },
            ["eligibleCountries"] = new JsonArray("ZZ"),
            ["dateFlexibility"] = "maybe",
            ["requiresCv"] = "yes",
            ["language"] = "Romanian!",
            ["description"] = new string('x', 10_001),
            ["colour"] = "red",
        });

        Assert.Equal("validationFailed", problem.GetProperty("code").GetString());
        Assert.Equal(
            [
                "activityType", "applyUrl", "colour", "country", "dateFlexibility", "deadline", "description", "eligibleCountries[0]", "endsOn", "language",
                "location.longitude", "organisationExternalId", "places", "requiresCv", "startsOn", "statedWeeks", "strand", "title", "topics[1]",
            ],
            problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_project_cannot_end_before_it_starts()
    {
        var partner = await PartnerAsync();
        var problem = await partner.ProblemAsync(
            HttpStatusCode.BadRequest, HttpMethod.Put, "/v1/partner/projects/backwards", PartnerClient.Project(("endsOn", "2027-03-31")));
        Assert.Equal("endsBeforeStart", problem.GetProperty("code").GetString());
        Assert.Equal("endsOn", Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("..")]
    [InlineData("tab\t")]
    [InlineData("a%2fb")]
    public async Task A_key_that_cannot_stand_in_an_address_is_refused(string externalId)
    {
        var partner = await PartnerAsync();
        var batch = new JsonObject { ["items"] = new JsonArray(new JsonObject { ["externalId"] = externalId, ["project"] = PartnerClient.Project() }) };
        var result = (await partner.SendAsync(HttpStatusCode.OK, HttpMethod.Post, "/v1/partner/projects/batch", batch)).GetProperty("results")[0];
        Assert.Equal("refused", result.GetProperty("outcome").GetString());
        Assert.True(result.GetProperty("problem").GetProperty("errors").TryGetProperty("externalId", out _), result.GetRawText());
    }

    [Theory]
    [InlineData("Ünï-çødé 2027")]
    [InlineData("a b?c#d&e=f+g%h")]
    [InlineData("-")]
    public async Task Any_other_key_is_taken_and_found_again(string externalId)
    {
        var partner = await PartnerAsync();
        await partner.PublishAsync(externalId);
        Assert.Equal(externalId, (await partner.GetAsync($"/v1/partner/projects/{Uri.EscapeDataString(externalId)}")).GetProperty("externalId").GetString());
    }

    [Fact]
    public async Task Whoever_writes_over_what_was_not_seen_is_told_so()
    {
        var partner = await PartnerAsync();
        var first = await partner.PublishAsync("guarded");
        var stale = $"\"{first.GetProperty("changeNumber").GetInt64()}\"";
        var second = await partner.PublishAsync("guarded", PartnerClient.Project(("title", "Second")));
        var fresh = $"\"{second.GetProperty("changeNumber").GetInt64()}\"";

        foreach (var (header, value, path) in new[]
        {
            ("If-Match", stale, "guarded"), ("If-Match", $"W/{fresh}", "guarded"), ("If-Match", "*", "new"), ("If-Match", fresh, "new"),
            ("If-None-Match", "*", "guarded"), ("If-None-Match", fresh, "guarded"),
        })
        {
            var problem = await partner.ProblemAsync(HttpStatusCode.PreconditionFailed, HttpMethod.Put, $"/v1/partner/projects/{path}", PartnerClient.Project(("title", "Third")), (header, value));
            Assert.Equal("preconditionFailed", problem.GetProperty("code").GetString());
        }

        await partner.SendAsync(HttpStatusCode.OK, HttpMethod.Put, "/v1/partner/projects/guarded", PartnerClient.Project(("title", "Third")), ("If-Match", $"{stale}, {fresh}"));
        await partner.SendAsync(HttpStatusCode.Created, HttpMethod.Put, "/v1/partner/projects/new", PartnerClient.Project(), ("If-None-Match", "*"));
        await partner.ProblemAsync(HttpStatusCode.BadRequest, HttpMethod.Put, "/v1/partner/projects/guarded", PartnerClient.Project(), ("If-Match", "4711"));
    }

    [Fact]
    public async Task A_project_may_move_to_another_organisation_of_the_partner_and_that_is_recorded()
    {
        var partner = await PartnerAsync();
        await partner.PublishOrganisationAsync("other", PartnerClient.Organisation(("name", "Other house")));
        var first = await partner.PublishAsync("moving");

        var moved = await partner.PublishAsync("moving", PartnerClient.Project(("organisationExternalId", "other")));

        Assert.Equal("other", moved.GetProperty("organisationExternalId").GetString());
        var id = Guid.Parse(first.GetProperty("id").GetString()!);
        Assert.Equal("Other house", (await api.GetJsonAsync($"/v1/projects/{id}")).GetProperty("organisation").GetProperty("name").GetString());
        Assert.Equal(
            [$"partner:{partner.Name}/{partner.Prefix}"],
            await api.SqlListAsync<string>("SELECT changed_by FROM changes WHERE subject_id = $1 AND fields ? 'organisation_id'", id));
    }

    [Fact]
    public async Task Another_partners_organisation_is_none_of_mine()
    {
        var (one, other) = (await PartnerAsync(), await PartnerAsync());
        await other.PublishOrganisationAsync("theirs");
        var problem = await one.ProblemAsync(
            HttpStatusCode.BadRequest, HttpMethod.Put, "/v1/partner/projects/mine", PartnerClient.Project(("organisationExternalId", "theirs")));
        Assert.Equal("organisationExternalId", Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task The_same_key_of_two_partners_is_two_projects()
    {
        var (one, other) = (await PartnerAsync(), await PartnerAsync());
        var first = await one.PublishAsync("shared");
        var second = await other.PublishAsync("shared", PartnerClient.Project(("title", "Theirs")));
        Assert.NotEqual(first.GetProperty("id").GetString(), second.GetProperty("id").GetString());
        Assert.Equal("After-school club", (await one.GetAsync("/v1/partner/projects/shared")).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Many_writers_of_one_new_key_make_one_row_and_the_last_one_stays()
    {
        var partner = await PartnerAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(number => partner.PutProjectAsync("crowded", PartnerClient.Project(("title", $"Title {number % 8}")))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.All(answers, answer => Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}"));
        var last = (await Task.WhenAll(answers.Select(async answer => JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()))))
            .MaxBy(answer => answer.GetProperty("changeNumber").GetInt64());
        var stays = await partner.GetAsync("/v1/partner/projects/crowded");
        Assert.Equal(last.GetProperty("title").GetString(), stays.GetProperty("title").GetString());
        Assert.Equal(1, await api.SqlValueAsync<long>("SELECT count(*) FROM projects WHERE partner = $1", partner.Name));
    }

    [Fact]
    public async Task Of_many_writers_with_the_same_ETag_one_is_taken()
    {
        var partner = await PartnerAsync();
        var seen = $"\"{(await partner.PublishAsync("raced")).GetProperty("changeNumber").GetInt64()}\"";

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => partner.PutProjectAsync("raced", PartnerClient.Project(("title", $"Title {number}")), ("If-Match", seen))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(11, answers.Count(answer => answer.StatusCode == HttpStatusCode.PreconditionFailed));
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_with_its_limit()
    {
        var partner = await PartnerAsync();
        var problem = await partner.ProblemAsync(
            HttpStatusCode.RequestEntityTooLarge, HttpMethod.Put, "/v1/partner/projects/large", PartnerClient.Project(("description", new string('x', 600_000))));
        Assert.Contains("524288", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>Hello", "Hello")]
    [InlineData("Hello <img src=x onerror=alert(1)> there", "Hello  there")]
    [InlineData("<scr<script>ipt>alert(1)</script>Made to get through", null)]
    [InlineData("2 < 3 and `<b>` stay", "2 < 3 and `<b>` stay")]
    [InlineData("<div>\nInside\n</div>", "\nInside\n")]
    public async Task Tags_of_HTML_are_dropped_and_their_text_stays(string given, string? kept)
    {
        var partner = await PartnerAsync();
        var written = await partner.PublishAsync("tags", PartnerClient.Project(("description", given)));
        Assert.Equal(kept, written.GetProperty("description").GetString());
        Assert.Equal(given != kept, written.GetProperty("dataIssues").EnumerateArray().Any(issue => issue.GetString() == "tagsDropped"));
    }

    private Task<PartnerClient> PartnerAsync() => PartnerClient.WithOrganisationAsync(api);
}
