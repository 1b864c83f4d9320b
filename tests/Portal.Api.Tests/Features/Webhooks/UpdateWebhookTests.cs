using System.Net;
using System.Text.Json;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Webhooks;

public sealed class UpdateWebhookTests(WebhookApi api) : IClassFixture<WebhookApi>
{
    [Fact]
    public async Task What_is_given_is_changed_and_the_rest_stays()
    {
        var partner = await PartnerClient.AddAsync(api);
        var created = await partner.SendAsync(HttpStatusCode.Created, HttpMethod.Post, WebhookApi.Webhooks, new { url = "https://example.org/", description = "First", kinds = new[] { "project" }, filters = new { country = new[] { "MD" }, topic = new[] { "edu" } } });
        var path = $"{WebhookApi.Webhooks}/{created.GetProperty("id")}";
        api.Clock.Advance(TimeSpan.FromMinutes(1));

        await UpdateAsync(new { url = "https://example.org/other" });
        await UpdateAsync(new { description = "Second" });
        var changed = await UpdateAsync(new { filters = new { country = new[] { "RO" } } });
        Assert.Equal(("https://example.org/other", "Second", "[\"project\"]", "[\"RO\"]", "[]"), (
            changed.GetProperty("url").GetString(), changed.GetProperty("description").GetString(), changed.GetProperty("kinds").GetRawText(),
            changed.GetProperty("filters").GetProperty("country").GetRawText(), changed.GetProperty("filters").GetProperty("topic").GetRawText()));
        Assert.Equal(api.Clock.GetUtcNow(), changed.GetProperty("updatedAt").GetDateTimeOffset());
        Assert.Equal(JsonValueKind.Null, changed.GetProperty("secret").ValueKind);

        changed = await UpdateAsync(new { description = "", kinds = Array.Empty<string>(), filters = new { } });
        Assert.Equal((JsonValueKind.Null, 2, "[]"), (changed.GetProperty("description").ValueKind, changed.GetProperty("kinds").GetArrayLength(), changed.GetProperty("filters").GetProperty("country").GetRawText()));

        Task<JsonElement> UpdateAsync(object change) => partner.SendAsync(HttpStatusCode.OK, HttpMethod.Patch, path, change);
    }

    [Theory]
    [InlineData("""{"url":"https://10.0.0.1/"}""", "url")]
    [InlineData("""{"url":"https://a:b@example.org/"}""", "url")]
    [InlineData("""{"state":"paused"}""", "state")]
    [InlineData("""{"overlapHours":1}""", "overlapHours")]
    [InlineData("""{"rotateSecret":true,"overlapHours":169}""", "overlapHours")]
    [InlineData("""{"rotateSecret":true,"overlapHours":-1}""", "overlapHours")]
    [InlineData("""{"filters":{"topic":["moon"]}}""", "filters.topic")]
    [InlineData("""{"kinds":["moon"]}""", "kinds")]
    [InlineData("""{"partner":"Another"}""", "partner")]
    public async Task What_is_not_as_it_should_be_is_refused(string body, string member)
    {
        var partner = await PartnerClient.AddAsync(api);
        var id = (await partner.SendAsync(HttpStatusCode.Created, HttpMethod.Post, WebhookApi.Webhooks, new { url = "https://example.org/" })).GetProperty("id");
        var problem = await partner.ProblemAsync(HttpStatusCode.BadRequest, HttpMethod.Patch, $"{WebhookApi.Webhooks}/{id}", body);
        Assert.Equal(member, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task While_a_secret_is_rotated_messages_are_signed_with_both()
    {
        await api.StartAfreshAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var partner = await PartnerClient.AddAsync(api);
        var created = await WebhookApi.RegisterAsync(partner, receiver);
        var (path, first) = ($"{WebhookApi.Webhooks}/{created.GetProperty("id")}", created.GetProperty("secret").GetString()!);

        var rotated = await partner.SendAsync(HttpStatusCode.OK, HttpMethod.Patch, path, new { rotateSecret = true, overlapHours = 2 });
        var second = rotated.GetProperty("secret").GetString()!;
        Assert.NotEqual(first, second);
        Assert.Equal(api.Clock.GetUtcNow().AddHours(2), rotated.GetProperty("oldSecretExpiresAt").GetDateTimeOffset());
        Assert.Equal(JsonValueKind.Null, (await partner.GetAsync(path)).GetProperty("secret").ValueKind);
        Assert.Equal((1, 1, 2), await SignaturesAsync());

        api.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal((0, 1, 1), await SignaturesAsync());
        var third = (await partner.SendAsync(HttpStatusCode.OK, HttpMethod.Patch, path, new { rotateSecret = true, overlapHours = 0 })).GetProperty("secret").GetString()!;
        Assert.Equal((0, 0, 1), await SignaturesAsync());
        Assert.Equal(1, receiver.Taken[^1].RightSignatures(third));

        async Task<(int First, int Second, int All)> SignaturesAsync()
        {
            await api.AddOrganisationAsync();
            await api.SendDueAsync();
            var last = receiver.Taken[^1];
            return (last.RightSignatures(first), last.RightSignatures(second), last.Headers["webhook-signature"].Split(' ').Length);
        }
    }

    [Fact]
    public async Task Disabled_it_is_told_nothing_and_made_active_it_is_told_all_that_waited()
    {
        await api.StartAfreshAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var partner = await PartnerClient.AddAsync(api);
        var path = $"{WebhookApi.Webhooks}/{(await WebhookApi.RegisterAsync(partner, receiver)).GetProperty("id")}";
        var organisation = await api.AddOrganisationAsync(Some.Organisation with { Name = "Before" });
        receiver.Answer = WebhookReceiver.Status(500);
        await api.SendDueAsync();
        receiver.Forget();
        receiver.Answer = WebhookReceiver.Status(200);

        var disabled = await partner.SendAsync(HttpStatusCode.OK, HttpMethod.Patch, path, new { state = "disabled" });
        Assert.Equal(("disabled", "byPartner", api.Clock.GetUtcNow()), (disabled.GetProperty("state").GetString(), disabled.GetProperty("disabledReason").GetString(), disabled.GetProperty("disabledAt").GetDateTimeOffset()));
        await api.AddProjectAsync(Some.Project with { Title = "Meanwhile" }, organisation);
        api.Clock.Advance(TimeSpan.FromDays(10));
        await api.SendDueAsync();
        Assert.Empty(receiver.Attempts);
        Assert.Equal(2, (await partner.GetAsync(path)).GetProperty("pending").GetInt32());

        var active = await partner.SendAsync(HttpStatusCode.OK, HttpMethod.Patch, path, new { state = "active" });
        Assert.Equal(("active", JsonValueKind.Null), (active.GetProperty("state").GetString(), active.GetProperty("disabledReason").ValueKind));
        await api.SendDueAsync();
        Assert.Equal(["organisation.changed Before", "project.changed Meanwhile"], receiver.Told.Order());
    }
}
