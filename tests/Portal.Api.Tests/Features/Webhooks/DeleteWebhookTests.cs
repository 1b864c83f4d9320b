using System.Net;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Webhooks;

public sealed class DeleteWebhookTests(WebhookApi api) : IClassFixture<WebhookApi>
{
    [Fact]
    public async Task Nothing_more_is_sent_not_even_what_waited()
    {
        await api.StartAfreshAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = WebhookReceiver.Status(500);
        var partner = await PartnerClient.AddAsync(api);
        var path = $"{WebhookApi.Webhooks}/{(await WebhookApi.RegisterAsync(partner, receiver)).GetProperty("id")}";
        await api.AddProjectAsync();
        await api.SendDueAsync();
        Assert.NotEmpty(receiver.Attempts);
        receiver.Forget();

        await partner.SendAsync(HttpStatusCode.NoContent, HttpMethod.Delete, path);

        api.Clock.Advance(TimeSpan.FromDays(1));
        await api.SendDueAsync();
        Assert.Empty(receiver.Attempts);
        Assert.Equal(0, await api.SqlValueAsync<long>("SELECT count(*) FROM webhook_deliveries"));
        await partner.ProblemAsync(HttpStatusCode.NotFound, HttpMethod.Get, path);
        await partner.ProblemAsync(HttpStatusCode.NotFound, HttpMethod.Delete, path);
    }
}
