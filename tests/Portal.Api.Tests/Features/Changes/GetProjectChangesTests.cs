using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Portal.Api.Domain;
using Portal.Api.Features.Changes;
using Portal.Api.Platform;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Changes;

/// <summary>Whoever follows the feed to its end has exactly what there is.</summary>
public sealed class GetProjectChangesTests(PortalApi api) : IClassFixture<PortalApi>
{
    private const string Feed = "/v1/changes/projects";

    [Fact]
    public async Task Each_project_comes_once_where_it_changed_last_and_the_end_is_an_empty_page_that_leads_to_itself()
    {
        await api.EmptyAsync();
        var first = await api.AddProjectAsync(Some.Project with { Title = "First" });
        var second = await api.AddProjectAsync(Some.Project with { Title = "Second" });
        var third = await api.AddProjectAsync(Some.Project with { Title = "Third" });
        await api.ChangeAsync<Project>(first.Id, found => found.Revise(found.Organisation, Some.Project with { Title = "First again" }));
        await api.ChangeAsync<Project>(second.Id, found => found.Withdraw(api.Clock.GetUtcNow()));

        var page = await api.GetJsonAsync(Feed);

        Assert.Equal(
            [$"updated {third.Id} Third", $"updated {first.Id} First again", $"deleted {second.Id} "],
            page.GetProperty("items").EnumerateArray().Select(item =>
                $"{item.GetProperty("state").GetString()} {item.GetProperty("id").GetString()} {(item.TryGetProperty("data", out var data) ? data.GetProperty("title").GetString() : "")}"));
        Assert.Equal("https://creativecommons.org/licenses/by/4.0/", page.GetProperty("license").GetString());
        var numbers = page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("modified").GetInt64()).ToList();
        Assert.Equal(numbers.Order(), numbers);

