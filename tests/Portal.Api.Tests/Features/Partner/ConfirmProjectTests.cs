using System.Net;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Partner;

/// <summary>A publisher says that a project is still accurate, and everybody sees when.</summary>
public sealed class ConfirmProjectTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Fact]
    public async Task An_open_project_grows_stale_and_a_word_from_its_publisher_mends_it()
    {
        var partner = await PartnerClient.WithOrganisationAsync(api);
        var id = (await partner.PublishAsync("club", PartnerClient.Project(("startsOn", "2028-01-01"), ("endsOn", "2028-12-31"), ("deadline", null)))).GetProperty("id").GetString();
        api.Clock.Advance(TimeSpan.FromDays(180) - TimeSpan.FromMinutes(1));
        Assert.False((await partner.GetAsync("/v1/partner/projects/club")).GetProperty("stale").GetBoolean());

        api.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await partner.GetAsync("/v1/partner/projects/club")).GetProperty("stale").GetBoolean());
        Assert.Equal("club", Assert.Single((await partner.GetAsync("/v1/partner/projects?stale=true")).GetProperty("items").EnumerateArray()).GetProperty("externalId").GetString());
        var overview = await partner.GetAsync("/v1/partner");
        Assert.Equal(1, overview.GetProperty("counts").GetProperty("staleProjects").GetInt32());
        Assert.Equal("club", overview.GetProperty("stale")[0].GetProperty("externalId").GetString());

        var confirmed = await partner.SendAsync(HttpStatusCode.OK, HttpMethod.Post, "/v1/partner/projects/club/confirm");

        Assert.Equal((false, api.Clock.GetUtcNow()), (confirmed.GetProperty("stale").GetBoolean(), confirmed.GetProperty("confirmedAt").GetDateTimeOffset()));
        Assert.Equal(0, (await partner.GetAsync("/v1/partner/projects?stale=true")).GetProperty("total").GetInt32());
        Assert.Equal(api.Clock.GetUtcNow(), (await api.GetJsonAsync($"/v1/projects/{id}")).GetProperty("confirmedAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task What_was_withdrawn_cannot_be_confirmed()
    {
        var partner = await PartnerClient.WithOrganisationAsync(api);
        await partner.PublishAsync("club");
        await partner.SendAsync(HttpStatusCode.NoContent, HttpMethod.Delete, "/v1/partner/projects/club");
        Assert.Equal("recordWithdrawn", (await partner.ProblemAsync(HttpStatusCode.Conflict, HttpMethod.Post, "/v1/partner/projects/club/confirm")).GetProperty("code").GetString());
    }
}
