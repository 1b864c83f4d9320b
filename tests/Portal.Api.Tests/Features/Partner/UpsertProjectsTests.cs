using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Partner;

/// <summary>A batch does what single writes would, keeps what is good and explains what is not.</summary>
public sealed class UpsertProjectsTests(PortalApi api) : IClassFixture<PortalApi>
{
    private const string Path = "/v1/partner/projects/batch";

    [Fact]
    public async Task Each_item_has_its_result_in_order_and_a_bad_one_stops_nothing()
    {
        var partner = await PartnerAsync();
        await partner.PublishAsync("old");
        await partner.PublishAsync("same");

        var results = await BatchAsync(
            partner,
            Item("new", PartnerClient.Project()),
            Item("old", PartnerClient.Project(("title", "Newer"))),
            Item("same", PartnerClient.Project()),
            Item("bad", PartnerClient.Project(("title", ""), ("country", "XX"))),
            Item("backwards", PartnerClient.Project(("endsOn", "2026-01-01"))),
            new JsonObject { ["project"] = PartnerClient.Project() },
            JsonValue.Create("nothing"),
            Item("new", PartnerClient.Project(("title", "Newest"))));

        Assert.Equal(
            ["new created", "old updated", "same unchanged", "bad refused", "backwards refused", " refused", " refused", "new updated"],
            results.Select(result => $"{result.GetProperty("externalId").GetString()} {result.GetProperty("outcome").GetString()}"));
        Assert.Equal(["country", "title"], results[3].GetProperty("problem").GetProperty("errors").EnumerateObject().Select(error => error.Name).Order());
        Assert.Equal("endsBeforeStart", results[4].GetProperty("problem").GetProperty("code").GetString());
        Assert.Equal("Newest", (await partner.GetAsync("/v1/partner/projects/new")).GetProperty("title").GetString());
        Assert.Equal((await partner.GetAsync("/v1/partner/projects/old")).GetProperty("changeNumber").GetInt64(), results[1].GetProperty("changeNumber").GetInt64());
        await partner.ProblemAsync(HttpStatusCode.NotFound, HttpMethod.Get, "/v1/partner/projects/bad");
    }

    [Fact]
    public async Task A_thousand_are_taken_and_again_do_no_harm()
    {
        var partner = await PartnerAsync();
        var items = Enumerable.Range(0, 1000).Select(number => Item($"p{number:0000}", PartnerClient.Project(("title", $"Club {number}")))).ToArray();

        Assert.All(await BatchAsync(partner, items), result => Assert.Equal("created", result.GetProperty("outcome").GetString()));
        Assert.All(await BatchAsync(partner, [.. items.Select(item => item.DeepClone())]), result => Assert.Equal("unchanged", result.GetProperty("outcome").GetString()));

        var problem = await partner.ProblemAsync(
            HttpStatusCode.BadRequest, HttpMethod.Post, Path, new JsonObject { ["items"] = new JsonArray([.. items.Select(item => item.DeepClone()), Item("one more", PartnerClient.Project())]) });
        Assert.Contains("1000", problem.GetProperty("errors").GetProperty("items")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_checking_writes_nothing_and_says_what_would_become_of_each()
    {
        var partner = await PartnerAsync();
        await partner.PublishAsync("old");
        var before = await api.SqlValueAsync<long>("SELECT max(change_number) FROM changes");

        var checkedOnly = (await partner.SendAsync(
            HttpStatusCode.OK, HttpMethod.Post, $"{Path}?validateOnly=true",
            new JsonObject { ["items"] = new JsonArray(Item("new", PartnerClient.Project()), Item("old", PartnerClient.Project(("title", "Other"))), Item("bad", PartnerClient.Project(("title", null)))) }))
            .GetProperty("results").EnumerateArray().Select(result => result.GetProperty("outcome").GetString());

        Assert.Equal(["created", "updated", "refused"], checkedOnly);
        Assert.Equal(before, await api.SqlValueAsync<long>("SELECT max(change_number) FROM changes"));
        await partner.ProblemAsync(HttpStatusCode.NotFound, HttpMethod.Get, "/v1/partner/projects/new");
    }

    [Fact]
    public async Task Batches_that_overlap_and_single_writes_never_fail_one_another()
    {
        var partner = await PartnerAsync();
        var keys = Enumerable.Range(0, 40).Select(number => $"k{number}").ToList();

        var batches = await Task.WhenAll(Enumerable.Range(0, 6).Select(round => BatchAsync(
            partner, [.. (round % 2 == 0 ? keys : keys.AsEnumerable().Reverse()).Select(key => Item(key, PartnerClient.Project(("title", $"Round {round}"))))])));
        var singles = await Task.WhenAll(keys.Select(key => partner.PutProjectAsync(key, PartnerClient.Project(("title", "Single")))));

        Assert.All(batches, results => Assert.All(results, result => Assert.NotEqual("refused", result.GetProperty("outcome").GetString())));
        Assert.All(singles, single => Assert.Equal(HttpStatusCode.OK, single.StatusCode));
        Assert.Equal(40, await api.SqlValueAsync<long>("SELECT count(*) FROM projects WHERE partner = $1", partner.Name));
    }

    [Theory]
    [InlineData("{}", "items")]
    [InlineData("""{"items":{}}""", "items")]
    [InlineData("[]", "body")]
    [InlineData("""{"items":[],"more":1}""", "more")]
    public async Task What_is_no_batch_is_refused_as_a_whole(string body, string member)
    {
        var partner = await PartnerAsync();
        var problem = await partner.ProblemAsync(HttpStatusCode.BadRequest, HttpMethod.Post, Path, body);
        Assert.True(problem.GetProperty("errors").TryGetProperty(member, out _), problem.GetRawText());
    }

    [Fact]
    public async Task None_are_a_batch_too()
    {
        var partner = await PartnerAsync();
        Assert.Empty(await BatchAsync(partner));
    }

    private Task<PartnerClient> PartnerAsync() => PartnerClient.WithOrganisationAsync(api);

    private static JsonObject Item(string externalId, JsonObject project) => new() { ["externalId"] = externalId, ["project"] = project };

    private static async Task<List<JsonElement>> BatchAsync(PartnerClient partner, params JsonNode?[] items) =>
        [.. (await partner.SendAsync(HttpStatusCode.OK, HttpMethod.Post, Path, new JsonObject { ["items"] = new JsonArray(items) })).GetProperty("results").EnumerateArray()];
}
