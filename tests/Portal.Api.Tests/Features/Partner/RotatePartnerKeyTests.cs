using System.Net;
using System.Text.Json;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Partner;

public sealed class RotatePartnerKeyTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Theory]
    [InlineData("{}", 7)]
    [InlineData("""{"overlapDays":1}""", 1)]
    [InlineData("""{"overlapDays":0}""", 0)]
    public async Task The_new_key_works_at_once_and_the_old_one_for_some_days(string body, int days)
    {
        var partner = await PartnerClient.AddAsync(api, scopes: ["read"], lifetime: TimeSpan.FromDays(100));
        var issued = await partner.SendAsync(HttpStatusCode.OK, HttpMethod.Post, "/v1/partner/key/rotate", body);
        var next = partner.WithKey(issued.GetProperty("key").GetString()!);

        Assert.Equal(partner.Name, (await next.GetAsync("/v1/partner")).GetProperty("name").GetString());
        Assert.Equal(["read"], issued.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));
        Assert.Equal(api.Clock.GetUtcNow().AddDays(100), issued.GetProperty("expiresAt").GetDateTimeOffset());
        Assert.Equal(api.Clock.GetUtcNow().AddDays(days), issued.GetProperty("oldKeyExpiresAt").GetDateTimeOffset());
        if (days > 0)
        {
            api.Clock.Advance(TimeSpan.FromDays(days) - TimeSpan.FromSeconds(1));
            await partner.GetAsync("/v1/partner");
            api.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await partner.ProblemAsync(HttpStatusCode.Unauthorized, HttpMethod.Get, "/v1/partner");
        await next.GetAsync("/v1/partner");
        Assert.Equal([$"partner:{partner.Name}/{partner.Prefix}"], await api.SqlListAsync<string>("SELECT changed_by FROM partner_events WHERE partner = $1 AND kind = 'keyRotated'", partner.Name));
    }

    [Fact]
    public async Task The_old_key_never_works_longer_than_it_would_have()
    {
        var partner = await PartnerClient.AddAsync(api, lifetime: TimeSpan.FromDays(2));
        var issued = await partner.SendAsync(HttpStatusCode.OK, HttpMethod.Post, "/v1/partner/key/rotate", "{}");
        Assert.Equal(api.Clock.GetUtcNow().AddDays(2), issued.GetProperty("oldKeyExpiresAt").GetDateTimeOffset());
        Assert.Equal(JsonValueKind.String, issued.GetProperty("key").ValueKind);
    }

    [Theory]
    [InlineData("""{"overlapDays":31}""")]
    [InlineData("""{"overlapDays":-1}""")]
    [InlineData("""{"overlapDays":"7"}""")]
    public async Task A_wrong_overlap_is_refused(string body)
    {
        var partner = await PartnerClient.AddAsync(api);
        var problem = await partner.ProblemAsync(HttpStatusCode.BadRequest, HttpMethod.Post, "/v1/partner/key/rotate", body);
        Assert.Equal("overlapDays", Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }
}
