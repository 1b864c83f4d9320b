using System.Net;
using System.Text.Json;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Partner;

public sealed class GetPartnerOrganisationTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Fact]
    public async Task It_is_answered_with_its_ETag_also_when_it_was_withdrawn()
    {
        var partner = await PartnerClient.WithOrganisationAsync(api);
        await partner.SendAsync(HttpStatusCode.NoContent, HttpMethod.Delete, "/v1/partner/organisations/casa");

        using var response = await partner.SendAsync(HttpMethod.Get, "/v1/partner/organisations/casa");
        var found = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
        Assert.Equal($"\"{found.GetProperty("changeNumber").GetInt64()}\"", response.Headers.ETag?.ToString());
        Assert.Equal(JsonValueKind.String, found.GetProperty("withdrawnAt").ValueKind);
    }
}
