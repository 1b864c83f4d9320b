using System.Net;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Partner;

public sealed class GetPartnerProjectTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Fact]
    public async Task Whoever_has_it_as_it_is_gets_304()
    {
        var partner = await PartnerClient.WithOrganisationAsync(api);
        var tag = $"\"{(await partner.PublishAsync("club")).GetProperty("changeNumber").GetInt64()}\"";

        using var same = await partner.SendAsync(HttpMethod.Get, "/v1/partner/projects/club", null, ("If-None-Match", tag));
        Assert.Equal((HttpStatusCode.NotModified, tag), (same.StatusCode, same.Headers.ETag?.ToString()));

        await partner.PublishAsync("club", PartnerClient.Project(("title", "Changed")));
        using var changed = await partner.SendAsync(HttpMethod.Get, "/v1/partner/projects/club", null, ("If-None-Match", tag));
        Assert.Equal((HttpStatusCode.OK, "private, no-cache"), (changed.StatusCode, changed.Headers.CacheControl?.ToString() is { } control ? string.Join(", ", control.Split(", ").OrderDescending()) : null));
    }
}
