using System.Net;
using System.Text.Json;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Partner;

public sealed class ListPartnerOrganisationsTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Fact]
    public async Task They_come_in_the_order_of_their_keys_with_their_projects_counted()
    {
        var partner = await PartnerClient.AddAsync(api);
        foreach (var key in new[] { "casa", "b", "a" })
        {
            await partner.PublishOrganisationAsync(key);
        }

        await partner.PublishAsync("one");
        await partner.PublishAsync("two");
        await partner.SendAsync(HttpStatusCode.NoContent, HttpMethod.Delete, "/v1/partner/projects/two");
        await partner.SendAsync(HttpStatusCode.NoContent, HttpMethod.Delete, "/v1/partner/organisations/b");

        var page = await partner.GetAsync("/v1/partner/organisations?pageSize=2");
        Assert.Equal((3, "a 0,b 0"), (page.GetProperty("total").GetInt32(), Shown(page)));
        Assert.Equal("casa 1", Shown(await partner.GetAsync($"/v1/partner/organisations?pageSize=2&cursor={page.GetProperty("next").GetString()}")));
        Assert.Equal("a 0,casa 1", Shown(await partner.GetAsync("/v1/partner/organisations?state=published")));
    }

    private static string Shown(JsonElement page) => string.Join(',', page.GetProperty("items").EnumerateArray()
        .Select(item => $"{item.GetProperty("externalId").GetString()} {item.GetProperty("publishedProjects").GetInt32()}"));
}
