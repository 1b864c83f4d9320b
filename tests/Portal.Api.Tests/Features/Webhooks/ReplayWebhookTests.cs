using System.Net;
using Portal.Api.Domain;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Webhooks;

public sealed class ReplayWebhookTests(WebhookApi api) : IClassFixture<WebhookApi>
{
    [Fact]
    public async Task Everything_after_a_number_is_sent_again_as_it_is_now_with_the_ids_that_it_had()
    {
        await api.StartAfreshAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var partner = await PartnerClient.AddAsync(api);
        var path = $"{WebhookApi.Webhooks}/{(await WebhookApi.RegisterAsync(partner, receiver)).GetProperty("id")}";
        var organisation = await api.AddOrganisationAsync();
        var projects = new List<Project>();
        foreach (var title in new[] { "One", "Two", "Three" })
        {
            projects.Add(await api.AddProjectAsync(Some.Project with { Title = title }, organisation));
        }

        await api.ChangeAsync<Project>(projects[0].Id, found => found.Withdraw(api.Clock.GetUtcNow()));
        await api.SendDueAsync();
        var first = receiver.Taken;
        receiver.Forget();

        var replayed = await partner.SendAsync(HttpStatusCode.OK, HttpMethod.Post, $"{path}/replay", new { afterChangeNumber = projects[1].ChangeNumber });
        Assert.Equal(2, replayed.GetProperty("pending").GetInt32());
        await api.SendDueAsync();
        Assert.Equal(["project.changed Three", "project.withdrawn "], receiver.Told.Order());
        Assert.All(receiver.Taken, again => Assert.Contains(first, message => message.Id == again.Id && message.Body.SequenceEqual(again.Body)));

        receiver.Forget();
        await partner.SendAsync(HttpStatusCode.OK, HttpMethod.Post, $"{path}/replay", new { afterChangeNumber = 0 });
        await api.SendDueAsync();
        Assert.Equal(first.Select(message => message.Id).Order(), receiver.Taken.Select(message => message.Id).Order());

        receiver.Forget();
        await partner.SendAsync(HttpStatusCode.OK, HttpMethod.Post, $"{path}/replay", new { afterChangeNumber = long.MaxValue });
        await api.SendDueAsync();
        Assert.Empty(receiver.Attempts);
        await api.AddProjectAsync(Some.Project with { Title = "Four" }, organisation);
        await api.SendDueAsync();
        Assert.Equal(["project.changed Four"], receiver.Told);
    }

    [Fact]
    public async Task Whoever_registers_late_is_told_of_everything_with_0_however_much_it_is()
    {
        await api.StartAfreshAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var partner = await PartnerClient.AddAsync(api);
        var organisation = await api.AddOrganisationAsync();
        await api.WriteAsync(db =>
        {
            db.Attach(organisation);
            db.AddRange(Enumerable.Range(0, 2_100).Select(_ => Project.Publish(organisation, Some.Project)));
            return Task.FromResult(true);
        });
        var path = $"{WebhookApi.Webhooks}/{(await WebhookApi.RegisterAsync(partner, receiver)).GetProperty("id")}";
        await api.SendDueAsync();
        Assert.Empty(receiver.Attempts);

        await partner.SendAsync(HttpStatusCode.OK, HttpMethod.Post, $"{path}/replay", new { afterChangeNumber = 0 });
        receiver.Answer = async (message, context) =>
        {
            // It never takes more than its share of the outbox.
            Assert.InRange(await api.SqlValueAsync<long>("SELECT count(*) FROM webhook_deliveries"), 1, 1_500);
            context.Response.StatusCode = 200;
        };
        await api.SendDueAsync();
        Assert.Equal(2_101, receiver.Taken.Count);
        Assert.Equal(2_101, receiver.Taken.Select(message => message.RecordId).Distinct().Count());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"afterChangeNumber":-1}""")]
    [InlineData("""{"afterChangeNumber":"1"}""")]
    [InlineData("""{"afterChangeNumber":1.5}""")]
    [InlineData("""{"afterChangeNumber":9223372036854775808}""")]
    public async Task A_number_that_is_none_is_refused(string body)
    {
        var partner = await PartnerClient.AddAsync(api);
        var id = (await partner.SendAsync(HttpStatusCode.Created, HttpMethod.Post, WebhookApi.Webhooks, new { url = "https://example.org/" })).GetProperty("id");
        var problem = await partner.ProblemAsync(HttpStatusCode.BadRequest, HttpMethod.Post, $"{WebhookApi.Webhooks}/{id}/replay", body);
        Assert.Equal("afterChangeNumber", Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }
}
