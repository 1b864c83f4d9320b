using System.Net;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Partner;

public sealed class WithdrawOrganisationTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Fact]
    public async Task It_goes_once_its_projects_have_gone_and_comes_back_with_PUT()
    {
        var partner = await PartnerClient.AddAsync(api);
        var id = (await partner.PublishOrganisationAsync()).GetProperty("id").GetString();
        await partner.PublishAsync("club");

        var problem = await partner.ProblemAsync(HttpStatusCode.Conflict, HttpMethod.Delete, "/v1/partner/organisations/casa");
        Assert.Equal("organisationHasProjects", problem.GetProperty("code").GetString());

        await partner.SendAsync(HttpStatusCode.NoContent, HttpMethod.Delete, "/v1/partner/projects/club");
        await partner.SendAsync(HttpStatusCode.NoContent, HttpMethod.Delete, "/v1/partner/organisations/casa");
        await partner.SendAsync(HttpStatusCode.NoContent, HttpMethod.Delete, "/v1/partner/organisations/casa");
        await api.GetProblemAsync($"/v1/organisations/{id}", HttpStatusCode.Gone);

        problem = await partner.ProblemAsync(HttpStatusCode.Conflict, HttpMethod.Put, "/v1/partner/projects/club", PartnerClient.Project());
        Assert.Equal("organisationIsWithdrawn", problem.GetProperty("code").GetString());

        Assert.Equal(id, (await partner.PublishOrganisationAsync()).GetProperty("id").GetString());
        await partner.PublishAsync("club");
    }
}
