using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Portal.Api.Data;
using Portal.Api.Domain;
using Portal.Api.Platform.Webhooks;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Platform.Webhooks;

/// <summary>What a receiver sees: every change, signed, in order, again when it fails, and never more than it can bear.</summary>
public sealed class WebhookDeliveryTests(WebhookApi api) : IClassFixture<WebhookApi>
{
    [Fact]
    public async Task A_message_is_what_the_change_feed_has_signed_as_Standard_Webhooks_says()
    {
        await using var receiver = await StartAsync();
        var partner = await PartnerClient.AddAsync(api);
        var webhook = await WebhookApi.RegisterAsync(partner, receiver);
        var project = await api.AddProjectAsync(Some.Project with { Title = "Café «Ș»", Description = "Write to anna@example.org." });

        await api.SendDueAsync();

        Assert.Equal(["organisation.changed House by the river", "project.changed Café «Ș»"], receiver.Told.Order());
        var message = receiver.Taken.Single(message => message.RecordId == project.Id);
        Assert.Equal(("POST", "/changes", "application/json"), (message.Method, message.Path, message.Headers["Content-Type"]));
        Assert.StartsWith("Portal-Webhooks/", message.Headers["User-Agent"], StringComparison.Ordinal);
        Assert.Equal($"msg_{webhook.GetProperty("id").GetGuid():N}_{project.ChangeNumber}", message.Id);
        Assert.Equal(api.Clock.GetUtcNow().ToUnixTimeSeconds(), message.SentAt.ToUnixTimeSeconds());
        Assert.Equal(1, message.RightSignatures(webhook.GetProperty("secret").GetString()!));
        Assert.Equal(0, message.RightSignatures("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD9HqEI7ALiYo="));
        Assert.Equal(["type", "timestamp", "data"], message.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal(message.Data.GetProperty("data").GetProperty("updatedAt").GetString(), message.Json.GetProperty("timestamp").GetString());
        var feed = (await api.GetJsonAsync("/v1/changes/projects")).GetProperty("items")[0];
        Assert.Equal(feed.GetRawText(), message.Data.GetRawText());
        Assert.Equal("Write to •••.", message.Data.GetProperty("data").GetProperty("description").GetString());
        Assert.False(message.Headers.ContainsKey("traceparent"));
    }

    [Fact]
    public async Task Only_what_changes_after_registering_is_told_and_each_change_once()
    {
        await using var receiver = await StartAsync();
        var project = await api.AddProjectAsync(Some.Project with { Title = "Before" });
        await WebhookApi.RegisterAsync(await PartnerClient.AddAsync(api), receiver);
        await api.SendDueAsync();
        Assert.Empty(receiver.Attempts);

        await RetitleAsync(project, "After");
        await api.SendDueAsync();
        await api.SendDueAsync();
        await api.ChangeAsync<Project>(project.Id, found => found.Withdraw(api.Clock.GetUtcNow()));
        await api.SendDueAsync();
        Assert.Equal(["project.changed After", "project.withdrawn "], receiver.Told);
        Assert.Equal("deleted", receiver.Taken[^1].Data.GetProperty("state").GetString());
        Assert.Equal(0, await api.SqlValueAsync<long>("SELECT count(*) FROM webhook_deliveries"));
    }

    [Fact]
    public async Task Filters_let_through_what_matches_and_tell_of_what_no_longer_does()
    {
        await using var receiver = await StartAsync();
        var partner = await PartnerClient.AddAsync(api);
        var organisation = await api.AddOrganisationAsync();
        await WebhookApi.RegisterAsync(partner, receiver, new { country = new[] { "MD" }, topic = new[] { "edu", "cult" } }, ["project"]);
        var matching = Some.Project with { Title = "Matching", Topics = ["edu"] };
        var project = await api.AddProjectAsync(matching, organisation);
        var elsewhere = await api.AddProjectAsync(matching with { Title = "Elsewhere", Country = "RO" }, organisation);
        await api.AddOrganisationAsync();
        await api.SendDueAsync();
        Assert.Equal(["project.changed Matching"], receiver.Told);

        receiver.Forget();
        await ReviseAsync(project, matching with { Topics = ["natr"] });
        // It never matched, so nobody has it.
        await ReviseAsync(elsewhere, matching with { Title = "Still elsewhere", Country = "RO" });
        await api.SendDueAsync();
        Assert.Equal(["project.unmatched "], receiver.Told);
        Assert.Equal((project.Id, "deleted", false), (receiver.Taken[0].RecordId, receiver.Taken[0].Data.GetProperty("state").GetString(), receiver.Taken[0].Data.TryGetProperty("data", out _)));

        receiver.Forget();
        await ReviseAsync(elsewhere, matching with { Title = "Came here" });
        await api.SendDueAsync();
        Assert.Equal(["project.changed Came here"], receiver.Told);
    }

    /// <summary>What it was filtered by is erased with it.</summary>
    [Fact]
    public async Task An_erased_record_is_told_of_as_withdrawn_whatever_the_filter()
    {
        await using var receiver = await StartAsync();
        await WebhookApi.RegisterAsync(await PartnerClient.AddAsync(api), receiver, new { topic = new[] { "edu" } }, ["project"]);
        var project = await api.AddProjectAsync(Some.Project with { Title = "Erased", Topics = ["edu"] });
        await api.SendDueAsync();
        await using (var scope = api.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<Erasure>().EraseProjectAsync(project.Id, CancellationToken.None);
        }

        await api.SendDueAsync();
        Assert.Equal(["project.changed Erased", "project.withdrawn "], receiver.Told);
    }

    [Theory]
    [InlineData("""{"organisationId":["{id}"]}""", "Theirs,Of it")]
    [InlineData("""{"activityType":["team"]}""", "Other,Team,Theirs")]
    [InlineData("""{"strand":["humanitarianAid"]}""", "Other,Team,Theirs")]
    [InlineData("""{"support":["mentoring"]}""", "Of it,Theirs")]
    [InlineData("""{"country":["RO"]}""", "Other")]
    public async Task Each_filter_works(string filters, string told)
    {
        await using var receiver = await StartAsync();
        var partner = await PartnerClient.AddAsync(api);
        var organisation = await api.AddOrganisationAsync();
        await WebhookApi.RegisterAsync(partner, receiver, JsonSerializer.Deserialize<JsonElement>(filters.Replace("{id}", organisation.Id.ToString(), StringComparison.Ordinal)));
        await api.ChangeAsync<Organisation>(organisation.Id, found => found.Revise(Some.Organisation with { Name = "Theirs", InclusionSupports = ["mentoring", "other"] }));
        organisation = await api.WriteAsync(async db => (await db.Organisations.FindAsync(organisation.Id))!);
        await api.AddProjectAsync(Some.Project with { Title = "Of it" }, organisation);
        var other = await api.AddOrganisationAsync(Some.Organisation with { Name = "Other", Country = "RO" });
        await api.AddProjectAsync(Some.Project with { Title = "Team", ActivityType = "team", Strand = "humanitarianAid" }, other);

        await api.SendDueAsync();

        Assert.Equal(told.Split(',').Order(), receiver.Taken.Select(message => message.Title).Order());
    }

    [Fact]
    public async Task What_is_not_taken_is_sent_again_later_and_later_with_the_same_id_and_a_new_time()
    {
        await using var receiver = await StartAsync();
        receiver.Answer = WebhookReceiver.Status(500);
        await WebhookApi.RegisterAsync(await PartnerClient.AddAsync(api), receiver);
        var start = api.Clock.GetUtcNow();
        await api.AddOrganisationAsync();

        await api.SendDueAsync();
        Assert.Single(receiver.Attempts);
        // Waits are up to a tenth shorter or longer.
        foreach (var (seconds, attempts) in new[] { (5, 2), (300, 3), (1_800, 4), (7_200, 5), (18_000, 6), (36_000, 7), (50_400, 8), (72_000, 9) })
        {
            api.Clock.Advance(TimeSpan.FromSeconds((seconds * 0.9) - 0.1));
            await api.SendDueAsync();
            Assert.Equal(attempts - 1, receiver.Attempts.Count);
            api.Clock.Advance(TimeSpan.FromSeconds((seconds * 0.2) + 0.2));
            await api.SendDueAsync();
            Assert.Equal(attempts, receiver.Attempts.Count);
        }

        Assert.Single(receiver.Attempts.Select(message => message.Id).Distinct());
        Assert.Equal(receiver.Attempts.Count, receiver.Attempts.Select(message => message.SentAt).Distinct().Count());
        Assert.Equal(start.ToUnixTimeSeconds(), receiver.Attempts[0].SentAt.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task After_three_days_without_a_success_it_is_disabled_and_says_why()
    {
        await using var receiver = await StartAsync();
        receiver.Answer = WebhookReceiver.Status(404);
        var partner = await PartnerClient.AddAsync(api);
        var path = $"{WebhookApi.Webhooks}/{(await WebhookApi.RegisterAsync(partner, receiver)).GetProperty("id")}";
        await api.AddOrganisationAsync(Some.Organisation with { Name = "Kept" });
        var since = api.Clock.GetUtcNow();
        await api.SendDueAsync();
        for (var hours = 0; hours < 71; hours++)
        {
            api.Clock.Advance(TimeSpan.FromHours(1));
            await api.AddOrganisationAsync(Some.Organisation with { Name = "Another" });
            await api.SendDueAsync();
        }

        Assert.Equal("active", (await partner.GetAsync(path)).GetProperty("state").GetString());
        api.Clock.Advance(TimeSpan.FromHours(1));
        await api.AddOrganisationAsync(Some.Organisation with { Name = "Another" });
        await api.SendDueAsync();

        var disabled = await partner.GetAsync(path);
        Assert.Equal(("disabled", "failing", since.AddHours(72), since), (disabled.GetProperty("state").GetString(), disabled.GetProperty("disabledReason").GetString(), disabled.GetProperty("disabledAt").GetDateTimeOffset(), disabled.GetProperty("failingSince").GetDateTimeOffset()));
        Assert.Equal((404, "The receiver answered 404."), (disabled.GetProperty("lastFailureStatus").GetInt32(), disabled.GetProperty("lastFailureReason").GetString()));
        receiver.Forget();
        api.Clock.Advance(TimeSpan.FromDays(2));
        await api.SendDueAsync();
        Assert.Empty(receiver.Attempts);

        receiver.Answer = WebhookReceiver.Status(200);
        await partner.SendAsync(HttpStatusCode.OK, HttpMethod.Patch, path, new { state = "active" });
        await api.SendDueAsync();
        Assert.Equal(73, receiver.Taken.Count);
        Assert.Contains("organisation.changed Kept", receiver.Told);
    }

    [Fact]
    public async Task One_message_that_is_never_taken_disables_nothing_while_others_are()
    {
        await using var receiver = await StartAsync();
        var partner = await PartnerClient.AddAsync(api);
        var path = $"{WebhookApi.Webhooks}/{(await WebhookApi.RegisterAsync(partner, receiver)).GetProperty("id")}";
        var poison = await api.AddOrganisationAsync();
        receiver.Answer = (message, context) => WebhookReceiver.Status(message.RecordId == poison.Id ? 400 : 200)(message, context);
        for (var day = 0; day < 6; day++)
        {
            await api.AddOrganisationAsync();
            await api.SendDueAsync();
            api.Clock.Advance(TimeSpan.FromDays(1.2));
        }

        Assert.Equal(("active", 1), ((await partner.GetAsync(path)).GetProperty("state").GetString(), (await partner.GetAsync(path)).GetProperty("pending").GetInt32()));
        Assert.Equal(6, receiver.Taken.Count);
        Assert.Equal(6, receiver.Attempts.Count(message => message.RecordId == poison.Id));
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_told_nothing_more()
    {
        await using var receiver = await StartAsync();
        receiver.Answer = WebhookReceiver.Status(410);
        var partner = await PartnerClient.AddAsync(api);
        var path = $"{WebhookApi.Webhooks}/{(await WebhookApi.RegisterAsync(partner, receiver)).GetProperty("id")}";
        await api.AddOrganisationAsync();
        await api.SendDueAsync();
        await api.AddOrganisationAsync();
        api.Clock.Advance(TimeSpan.FromDays(1));
        await api.SendDueAsync();

        Assert.Single(receiver.Attempts);
        var disabled = await partner.GetAsync(path);
        Assert.Equal(("disabled", "gone", 410, 2), (disabled.GetProperty("state").GetString(), disabled.GetProperty("disabledReason").GetString(), disabled.GetProperty("lastFailureStatus").GetInt32(), disabled.GetProperty("pending").GetInt32()));
    }

    [Theory]
    [InlineData(429, "3600", 3_600)]
    [InlineData(503, "Sat, 09 Jan 2027 12:00:00 GMT", null)]
    [InlineData(429, "99999999", 86_400)]
    public async Task A_receiver_that_asks_for_time_gets_it(int status, string retryAfter, int? seconds)
    {
        await using var receiver = await StartAsync();
        receiver.Answer = WebhookReceiver.Status(status, ("Retry-After", retryAfter));
        await WebhookApi.RegisterAsync(await PartnerClient.AddAsync(api), receiver);
        await api.AddOrganisationAsync();
        await api.SendDueAsync();
        receiver.Answer = WebhookReceiver.Status(200);
        receiver.Forget();
        // New messages wait as well.
        await api.AddOrganisationAsync();
        if (seconds is { } wait)
        {
            api.Clock.Advance(TimeSpan.FromSeconds(wait - 1));
            await api.SendDueAsync();
            Assert.Empty(receiver.Attempts);
            api.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        else
        {
            // A day that is past asks for nothing more than the usual wait.
            api.Clock.Advance(TimeSpan.FromSeconds(6));
        }

        await api.SendDueAsync();
        Assert.Equal(2, receiver.Taken.Count);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirects_are_not_followed(int status)
    {
        await using var receiver = await StartAsync();
        await using var target = await WebhookReceiver.StartAsync();
        receiver.Answer = WebhookReceiver.Status(status, ("Location", target.Url));
        var partner = await PartnerClient.AddAsync(api);
        var path = $"{WebhookApi.Webhooks}/{(await WebhookApi.RegisterAsync(partner, receiver)).GetProperty("id")}";
        await api.AddOrganisationAsync();
        await api.SendDueAsync();

        Assert.Empty(target.Attempts);
        Assert.Equal($"The receiver answered {status}; redirects are not followed.", (await partner.GetAsync(path)).GetProperty("lastFailureReason").GetString());
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_fails_after_fifteen_seconds_and_holds_nobody_up()
    {
        await using var slow = await StartAsync();
        await using var fast = await WebhookReceiver.StartAsync();
        var (partner, reached) = (await PartnerClient.AddAsync(api), new TaskCompletionSource());
        slow.Answer = (_, context) =>
        {
            reached.TrySetResult();
            return Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };
        var path = $"{WebhookApi.Webhooks}/{(await WebhookApi.RegisterAsync(partner, slow)).GetProperty("id")}";
        await WebhookApi.RegisterAsync(partner, fast);
        var count = new SemaphoreSlim(0);
        fast.Answer = (_, context) =>
        {
            context.Response.StatusCode = 200;
            count.Release();
            return Task.CompletedTask;
        };
        for (var number = 0; number < 10; number++)
        {
            await api.AddOrganisationAsync();
        }

        var sending = api.SendDueAsync();
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        for (var number = 0; number < 10; number++)
        {
            Assert.True(await count.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        }

        Assert.False(sending.IsCompleted);
        Assert.InRange(slow.Attempts.Count, 1, WebhookWorker.AtOncePerWebhook);
        while (!sending.IsCompleted)
        {
            api.Clock.Advance(TimeSpan.FromSeconds(15));
            await Task.WhenAny(sending, Task.Delay(50, TestContext.Current.CancellationToken));
        }

        await sending;
        var failing = await partner.GetAsync(path);
        Assert.Equal(("No answer came within 15 seconds.", JsonValueKind.Null), (failing.GetProperty("lastFailureReason").GetString(), failing.GetProperty("lastFailureStatus").ValueKind));
    }

    [Fact]
    public async Task A_receiver_that_fails_altogether_is_tried_with_one_message_at_a_time_and_gets_all_at_once_when_it_is_back()
    {
        await using var receiver = await StartAsync();
        receiver.Answer = WebhookReceiver.Status(502);
        await WebhookApi.RegisterAsync(await PartnerClient.AddAsync(api), receiver);
        for (var number = 0; number < 50; number++)
        {
            await api.AddOrganisationAsync();
        }

        await api.SendDueAsync();
        Assert.InRange(receiver.Attempts.Count, Webhook.FailuresOfReceiver, Webhook.FailuresOfReceiver + WebhookWorker.AtOncePerWebhook);
        for (var hour = 0; hour < 5; hour++)
        {
            receiver.Forget();
            api.Clock.Advance(TimeSpan.FromHours(1));
            await api.SendDueAsync();
            Assert.Single(receiver.Attempts);
        }

        receiver.Forget();
        receiver.Answer = WebhookReceiver.Status(200);
        api.Clock.Advance(RetrySchedule.LongestPause);
        await api.SendDueAsync();
        Assert.Equal(50, receiver.Taken.Count);
    }

    [Fact]
    public async Task Changes_of_one_project_come_in_order_while_many_write_and_the_receiver_fails_at_random()
    {
        await using var receiver = await StartAsync();
        var random = new Random(7);
        var onTheirWay = new ConcurrentDictionary<Guid, int>();
        var overlapping = 0;
        receiver.Answer = async (message, context) =>
        {
            if (onTheirWay.AddOrUpdate(message.RecordId, 1, (_, count) => count + 1) > 1)
            {
                Interlocked.Increment(ref overlapping);
            }

            await Task.Yield();
            bool fails;
            lock (random)
            {
                fails = random.Next(3) == 0;
            }

            context.Response.StatusCode = fails ? 500 : 200;
            onTheirWay.AddOrUpdate(message.RecordId, 0, (_, count) => count - 1);
        };
        var partner = await PartnerClient.WithOrganisationAsync(api);
        var path = $"{WebhookApi.Webhooks}/{(await WebhookApi.RegisterAsync(partner, receiver, kinds: ["project"])).GetProperty("id")}";

        var writing = Task.WhenAll(Enumerable.Range(0, 4).Select(async writer =>
        {
            for (var number = 0; number < 40; number++)
            {
                await partner.PublishAsync($"p{(writer + number) % 6}", PartnerClient.Project(("title", $"{writer} {number}")));
            }
        }));
        while (!writing.IsCompleted || (await partner.GetAsync(path)).GetProperty("pending").GetInt32() > 0)
        {
            api.Clock.Advance(TimeSpan.FromMinutes(6));
            await api.SendDueAsync();
        }

        await writing;
        Assert.Equal(0, overlapping);
        Assert.Contains(receiver.Attempts, message => message.Status == 500);
        foreach (var project in receiver.Attempts.GroupBy(message => message.RecordId))
        {
            var numbers = project.Select(message => message.ChangeNumber).ToList();
            Assert.Equal(numbers.Order(), numbers);
            var taken = project.Where(message => message.Status == 200).Select(message => message.ChangeNumber).ToList();
            Assert.Equal(taken.Distinct(), taken);
        }

        Assert.Equal(
            await api.SqlListAsync<string>("SELECT id || ' ' || title FROM projects ORDER BY id"),
            receiver.Taken.GroupBy(message => message.RecordId).OrderBy(project => project.Key).Select(project => $"{project.Key} {project.Last().Title}"));
    }

    [Fact]
    public async Task A_newer_change_takes_the_place_of_one_that_waits()
    {
        await using var receiver = await StartAsync();
        var project = await api.AddProjectAsync();
        await WebhookApi.RegisterAsync(await PartnerClient.AddAsync(api), receiver);
        receiver.Answer = WebhookReceiver.Status(500);
        await RetitleAsync(project, "First");
        await api.SendDueAsync();
        await RetitleAsync(project, "Second");
        await RetitleAsync(project, "Third");
        receiver.Answer = WebhookReceiver.Status(200);
        await api.SendDueAsync();
        api.Clock.Advance(TimeSpan.FromDays(1));
        await api.SendDueAsync();

        Assert.Equal(["First", "Third"], receiver.Attempts.Select(message => message.Title));
    }

    [Fact]
    public async Task A_newer_change_waits_for_one_that_is_on_its_way()
    {
        await using var receiver = await StartAsync();
        var project = await api.AddProjectAsync();
        await WebhookApi.RegisterAsync(await PartnerClient.AddAsync(api), receiver);
        var (reached, answered) = (new TaskCompletionSource(), new TaskCompletionSource());
        receiver.Answer = async (message, context) =>
        {
            if (message.Title == "First")
            {
                reached.SetResult();
                await answered.Task;
            }
        };
        await RetitleAsync(project, "First");
        var sending = api.SendDueAsync();
        await reached.Task;
        await RetitleAsync(project, "Second");
        await api.SendDueAsync();
        Assert.Equal(["First"], receiver.Attempts.Select(message => message.Title));

        answered.SetResult();
        await sending;
        await api.SendDueAsync();
        Assert.Equal(["First", "Second"], receiver.Attempts.Select(message => message.Title));
    }

    [Fact]
    public async Task A_name_that_has_come_to_mean_a_private_address_is_not_connected_to()
    {
        await using var receiver = await StartAsync();
        var address = IPAddress.Parse("93.184.215.14");
        api.Hosts["rebinding.example"] = () => [address];
        var partner = await PartnerClient.AddAsync(api);
        var url = $"http://rebinding.example:{receiver.Port}/changes";
        var path = $"{WebhookApi.Webhooks}/{(await partner.SendAsync(HttpStatusCode.Created, HttpMethod.Post, WebhookApi.Webhooks, new { url })).GetProperty("id")}";
        await api.AddOrganisationAsync();

        address = IPAddress.Parse("127.0.0.2");
        await api.SendDueAsync();

        Assert.Empty(receiver.Attempts);
        Assert.Equal("The host 'rebinding.example' is not on the public internet.", (await partner.GetAsync(path)).GetProperty("lastFailureReason").GetString());
    }

    [Fact]
    public async Task The_connection_goes_to_the_address_that_was_looked_up_once()
    {
        await using var receiver = await StartAsync();
        var asked = 0;
        // The first answer is for registering, the second for the connection; whoever asked a third time would be led astray.
        api.Hosts["receiver.example"] = () => [IPAddress.Parse(Interlocked.Increment(ref asked) <= 2 ? "127.0.0.1" : "10.0.0.1")];
        var partner = await PartnerClient.AddAsync(api);
        await partner.SendAsync(HttpStatusCode.Created, HttpMethod.Post, WebhookApi.Webhooks, new { url = $"http://receiver.example:{receiver.Port}/" });
        await api.AddOrganisationAsync();
        await api.SendDueAsync();

        Assert.Equal($"receiver.example:{receiver.Port}", Assert.Single(receiver.Taken).Headers["Host"]);
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task A_server_that_is_away_is_said_to_be()
    {
        var receiver = await StartAsync();
        var partner = await PartnerClient.AddAsync(api);
        var path = $"{WebhookApi.Webhooks}/{(await WebhookApi.RegisterAsync(partner, receiver)).GetProperty("id")}";
        await receiver.DisposeAsync();
        await api.AddOrganisationAsync();
        await api.SendDueAsync();
        Assert.Equal("The host does not take connections.", (await partner.GetAsync(path)).GetProperty("lastFailureReason").GetString());
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_not_trusted()
    {
        await api.StartAfreshAsync();
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await using var receiver = await WebhookReceiver.StartAsync(certificate);
        var partner = await PartnerClient.AddAsync(api);
        var path = $"{WebhookApi.Webhooks}/{(await WebhookApi.RegisterAsync(partner, receiver)).GetProperty("id")}";
        await api.AddOrganisationAsync();
        await api.SendDueAsync();

        Assert.Empty(receiver.Attempts);
        Assert.Equal("No secure connection could be made; check the certificate.", (await partner.GetAsync(path)).GetProperty("lastFailureReason").GetString());
    }

    [Fact]
    public async Task Metrics_tell_how_deliveries_go()
    {
        await using var receiver = await StartAsync();
        await WebhookApi.RegisterAsync(await PartnerClient.AddAsync(api), receiver);
        await api.AddOrganisationAsync();
        await api.SendDueAsync();

        var metrics = await api.Client.GetStringAsync("/metrics");
        Assert.Matches("portal_webhooks_attempts_total\\{[^}]*outcome=\"delivered\"[^}]*\\} [1-9]", metrics);
        Assert.Contains("portal_webhooks_pending", metrics, StringComparison.Ordinal);
    }

    /// <summary>An empty portal, no webhooks, and a receiver.</summary>
    private async Task<WebhookReceiver> StartAsync()
    {
        await api.StartAfreshAsync();
        return await WebhookReceiver.StartAsync();
    }

    private Task<Project> RetitleAsync(Project project, string title) => ReviseAsync(project, Some.Project with { Title = title });

    private Task<Project> ReviseAsync(Project project, ProjectFacts facts) => api.ChangeAsync<Project>(project.Id, found => found.Revise(found.Organisation, facts));
}
