using System.Net;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Webhooks;

/// <summary>An operator who has set nothing: https alone, and the internet alone.</summary>
public sealed class StrictWebhooksTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Theory]
    [InlineData("http://93.184.215.14/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://localhost/")]
    [InlineData("https://localhost./")]
    public async Task Plain_http_and_this_machine_are_refused(string url)
    {
        var partner = await PartnerClient.AddAsync(api);
        var problem = await partner.ProblemAsync(HttpStatusCode.BadRequest, HttpMethod.Post, WebhookApi.Webhooks, new { url });
        Assert.Equal("url", Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task An_address_of_the_internet_is_taken()
    {
        var partner = await PartnerClient.AddAsync(api);
        await partner.SendAsync(HttpStatusCode.Created, HttpMethod.Post, WebhookApi.Webhooks, new { url = "https://93.184.215.14:8443/changes" });
    }
}
