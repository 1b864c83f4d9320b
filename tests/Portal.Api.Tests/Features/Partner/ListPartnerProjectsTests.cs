using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Partner;

public sealed class ListPartnerProjectsTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Fact]
    public async Task All_come_in_the_order_of_their_keys_by_page_and_by_cursor()
    {
        var partner = await PartnerAsync();
        var keys = Enumerable.Range(0, 25).Select(number => $"key-{number:00}").ToList();
        await BatchAsync(partner, keys.AsEnumerable().Reverse());

        Assert.Equal(keys[10..20], Keys(await partner.GetAsync("/v1/partner/projects?page=2&pageSize=10")));
        var found = new List<string>();
        for (var path = "/v1/partner/projects?pageSize=10"; path is not null;)
        {
            var page = await partner.GetAsync(path);
            Assert.Equal(25, page.GetProperty("total").GetInt32());
            found.AddRange(Keys(page));
            path = page.GetProperty("next").GetString() is { } next ? $"/v1/partner/projects?pageSize=10&cursor={next}" : null;
        }

        Assert.Equal(keys, found);
    }

    [Fact]
    public async Task A_cursor_repeats_and_leaves_out_nothing_while_records_come()
    {
        var partner = await PartnerAsync();
        await BatchAsync(partner, ["b", "d", "f"]);
        var next = (await partner.GetAsync("/v1/partner/projects?pageSize=2")).GetProperty("next").GetString();
        await BatchAsync(partner, ["a", "c", "e"]);
        Assert.Equal(["e", "f"], Keys(await partner.GetAsync($"/v1/partner/projects?pageSize=2&cursor={next}")));
    }

    [Fact]
    public async Task Filters_leave_what_needs_a_look()
    {
        var partner = await PartnerAsync();
        await partner.PublishOrganisationAsync("other");
        await partner.PublishAsync("plain");
        await partner.PublishAsync("late", PartnerClient.Project(("deadline", "2027-06-15")));
        await partner.PublishAsync("weeks", PartnerClient.Project(("statedWeeks", 11)));
        await partner.PublishAsync("fits", PartnerClient.Project(("statedWeeks", 10)));
        await partner.PublishAsync("zero", PartnerClient.Project(("statedWeeks", 0), ("organisationExternalId", "other")));
        await partner.SendAsync(HttpStatusCode.NoContent, HttpMethod.Delete, "/v1/partner/projects/plain");

        Assert.Equal(["late", "weeks", "zero"], Keys(await partner.GetAsync("/v1/partner/projects?hasDataIssues=true")));
        Assert.Equal(["zero"], Keys(await partner.GetAsync("/v1/partner/projects?organisationExternalId=other")));
        Assert.Equal(["plain"], Keys(await partner.GetAsync("/v1/partner/projects?state=withdrawn")));
        Assert.Equal(["fits", "late", "weeks", "zero"], Keys(await partner.GetAsync("/v1/partner/projects?state=published")));
        Assert.Equal(5, (await partner.GetAsync("/v1/partner/projects?state=published&state=withdrawn")).GetProperty("total").GetInt32());
        var counts = (await partner.GetAsync("/v1/partner")).GetProperty("counts");
        Assert.Equal((4, 1, 3), (counts.GetProperty("publishedProjects").GetInt32(), counts.GetProperty("withdrawnProjects").GetInt32(), counts.GetProperty("projectsWithDataIssues").GetInt32()));
    }

    private Task<PartnerClient> PartnerAsync() => PartnerClient.WithOrganisationAsync(api);

    private static Task<JsonElement> BatchAsync(PartnerClient partner, IEnumerable<string> keys) => partner.SendAsync(
        HttpStatusCode.OK, HttpMethod.Post, "/v1/partner/projects/batch",
        new JsonObject { ["items"] = new JsonArray([.. keys.Select(key => new JsonObject { ["externalId"] = key, ["project"] = PartnerClient.Project() })]) });

    private static List<string> Keys(JsonElement page) => [.. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("externalId").GetString()!)];
}
