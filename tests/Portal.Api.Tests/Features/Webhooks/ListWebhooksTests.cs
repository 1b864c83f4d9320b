using System.Net;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Webhooks;

public sealed class ListWebhooksTests(WebhookApi api) : IClassFixture<WebhookApi>
{
    [Fact]
    public async Task A_partner_sees_its_own_the_oldest_first()
    {
        var (partner, other) = (await PartnerClient.AddAsync(api), await PartnerClient.AddAsync(api));
        foreach (var (by, name) in new[] { (partner, "first"), (other, "theirs"), (partner, "second") })
        {
            await by.SendAsync(HttpStatusCode.Created, HttpMethod.Post, WebhookApi.Webhooks, new { url = "https://example.org/", description = name });
        }

        var items = (await partner.GetAsync(WebhookApi.Webhooks)).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["first", "second"], items.Select(item => item.GetProperty("description").GetString()));
        Assert.Equal(items[0].GetRawText(), (await partner.GetAsync($"{WebhookApi.Webhooks}/{items[0].GetProperty("id")}")).GetRawText());
    }
}
