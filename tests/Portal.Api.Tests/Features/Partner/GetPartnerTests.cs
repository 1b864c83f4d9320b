using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Partner;

public sealed class GetPartnerTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Fact]
    public async Task It_says_who_one_is_what_the_key_allows_and_how_much_may_be_sent()
    {
        var partner = await PartnerClient.AddAsync(api, scopes: ["read"]);
        var overview = await partner.GetAsync("/v1/partner");
        Assert.Equal((partner.Name, partner.Prefix), (overview.GetProperty("name").GetString(), overview.GetProperty("keyPrefix").GetString()));
        Assert.Equal(api.Clock.GetUtcNow().AddDays(365), overview.GetProperty("keyExpiresAt").GetDateTimeOffset());
        Assert.Equal(["read"], overview.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));
        Assert.Equal((1000, 33554432), (overview.GetProperty("limits").GetProperty("maxBatchItems").GetInt32(), overview.GetProperty("limits").GetProperty("maxBatchBytes").GetInt32()));
    }

    [Fact]
    public async Task What_looks_doubtful_is_told_with_its_issues()
    {
        var partner = await PartnerClient.WithOrganisationAsync(api);
        await partner.PublishAsync("doubtful", PartnerClient.Project(("statedWeeks", 0), ("deadline", "2027-07-01")));
        await partner.PublishAsync("fine");
        var doubtful = Assert.Single((await partner.GetAsync("/v1/partner")).GetProperty("withDataIssues").EnumerateArray());
        Assert.Equal("doubtful", doubtful.GetProperty("externalId").GetString());
        Assert.Equal(["weeksMissing", "deadlineAfterEnd"], doubtful.GetProperty("dataIssues").EnumerateArray().Select(issue => issue.GetString()));
    }
}
