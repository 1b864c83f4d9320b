using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Portal.Api.Platform.Webhooks;

/// <summary>
/// Looks for changes once a second and sends what waits: several messages of a webhook at a time, each of another record,
/// and however slow one receiver is, the others have their turn. Several instances may do so at once.
/// </summary>
public sealed class WebhookWorker(
    WebhookOutbox outbox, WebhookSender sender, WebhookMetrics metrics, IOptions<WebhookOptions> options, TimeProvider time, ILogger<WebhookWorker> logger)
    : BackgroundService
{
    /// <summary>So many messages of one webhook are on their way at once.</summary>
    public const int AtOncePerWebhook = 4;

    /// <summary>So many of all webhooks are.</summary>
    public const int AtOnce = 64;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Guid, int> lanes = new();
    private readonly ConcurrentDictionary<Guid, Task> running = new();
    private readonly SemaphoreSlim places = new(AtOnce);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Deliver)
        {
            return;
        }

        try
        {
            using var timer = new PeriodicTimer(BetweenLooks, time);
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                // Whatever goes wrong, the next look may go well, and the API has to go on.
                await LoggingFailuresAsync(() => StartLanesAsync(stoppingToken), stoppingToken);
            }
        }
        finally
        {
            // What is on its way is given back, for other instances to send.
            await Task.WhenAll(running.Values);
        }
    }

    /// <summary>Sends all that can be sent now, and waits for it.</summary>
    public async Task SendDueAsync(CancellationToken cancellationToken)
    {
        while ((await Task.WhenAll(await StartLanesAsync(cancellationToken))).Sum() > 0)
        {
        }
    }

    public override void Dispose()
    {
        places.Dispose();
        base.Dispose();
    }

    private async Task<List<Task<int>>> StartLanesAsync(CancellationToken cancellationToken)
    {
        await outbox.FillAsync(time.GetUtcNow(), cancellationToken);
        metrics.Pending = await outbox.CountAsync(cancellationToken);
        var started = new List<Task<int>>();
        foreach (var webhook in await outbox.DueAsync(time.GetUtcNow(), cancellationToken))
        {
            while (lanes.GetValueOrDefault(webhook) < AtOncePerWebhook)
            {
                lanes.AddOrUpdate(webhook, 1, (_, count) => count + 1);
                started.Add(Start(webhook, cancellationToken));
            }
        }

        return started;
    }

    private Task<int> Start(Guid webhook, CancellationToken cancellationToken)
    {
        var name = Guid.NewGuid();
        var lane = Task.Run(() => FollowAsync(webhook, cancellationToken), CancellationToken.None);
        running[name] = lane;
        _ = lane.ContinueWith(_ => running.TryRemove(name, out Task? _), TaskScheduler.Default);
        return lane;
    }

    /// <summary>A lane of a webhook: sends one message after another until none is due.</summary>
    /// <returns>How many it took.</returns>
    private async Task<int> FollowAsync(Guid webhook, CancellationToken cancellationToken)
    {
        var taken = 0;
        await LoggingFailuresAsync(
            async () =>
            {
                while (await SendNextAsync(webhook, cancellationToken))
                {
                    taken++;
                }
            },
            cancellationToken);
        lanes.AddOrUpdate(webhook, 0, (_, count) => count - 1);
        lanes.TryRemove(new(webhook, 0));
        return taken;
    }

    private async Task<bool> SendNextAsync(Guid webhook, CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken);
        try
        {
            if (await outbox.TakeAsync(webhook, time.GetUtcNow(), options.Value.Lease, cancellationToken) is not { } taken)
            {
                return false;
            }

            await SendAsync(taken, cancellationToken);
            return true;
        }
        finally
        {
            places.Release();
        }
    }

    private async Task SendAsync(TakenDelivery taken, CancellationToken cancellationToken)
    {
        try
        {
            var message = await outbox.ReadAsync(taken, cancellationToken);
            if (message.ChangeNumber != taken.ChangeNumber)
            {
                await outbox.SupersedeAsync(taken, cancellationToken);
                return;
            }

            // What the receiver has answered is noted even if the process is about to end.
            await NoteAsync(taken, await sender.SendAsync(taken, message, cancellationToken), CancellationToken.None);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await outbox.ReleaseAsync(taken, CancellationToken.None);
            throw;
        }
    }

    private async Task NoteAsync(TakenDelivery taken, Attempt attempt, CancellationToken cancellationToken)
    {
        metrics.Attempted(attempt);
        if (attempt.Succeeded)
        {
            await outbox.SucceedAsync(taken, time.GetUtcNow(), cancellationToken);
        }
        else if (await outbox.FailAsync(taken, attempt, time.GetUtcNow(), TimeSpan.FromHours(options.Value.DisableAfterHours), cancellationToken) is { } reason)
        {
            metrics.Disabled(reason);
            logger.LogWarning("The webhook {Webhook} was disabled ({Reason}): {LastFailure}", taken.WebhookId, reason, attempt.Reason);
        }
    }

    private async Task LoggingFailuresAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process ends.
        }
#pragma warning disable CA1031 // A background service that throws takes the whole process down.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.LogWarning(exception, "Webhooks are delivered later");
        }
    }
}
