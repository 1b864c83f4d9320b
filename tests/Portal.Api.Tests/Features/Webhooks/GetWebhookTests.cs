using System.Net;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Webhooks;

public sealed class GetWebhookTests(WebhookApi api) : IClassFixture<WebhookApi>
{
    [Fact]
    public async Task What_another_partner_has_looks_as_what_nobody_has()
    {
        var (one, other) = (await PartnerClient.AddAsync(api), await PartnerClient.AddAsync(api));
        var theirs = (await one.SendAsync(HttpStatusCode.Created, HttpMethod.Post, WebhookApi.Webhooks, new { url = "https://example.org/" })).GetProperty("id").GetGuid();
        var nobodys = Guid.NewGuid();

        foreach (var (method, path, body) in new (HttpMethod, string, object?)[]
        {
            (HttpMethod.Get, "", null), (HttpMethod.Delete, "", null), (HttpMethod.Patch, "", new { state = "disabled" }),
            (HttpMethod.Patch, "", new { url = "https://127.0.0.9/" }), (HttpMethod.Post, "/replay", new { afterChangeNumber = 0 }),
        })
        {
            var answers = new List<string>();
            foreach (var id in new[] { theirs, nobodys })
            {
                var problem = await other.ProblemAsync(HttpStatusCode.NotFound, method, $"{WebhookApi.Webhooks}/{id}{path}", body);
                Assert.Equal("webhookNotFound", problem.GetProperty("code").GetString());
                answers.Add(problem.GetProperty("detail").GetString()!.Replace(id.ToString(), "", StringComparison.Ordinal));
            }

            Assert.Equal(answers[0], answers[1]);
        }

        Assert.Equal("active", (await one.GetAsync($"{WebhookApi.Webhooks}/{theirs}")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_key_that_is_none_is_refused()
    {
        var partner = await PartnerClient.AddAsync(api);
        var problem = await partner.ProblemAsync(HttpStatusCode.BadRequest, HttpMethod.Get, $"{WebhookApi.Webhooks}/first");
        Assert.Equal("id", Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task It_tells_how_much_waits_and_how_the_last_messages_went()
    {
        await api.StartAfreshAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var partner = await PartnerClient.AddAsync(api);
        var path = $"{WebhookApi.Webhooks}/{(await WebhookApi.RegisterAsync(partner, receiver)).GetProperty("id")}";
        var organisation = await api.AddOrganisationAsync();
        await api.AddProjectAsync(organisation: organisation);
        Assert.Equal(2, (await partner.GetAsync(path)).GetProperty("pending").GetInt32());

        receiver.Answer = WebhookReceiver.Status(500);
        await api.SendDueAsync();
        var failing = await partner.GetAsync(path);
        Assert.Equal((2, 500, "The receiver answered 500."), (failing.GetProperty("pending").GetInt32(), failing.GetProperty("lastFailureStatus").GetInt32(), failing.GetProperty("lastFailureReason").GetString()));
        Assert.Equal((api.Clock.GetUtcNow(), api.Clock.GetUtcNow()), (failing.GetProperty("lastFailureAt").GetDateTimeOffset(), failing.GetProperty("failingSince").GetDateTimeOffset()));

        receiver.Answer = WebhookReceiver.Status(200);
        api.Clock.Advance(TimeSpan.FromMinutes(1));
        await api.SendDueAsync();
        var fine = await partner.GetAsync(path);
        Assert.Equal((0, System.Text.Json.JsonValueKind.Null), (fine.GetProperty("pending").GetInt32(), fine.GetProperty("failingSince").ValueKind));
        Assert.Equal(api.Clock.GetUtcNow(), fine.GetProperty("lastSuccessAt").GetDateTimeOffset());
    }
}
