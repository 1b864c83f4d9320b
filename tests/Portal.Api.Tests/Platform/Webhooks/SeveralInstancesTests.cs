using System.Diagnostics;
using System.Net;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Platform.Webhooks;

/// <summary>The outbox outlives the processes that work on it, and several can at once.</summary>
public sealed class SeveralInstancesTests(WebhookApi api) : IClassFixture<WebhookApi>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Two_instances_send_each_message_once()
    {
        await api.StartAfreshAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var second = new PortalHost(api.ConnectionString) { Settings = WebhookApi.Open };
        second.Start();
        second.Clock.SetUtcNow(api.Clock.GetUtcNow());
        await WebhookApi.RegisterAsync(await PartnerClient.AddAsync(api), receiver);
        for (var number = 0; number < 60; number++)
        {
            await api.AddOrganisationAsync();
            if (number % 10 == 0)
            {
                await Task.WhenAll(api.SendDueAsync(), WebhookApi.SendDueAsync(second.Services));
            }
        }

        await Task.WhenAll(api.SendDueAsync(), WebhookApi.SendDueAsync(second.Services));
        Assert.Equal(60, receiver.Attempts.Count);
        Assert.Equal(60, receiver.Taken.Select(message => message.Id).Distinct().Count());
    }

    [Fact]
    public async Task What_an_instance_is_sending_when_it_stops_is_sent_by_another()
    {
        await api.StartAfreshAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        await WebhookApi.RegisterAsync(await PartnerClient.AddAsync(api), receiver);
        var reached = new TaskCompletionSource();
        receiver.Answer = HangAsync(reached);
        await api.AddOrganisationAsync();
        await using (var first = new PortalHost(api.ConnectionString) { Settings = new Dictionary<string, string>(WebhookApi.Open) { ["Webhooks:Deliver"] = "true" } })
        {
            first.Start();
            first.Clock.SetUtcNow(api.Clock.GetUtcNow());
            first.Clock.Advance(TimeSpan.FromSeconds(1));
            await reached.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        }

        receiver.Answer = WebhookReceiver.Status(200);
        // As late as it was there, and much earlier than the lease would have ended.
        api.Clock.Advance(TimeSpan.FromSeconds(1));
        await api.SendDueAsync();

        Assert.Single(receiver.Taken);
        Assert.Single(receiver.Attempts.Select(message => message.Id).Distinct());
    }

    [Fact]
    public async Task What_a_process_was_sending_when_it_was_killed_is_sent_by_another()
    {
        await api.StartAfreshAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        await WebhookApi.RegisterAsync(await PartnerClient.AddAsync(api), receiver);
        var reached = new TaskCompletionSource();
        receiver.Answer = HangAsync(reached);
        for (var number = 0; number < 20; number++)
        {
            await api.AddOrganisationAsync();
        }

        using (var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Portal.Api.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ConnectionStrings__Portal"] = api.ConnectionString,
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                ["Webhooks__AllowHttp"] = "true",
                ["Webhooks__AllowedNetworks"] = "127.0.0.1/32",
            },
        })!)
        {
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            try
            {
                await reached.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
            }
            finally
            {
                process.Kill();
                await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            }
        }

        Assert.NotEqual(0, await api.SqlValueAsync<long>("SELECT count(*) FROM webhook_deliveries WHERE lease IS NOT NULL"));
        receiver.Answer = WebhookReceiver.Status(200);
        // The clock here is ahead of the real one, so the leases have ended.
        await api.SendDueAsync();

        Assert.Equal(20, receiver.Taken.Count);
        Assert.Equal(20, receiver.Attempts.Select(message => message.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_lease_holds_others_off_until_it_ends()
    {
        await api.StartAfreshAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        await WebhookApi.RegisterAsync(await PartnerClient.AddAsync(api), receiver);
        await api.AddOrganisationAsync();
        receiver.Answer = WebhookReceiver.Status(500);
        await api.SendDueAsync();
        receiver.Forget();
        receiver.Answer = WebhookReceiver.Status(200);
        await api.SqlAsync("UPDATE webhook_deliveries SET lease = gen_random_uuid(), leased_until = $1, next_attempt_at = $2", api.Clock.GetUtcNow().AddSeconds(60), api.Clock.GetUtcNow());

        api.Clock.Advance(TimeSpan.FromSeconds(59));
        await api.SendDueAsync();
        Assert.Empty(receiver.Attempts);
        api.Clock.Advance(TimeSpan.FromSeconds(1));
        await api.SendDueAsync();
        Assert.Single(receiver.Taken);
    }

    [Fact]
    public async Task A_secret_whose_key_is_lost_is_said_to_be_and_rotated_it_works_again()
    {
        await api.StartAfreshAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var partner = await PartnerClient.AddAsync(api);
        var path = $"{WebhookApi.Webhooks}/{(await WebhookApi.RegisterAsync(partner, receiver)).GetProperty("id")}";
        await api.AddOrganisationAsync();
        await api.SqlAsync("UPDATE webhooks SET secret = left(secret, 40)");
        await api.SendDueAsync();
        Assert.Equal("The secret cannot be read any more. Rotate it.", (await partner.GetAsync(path)).GetProperty("lastFailureReason").GetString());
        Assert.Empty(receiver.Attempts);

        var secret = (await partner.SendAsync(HttpStatusCode.OK, HttpMethod.Patch, path, new { rotateSecret = true, overlapHours = 0 })).GetProperty("secret").GetString()!;
        api.Clock.Advance(TimeSpan.FromSeconds(10));
        await api.SendDueAsync();
        Assert.Equal(1, Assert.Single(receiver.Taken).RightSignatures(secret));
    }

    [Fact]
    public async Task The_worker_looks_every_second_by_itself()
    {
        await api.StartAfreshAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        await WebhookApi.RegisterAsync(await PartnerClient.AddAsync(api), receiver);
        var reached = new TaskCompletionSource();
        receiver.Answer = (_, _) =>
        {
            reached.TrySetResult();
            return Task.CompletedTask;
        };
        await using var host = new PortalHost(api.ConnectionString) { Settings = new Dictionary<string, string>(WebhookApi.Open) { ["Webhooks:Deliver"] = "true" } };
        host.Start();
        host.Clock.SetUtcNow(api.Clock.GetUtcNow());
        await api.AddOrganisationAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await reached.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task When_looking_fails_the_API_goes_on_and_the_next_look_may_go_well()
    {
        await api.StartAfreshAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        await WebhookApi.RegisterAsync(await PartnerClient.AddAsync(api), receiver);
        await api.AddOrganisationAsync();
        var reached = new TaskCompletionSource();
        receiver.Answer = (_, _) =>
        {
            reached.TrySetResult();
            return Task.CompletedTask;
        };
        await using var host = new PortalHost(api.ConnectionString) { Settings = new Dictionary<string, string>(WebhookApi.Open) { ["Webhooks:Deliver"] = "true" } };
        using var client = host.CreateClient();
        host.Clock.SetUtcNow(api.Clock.GetUtcNow());
        await api.SqlAsync("ALTER TABLE webhook_deliveries RENAME TO hidden");
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/v1/projects")).StatusCode);
        await api.SqlAsync("ALTER TABLE hidden RENAME TO webhook_deliveries");

        while (!reached.Task.IsCompleted)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(reached.Task, Task.Delay(100, TestContext.Current.CancellationToken));
        }

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);
    }

    private static Func<WebhookReceiver.Message, Microsoft.AspNetCore.Http.HttpContext, Task> HangAsync(TaskCompletionSource reached) => async (_, context) =>
    {
        reached.TrySetResult();
        // The sender goes away before there is an answer.
        await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        context.Response.StatusCode = 500;
    };
}
