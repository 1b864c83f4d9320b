using System.Diagnostics;
using Npgsql;
using Portal.Api.Platform.Database;

namespace Portal.Api.Platform.Caching;

/// <summary>
/// Knows what has changed by following the change numbers, which become visible in the order in which they were given
/// (decision record 0001). Each instance of the API follows them itself. It has to ask the server that answers are made from.
/// </summary>
public sealed class ChangeFollower(NpgsqlDataSource database, CacheSettings settings, TimeProvider time, ILogger<ChangeFollower> logger) : BackgroundService
{
    private const int AtOnce = 5_000;

    /// <summary>Where a cache is shared, answers that others made before this instance started are worth knowing about.</summary>
    private const int Backlog = 10_000;

    private const string Sql =
        """
        SELECT c.change_number, c.subject = 'project', c.subject_id, p.organisation_id, (c.fields -> 'organisation_id' ->> 'from')::uuid, c.kind = 'erased'
        FROM public.changes AS c LEFT JOIN public.projects AS p ON c.subject = 'project' AND p.id = c.subject_id
        WHERE c.change_number >= $1 ORDER BY c.change_number LIMIT $2
        """;

    private const string ReferenceSql = "SELECT coalesce(sum(hashtextextended(c.xmin::text || c::text, 0)) % 9223372036854775807, 0)::bigint FROM public.countries AS c";

    private const string OriginSql = "SELECT (SELECT subject_id FROM public.changes ORDER BY change_number LIMIT 1)";

    private const string LastSql = "SELECT coalesce(max(change_number), 0) FROM public.changes";

    /// <summary>Longer than a database that answers takes, and shorter than a reader would wait for an answer that is kept.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim turn = new(1);
    private volatile KnownChanges? known;
    private long begunAt;
    private long expectedSince = -1;
    private long failedAt = long.MinValue;

    /// <summary>Something was erased for good, or everything that was known: nothing of it may stay in memory.</summary>
    public event Action? Erased;

    /// <summary>What is known; null until the database was asked for the first time.</summary>
    public KnownChanges? Known => known;

    /// <summary>How long ago it was known what had changed.</summary>
    public TimeSpan Age(KnownChanges knowledge) => time.GetElapsedTime(knowledge.FollowedAt);

    /// <summary>Says that there is a change to be seen, so that it is looked for before the next answer.</summary>
    public void Expect() => Interlocked.Exchange(ref expectedSince, Stopwatch.GetTimestamp());

    /// <summary>
    /// Asks what has changed, where that is not known well enough. Where the database does not answer, nothing happens: the caller
    /// sees by <see cref="Age"/> how old the knowledge is.
    /// </summary>
    public ValueTask CatchUpAsync(CancellationToken cancellationToken) => IsLate ? new(CatchUpSoonAsync(cancellationToken)) : default;

    /// <summary>Asks what has changed, from now on.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        var asked = Stopwatch.GetTimestamp();
        await turn.WaitAsync(cancellationToken);
        try
        {
            // Somebody has asked the database after this was called.
            if (Volatile.Read(ref begunAt) > asked)
            {
                return;
            }

            var begun = Stopwatch.GetTimestamp();
            await ReadAsync(cancellationToken);
            Volatile.Write(ref begunAt, begun);
            Volatile.Write(ref failedAt, long.MinValue);
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException or TimeoutException)
        {
            // Said once, not every second.
            if (Interlocked.Exchange(ref failedAt, time.GetTimestamp()) == long.MinValue)
            {
                logger.LogWarning("It is not known what has changed until the database answers: {Message}", exception.Message);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.IsOn || settings.CheckEvery <= TimeSpan.Zero)
        {
            return;
        }

        using var timer = new PeriodicTimer(settings.CheckEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await FollowAsync(stoppingToken);
        }
    }

    private bool IsLate => known is not { } knowledge || Age(knowledge) >= settings.Promise || Volatile.Read(ref expectedSince) >= Volatile.Read(ref begunAt);

    private async Task CatchUpSoonAsync(CancellationToken cancellationToken)
    {
        // Not every reader waits for a database that is away.
        if (Volatile.Read(ref failedAt) is var failed && failed != long.MinValue && time.GetElapsedTime(failed) < settings.CheckEvery)
        {
            return;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await FollowAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Volatile.Write(ref failedAt, time.GetTimestamp());
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var at = time.GetTimestamp();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        for (var knowledge = known ?? await BeginAsync(connection, 0, cancellationToken); ;)
        {
            var (changes, reference, origin) = await ReadAsync(connection, knowledge.Seen, cancellationToken);
            if (knowledge.SeenSubject is { } subject && (changes.Count == 0 || changes[0].Number != knowledge.Seen || changes[0].Subject != subject))
            {
                logger.LogWarning("The changes up to {Seen} are no longer there: everything that was kept is made anew", knowledge.Seen);
                knowledge = await BeginAsync(connection, knowledge.World.Database + 1, cancellationToken);
                continue;
            }

            knowledge = knowledge.With(changes, reference, origin, at);
            if (changes.Count < AtOnce)
            {
                var before = known;
                known = knowledge;
                if (before is not null && (before.Erased != knowledge.Erased || before.World.Database != knowledge.World.Database))
                {
                    Erased?.Invoke();
                }

                return;
            }
        }
    }

    private async Task<KnownChanges> BeginAsync(NpgsqlConnection connection, int number, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(LastSql, connection);
        var last = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        return KnownChanges.From(number, settings.Redis is null ? last : Math.Max(0, last - Backlog));
    }

    private static async Task<(List<SeenChange> Changes, long Reference, Guid? Origin)> ReadAsync(NpgsqlConnection connection, long from, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new(Sql) { Parameters = { new NpgsqlParameter<long> { TypedValue = from }, new NpgsqlParameter<int> { TypedValue = AtOnce } } });
        batch.BatchCommands.Add(new(ReferenceSql));
        batch.BatchCommands.Add(new(OriginSql));
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        var changes = new List<SeenChange>();
        while (await row.ReadAsync(cancellationToken))
        {
            changes.Add(new(
                row.GetInt64(0), row.GetBoolean(1), row.GetGuid(2), row.ValueOrNull<Guid>(3), row.ValueOrNull<Guid>(4), row.GetBoolean(5)));
        }

        await row.NextResultAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        var reference = row.GetInt64(0);
        await row.NextResultAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return (changes, reference, row.ValueOrNull<Guid>(0));
    }
}