        var next = new Uri(page.GetProperty("next").GetString()!);
        Assert.Equal($"{Feed}?afterChangeNumber={numbers[^1]}", next.PathAndQuery);
        var end = await api.GetJsonAsync(next.PathAndQuery);
        Assert.Empty(end.GetProperty("items").EnumerateArray());
        Assert.Equal(next.ToString(), end.GetProperty("next").GetString());
    }

    [Fact]
    public async Task Contacts_in_texts_are_masked_and_nothing_that_changes_with_the_calendar_is_told()
    {
        await api.EmptyAsync();
        await api.AddProjectAsync(Some.Project with { Title = "Write to anna@example.org", Description = "Ring +373 22 123 456." });

        var data = Assert.Single((await api.GetJsonAsync(Feed)).GetProperty("items").EnumerateArray()).GetProperty("data");

        Assert.Equal(("Write to •••", "Ring •••."), (data.GetProperty("title").GetString(), data.GetProperty("description").GetString()));
        foreach (var name in new[] { "availability", "started", "fit", "email", "phone", "partner", "externalId" })
        {
            Assert.False(data.TryGetProperty(name, out _), name);
        }
    }

    /// <summary>The page is written by hand, and has to be what the record in the contract would be.</summary>
    [Fact]
    public async Task Every_member_is_there_as_the_contract_has_it()
    {
        await api.EmptyAsync();
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true };
        WireFormat.Configure(options);
        await api.AddProjectAsync();
        var full = await api.AddProjectAsync(
            Some.Project with
            {
                Title = "Șah \"în\" parc <b> \\",
                Description = "One\ntwo 😀",
                ParticipantProfile = "Whom",
                Accommodation = "Where",
                Training = "How",
                Language = "ro",
                StatedWeeks = 52,
                Deadline = Some.Project.EndsOn.AddDays(1),
                ApplyUrl = "https://example.org/?a=1&b=2",
                Topics = ["edu", "cult"],
                ActivityType = "team",
                Strand = "volunteering",
                Town = "Chișinău",
                Location = new Location(47.0245, -28.5),
                EligibleCountries = ["IT", "ES"],
                DateFlexibility = "flexible",
                RequiresCv = true,
                RequiresMotivation = false,
                InputIssues = ["unknownTopic"],
            },
            await api.AddOrganisationAsync(Some.Organisation with { InclusionSupports = ["mentoring"] }));
        await api.ChangeAsync<Project>(full.Id, found => found.Confirm(api.Clock.GetUtcNow().AddMilliseconds(120)));
        var withdrawn = await api.AddProjectAsync();
        await api.ChangeAsync<Project>(withdrawn.Id, found => found.Withdraw(api.Clock.GetUtcNow()));

        var written = await api.Client.GetStringAsync(Feed);

        var page = JsonSerializer.Deserialize<ProjectChangePage>(written, options)!;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(written), JsonSerializer.SerializeToNode(page, options)), written);
        var data = page.Items.Single(item => item.Id == full.Id).Data!;
        Assert.Equal(["unknownTopic", "weeksExceedSpan", "deadlineAfterEnd"], data.DataIssues);
        Assert.Equal(("Șah \"în\" parc <b> \\", "One\ntwo 😀", 52, true), (data.Title, data.Description, data.Weeks, data.WeeksAreStated));
        Assert.Equal((47.0245, -28.5), (data.Location!.Latitude, data.Location.Longitude));
        Assert.Equal(["mentoring"], data.Supports);
        Assert.Contains("Șah", written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Caches_may_keep_a_page_for_an_hour_and_the_end_for_seconds()
    {
        await api.EmptyAsync();
        await api.AddProjectAsync();

        using var page = await api.Client.GetAsync(Feed);
        using var end = await api.Client.GetAsync($"{Feed}?afterChangeNumber={long.MaxValue}");

        Assert.Equal("public, max-age=3600, s-maxage=1800, stale-while-revalidate=30", page.Headers.CacheControl?.ToString());
        Assert.Equal("public, max-age=5, s-maxage=2, stale-while-revalidate=2", end.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("country=RO", "Romanian")]
    [InlineData("country=RO&country=MD", "Romanian,Plain,Topical,Supported")]
    [InlineData("topic=edu", "Topical")]
    [InlineData("activityType=team", "Romanian")]
    [InlineData("strand=humanitarianAid", "Topical")]
    [InlineData("support=mentoring", "Supported")]
    [InlineData("support=mentoring&support=dietary", "")]
    [InlineData("country=MD&topic=natr", "")]
    public async Task With_filters_what_does_not_match_comes_as_deleted(string filter, string titles)
    {
        await api.EmptyAsync();
        await api.AddProjectAsync(Some.Project with { Title = "Romanian", Country = "RO", ActivityType = "team" });
        await api.AddProjectAsync(Some.Project with { Title = "Plain" });
        await api.AddProjectAsync(Some.Project with { Title = "Topical", Topics = ["edu", "socl"], Strand = "humanitarianAid" });
        var supporting = await api.AddOrganisationAsync(Some.Organisation with { InclusionSupports = ["mentoring"] });
        await api.AddProjectAsync(Some.Project with { Title = "Supported" }, supporting);

        var page = await api.GetJsonAsync($"{Feed}?{filter}");

        var items = page.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(4, items.Count);
        Assert.Equal(titles, string.Join(',', items.Where(item => item.GetProperty("state").GetString() == "updated").Select(item => item.GetProperty("data").GetProperty("title").GetString())));
        Assert.All(items.Where(item => item.GetProperty("state").GetString() == "deleted"), item => Assert.False(item.TryGetProperty("data", out _)));
        // The next page asks for the same, in the one way that it is written in.
        var same = string.Join('&', filter.Split('&').Order(StringComparer.Ordinal));
        Assert.Equal($"?{same}&afterChangeNumber={items[^1].GetProperty("modified").GetInt64()}", new Uri(page.GetProperty("next").GetString()!).Query);
    }

    [Theory]
    [InlineData("afterChangeNumber=-1")]
    [InlineData("limit=0")]
    [InlineData("limit=1001")]
    [InlineData("availability=open")]
    [InlineData("text=club")]
    [InlineData("startsFrom=2027-01-01")]
    public async Task What_changes_without_a_write_is_no_filter_here(string query) =>
        await api.GetProblemAsync($"{Feed}?{query}", HttpStatusCode.BadRequest);

    /// <summary>
    /// Writers on many connections, some of whose transactions last long and some of which are rolled back; readers who follow
    /// at their own pace meanwhile. In the end each reader's copy is the table.
    /// </summary>
    [Fact]
    public async Task Every_reader_ends_with_what_there_is_however_many_write_meanwhile()
    {
        await api.EmptyAsync();
        var partners = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PartnerClient.WithOrganisationAsync(api)));
        using var finished = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(reader => FollowAsync(limit: 1 + (reader * 7), finished.Token)).ToList();

        await Task.WhenAll([.. partners.Select((partner, seed) => WriteAsync(partner, seed)), LongAndRolledBackAsync()]);
        await finished.CancelAsync();

        var table = (await api.SqlListAsync<string>("SELECT id || ' ' || change_number || ' ' || CASE WHEN withdrawn_at IS NULL THEN title ELSE '' END FROM projects")).Order().ToList();
        Assert.NotEmpty(table);
        foreach (var copy in await Task.WhenAll(readers))
        {
            Assert.Equal(table, copy.Order());
        }

        async Task WriteAsync(PartnerClient partner, int seed)
        {
            var random = new Random(seed);
            for (var number = 0; number < 60; number++)
            {
                var key = $"p{random.Next(12)}";
                switch (random.Next(6))
                {
                    case 0:
                        using (await partner.SendAsync(HttpMethod.Delete, $"/v1/partner/projects/{key}"))
                        {
                        }

                        break;
                    case 1:
                        var items = new JsonArray([.. Enumerable.Range(0, 5).Select(at => new JsonObject { ["externalId"] = $"p{at}", ["project"] = PartnerClient.Project(("title", $"Batch {number}")) })]);
                        await partner.SendAsync(HttpStatusCode.OK, HttpMethod.Post, "/v1/partner/projects/batch", new JsonObject { ["items"] = items });
                        break;
                    default:
                        await partner.PublishAsync(key, PartnerClient.Project(("title", $"Write {number}")));
                        break;
                }
            }
        }

        async Task LongAndRolledBackAsync()
        {
            for (var number = 0; number < 10; number++)
            {
                await api.SqlAsync(number % 2 == 0
                    ? "DO $$ BEGIN UPDATE projects SET title = title || '!' WHERE id IN (SELECT id FROM projects ORDER BY id LIMIT 3); PERFORM pg_sleep(0.05); END $$"
                    : "DO $$ BEGIN UPDATE projects SET title = title || '?'; PERFORM pg_sleep(0.02); RAISE EXCEPTION 'no' USING ERRCODE = 'P0001'; EXCEPTION WHEN raise_exception THEN NULL; END $$");
            }
        }

        async Task<List<string>> FollowAsync(int limit, CancellationToken untilWritten)
        {
            var copy = new Dictionary<string, (long Modified, string Title)>();
            for (var path = $"{Feed}?limit={limit}"; ;)
            {
                var isLastRound = untilWritten.IsCancellationRequested;
                var page = await api.GetJsonAsync(path);
                foreach (var item in page.GetProperty("items").EnumerateArray())
                {
                    var (id, modified) = (item.GetProperty("id").GetString()!, item.GetProperty("modified").GetInt64());
                    Assert.True(!copy.TryGetValue(id, out var known) || modified > known.Modified, $"{id} came again with {modified}, after {known.Modified}.");
                    copy[id] = (modified, item.TryGetProperty("data", out var data) ? data.GetProperty("title").GetString()! : "");
                }

                if (isLastRound && page.GetProperty("items").GetArrayLength() == 0)
                {
                    return [.. copy.Select(row => $"{row.Key} {row.Value.Modified} {row.Value.Title}")];
                }

                path = new Uri(page.GetProperty("next").GetString()!).PathAndQuery;
            }
        }
    }
}
