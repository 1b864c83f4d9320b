using System.Net;
using System.Text.Json;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Partner;

/// <summary>What is withdrawn is gone for readers and stays as a tombstone for its partner.</summary>
public sealed class WithdrawProjectTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Fact]
    public async Task A_project_is_withdrawn_once_and_can_be_published_again_under_the_same_id()
    {
        var partner = await PartnerClient.WithOrganisationAsync(api);
        var id = (await partner.PublishAsync("club")).GetProperty("id").GetString();

        await partner.SendAsync(HttpStatusCode.NoContent, HttpMethod.Delete, "/v1/partner/projects/club");
        var tombstone = await partner.GetAsync("/v1/partner/projects/club");
        Assert.NotEqual(JsonValueKind.Null, tombstone.GetProperty("withdrawnAt").ValueKind);
        await api.GetProblemAsync($"/v1/projects/{id}", HttpStatusCode.Gone);

        api.Clock.Advance(TimeSpan.FromHours(1));
        await partner.SendAsync(HttpStatusCode.NoContent, HttpMethod.Delete, "/v1/partner/projects/club");
        Assert.Equal(tombstone.GetRawText(), (await partner.GetAsync("/v1/partner/projects/club")).GetRawText());

        var again = await partner.SendAsync(HttpStatusCode.OK, HttpMethod.Put, "/v1/partner/projects/club", PartnerClient.Project());
        Assert.Equal((id, JsonValueKind.Null), (again.GetProperty("id").GetString(), again.GetProperty("withdrawnAt").ValueKind));
        Assert.Equal("After-school club", (await api.GetJsonAsync($"/v1/projects/{id}")).GetProperty("title").GetString());
        Assert.Equal(["created", "withdrawn", "republished"], await api.SqlListAsync<string>("SELECT kind FROM changes WHERE subject_id = $1 ORDER BY change_number", Guid.Parse(id!)));
    }

    [Fact]
    public async Task It_is_only_withdrawn_as_it_was_seen()
    {
        var partner = await PartnerClient.WithOrganisationAsync(api);
        var seen = $"\"{(await partner.PublishAsync("club")).GetProperty("changeNumber").GetInt64()}\"";
        await partner.PublishAsync("club", PartnerClient.Project(("title", "Changed")));

        await partner.ProblemAsync(HttpStatusCode.PreconditionFailed, HttpMethod.Delete, "/v1/partner/projects/club", null, ("If-Match", seen));
        Assert.Equal(JsonValueKind.Null, (await partner.GetAsync("/v1/partner/projects/club")).GetProperty("withdrawnAt").ValueKind);
    }

    [Fact]
    public async Task What_there_never_was_is_not_found()
    {
        var partner = await PartnerClient.AddAsync(api);
        Assert.Equal("externalIdNotFound", (await partner.ProblemAsync(HttpStatusCode.NotFound, HttpMethod.Delete, "/v1/partner/projects/none")).GetProperty("code").GetString());
    }
}
