using Npgsql;
using Portal.Api.Domain;
using Portal.Api.Platform.Changes;
using Portal.Api.Platform.Database;
using Portal.Api.Platform.Search;

namespace Portal.Api.Platform.Webhooks;

/// <summary>
/// The messages that wait, in PostgreSQL. A webhook's cursor and the rows that it passed are written in one transaction, so
/// nothing is lost when a process dies; a row is leased by whoever sends it, so no two send the same. Where several
/// statements lock, the webhook's row comes first.
/// </summary>
public sealed class WebhookOutbox(NpgsqlDataSource database)
{
    /// <summary>So many records are looked at in one transaction.</summary>
    public const int PageSize = 500;

    /// <summary>While so many messages of a webhook wait, no more are added: what is behind its cursor waits there for nothing.</summary>
    public const int MaxWaiting = 1_000;

    /// <summary>Puts what has changed since the last look in the outbox.</summary>
    public async Task FillAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<Guid> behind;
        while ((behind = await BehindAsync(cancellationToken)).Count > 0)
        {
            var filled = false;
            foreach (var webhook in behind)
            {
                filled |= await FillAsync(webhook, now, cancellationToken);
            }

            if (!filled)
            {
                // Another instance does it.
                return;
            }
        }
    }

    private Task<List<Guid>> BehindAsync(CancellationToken cancellationToken) => ListAsync(
        $"""
        SELECT id FROM public.webhooks AS w
        WHERE disabled_at IS NULL
            AND change_number < greatest((SELECT max(change_number) FROM public.projects), (SELECT max(change_number) FROM public.organisations))
            AND (SELECT count(*) FROM (SELECT FROM public.webhook_deliveries WHERE webhook_id = w.id LIMIT {MaxWaiting}) AS waiting) < {MaxWaiting}
        ORDER BY id
        """,
        new SqlParameters(),
        cancellationToken);

    private async Task<bool> FillAsync(Guid webhook, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var values = new SqlParameters();
        string[] kinds;
        ChangeFilter filter;
        long after;
        await using (var command = Command(
            connection,
            $"SELECT change_number, kinds, {FilterColumns} FROM public.webhooks WHERE id = {values.Add(webhook)} AND disabled_at IS NULL FOR UPDATE SKIP LOCKED",
            values))
        await using (var row = await command.ExecuteReaderAsync(cancellationToken))
        {
            if (!await row.ReadAsync(cancellationToken))
            {
                return false;
            }

            (after, kinds, filter) = (row.GetInt64(0), row.GetFieldValue<string[]>(1), ReadFilter(row, 2));
        }

        values = new SqlParameters();
        await using (var fill = Command(connection, FillSql(webhook, after, kinds, filter, now, values), values))
        {
            await fill.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>
    /// Walks along the index of change numbers from the cursor on. Numbers become visible in their order (decision record
    /// 0001), so whatever the statement sees, nothing before it is still to come.
    /// </summary>
    private static string FillSql(Guid webhook, long after, string[] kinds, ChangeFilter filter, DateTimeOffset now, SqlParameters values)
    {
        var (cursor, time, id) = (values.Add(after), values.Add(now), values.Add(webhook));
        var walks = new List<string>();
        if (kinds.Contains(RecordKind.Project))
        {
            walks.Add(Walk(RecordKind.Project, "public.projects AS p", "p", ProjectChanges.Conditions(filter, values)));
        }

        if (kinds.Contains(RecordKind.Organisation))
        {
            walks.Add(Walk(RecordKind.Organisation, "public.organisations AS o", "o", OrganisationChanges.Conditions(filter, values)));
        }

        return $"""
            WITH page AS MATERIALIZED (
                SELECT * FROM ({string.Join(" UNION ALL ", walks)}) AS records ORDER BY change_number LIMIT {PageSize}),
            reached AS (
                SELECT CASE WHEN count(*) = {PageSize} THEN max(change_number)
                    ELSE greatest({cursor}, (SELECT max(change_number) FROM public.projects), (SELECT max(change_number) FROM public.organisations)) END AS change_number
                FROM page),
            queued AS (
                INSERT INTO public.webhook_deliveries AS d (webhook_id, record_id, kind, change_number, attempts, next_attempt_at)
                SELECT {id}, page.id, page.kind, page.change_number, 0, {time} FROM page WHERE page.concerns
                ON CONFLICT (webhook_id, record_id) DO UPDATE SET change_number = excluded.change_number, attempts = 0, next_attempt_at = excluded.next_attempt_at
                    WHERE d.change_number < excluded.change_number)
            UPDATE public.webhooks AS w SET change_number = reached.change_number FROM reached WHERE w.id = {id}
            """;

        string Walk(string kind, string table, string alias, IReadOnlyList<(string Column, string Sql)> conditions) =>
            $"""
            (SELECT '{kind}' AS kind, {alias}.id, {alias}.change_number, {alias}.withdrawn_at IS NOT NULL OR NOT ({NeverMatched(alias, conditions)}) AS concerns
            FROM {table} WHERE {alias}.change_number > {cursor} ORDER BY {alias}.change_number LIMIT {PageSize})
            """;
    }

    /// <summary>
    /// A record that the filter leaves out is told of where it may have been told of before: what keeps it out has been
    /// something else once. Of one that never matched nobody needs to hear.
    /// </summary>
    private static string NeverMatched(string alias, IReadOnlyList<(string Column, string Sql)> conditions) => string.Join(
        " OR ",
        conditions.Select(condition =>
            $"(NOT ({condition.Sql}) AND NOT EXISTS (SELECT FROM public.changes AS c WHERE c.subject_id = {alias}.id AND c.fields ? '{condition.Column}'))").Append("false"));

    /// <summary>The webhooks that can be sent something now.</summary>
    public Task<List<Guid>> DueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var values = new SqlParameters();
        var time = values.Add(now);
        return ListAsync(
            $"""
            SELECT w.id FROM public.webhooks AS w
            WHERE {IsOpen("w", time)} AND NOT ({Fails("w")} AND {IsTried("w", time)})
                AND EXISTS (SELECT FROM public.webhook_deliveries AS d WHERE d.webhook_id = w.id AND {IsDue("d", time)})
            ORDER BY w.last_success_at NULLS FIRST, w.id
            """,
            values,
            cancellationToken);
    }

    /// <summary>
    /// Leases the message of a webhook that has waited longest; null where none is due. Of a receiver that fails altogether only
    /// one message is tried at a time: whoever sets tried_until has it, and others that wait for the row then see it set.
    /// </summary>
    public async Task<TakenDelivery?> TakeAsync(Guid webhook, DateTimeOffset now, TimeSpan lease, CancellationToken cancellationToken)
    {
        var values = new SqlParameters();
        var (id, time, until, name) = (values.Add(webhook), values.Add(now), values.Add(now + lease), Guid.NewGuid());
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(values.Command(
            $"""
            WITH tried AS MATERIALIZED (
                UPDATE public.webhooks AS w SET tried_until = {until}
                WHERE w.id = {id} AND {Fails("w")} AND {IsOpen("w", time)} AND NOT ({IsTried("w", time)})
                    AND EXISTS (SELECT FROM public.webhook_deliveries AS d WHERE d.webhook_id = w.id AND {IsDue("d", time)})
                RETURNING w.id),
            next AS MATERIALIZED (
                SELECT d.webhook_id, d.record_id FROM public.webhook_deliveries AS d JOIN public.webhooks AS w ON w.id = d.webhook_id
                WHERE d.webhook_id = {id} AND {IsDue("d", time)} AND {IsOpen("w", time)}
                    AND (NOT {Fails("w")} OR EXISTS (SELECT FROM tried))
                ORDER BY d.next_attempt_at, d.change_number LIMIT 1 FOR UPDATE OF d SKIP LOCKED)
            UPDATE public.webhook_deliveries AS d SET lease = {values.Add(name)}, leased_until = {until}
            FROM next, public.webhooks AS w
            WHERE d.webhook_id = next.webhook_id AND d.record_id = next.record_id AND w.id = next.webhook_id
            RETURNING d.record_id, d.kind, d.change_number, d.attempts, w.url, w.secret, CASE WHEN w.old_secret_expires_at > {time} THEN w.old_secret END, {FilterColumns}
            """));
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new(
                webhook, row.GetGuid(0), row.GetString(1), row.GetInt64(2), row.GetInt32(3), name, row.GetString(4),
                row.TextOrNull(6) is { } old ? [row.GetString(5), old] : [row.GetString(5)], ReadFilter(row, 7))
            : null;
    }

    /// <summary>The record as the webhook is told it now.</summary>
    public async Task<WebhookMessage> ReadAsync(TakenDelivery taken, CancellationToken cancellationToken)
    {
        var values = new SqlParameters();
        var isProject = taken.Kind == RecordKind.Project;
        await using var batch = database.CreateBatch();
        var select = isProject ? ProjectChanges.Select(taken.Filter, values) : OrganisationChanges.Select(taken.Filter, values);
        batch.BatchCommands.Add(values.Command($"{select} WHERE {(isProject ? "p" : "o")}.id = {values.Add(taken.RecordId)}"));
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return WebhookMessage.Of(taken.Kind, row);
    }

    /// <summary>Notes that the receiver has the message. If it had failed altogether, what waits for it is due at once.</summary>
    public Task SucceedAsync(TakenDelivery taken, DateTimeOffset now, CancellationToken cancellationToken) => RunAsync(
        cancellationToken,
        values => $"SELECT FROM public.webhooks WHERE id = {values.Add(taken.WebhookId)} FOR UPDATE",
        values => $"""
            UPDATE public.webhook_deliveries AS d SET next_attempt_at = {values.Add(now)} FROM public.webhooks AS w
            WHERE w.id = {values.Add(taken.WebhookId)} AND w.failures >= {Webhook.FailuresOfReceiver} AND d.webhook_id = w.id AND d.next_attempt_at > $1
            """,
        values => $"""
            UPDATE public.webhooks SET last_success_at = {values.Add(now)}, failing_since = NULL, failures = 0, paused_until = NULL, tried_until = NULL
            WHERE id = {values.Add(taken.WebhookId)}
            """,
        values => Done(taken, values),
        values => Release(taken, values));

    /// <summary>Gives up a message in favour of a newer change of its record, which is in the outbox or comes with the next look.</summary>
    public Task SupersedeAsync(TakenDelivery taken, CancellationToken cancellationToken) =>
        RunAsync(cancellationToken, values => StopTrying(taken, values), values => Done(taken, values), values => Release(taken, values));

    /// <summary>Lets another instance send it at once.</summary>
    public Task ReleaseAsync(TakenDelivery taken, CancellationToken cancellationToken) =>
        RunAsync(cancellationToken, values => StopTrying(taken, values), values => Release(taken, values));

    /// <summary>Notes a failure, says when to try again, and disables a webhook that is gone or has failed for too long.</summary>
    /// <returns>Why it was disabled now; null where it was not.</returns>
    public async Task<string?> FailAsync(TakenDelivery taken, Attempt attempt, DateTimeOffset now, TimeSpan disableAfter, CancellationToken cancellationToken)
    {
        var disabled = (string?)null;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var values = new SqlParameters();
        var time = values.Add(now);
        var reason = attempt.Gone
            ? $"'{WebhookDisabledReason.Gone}'"
            : $"CASE WHEN failing_since <= {values.Add(now - disableAfter)} THEN '{WebhookDisabledReason.Failing}' END";
        await using (var command = Command(
            connection,
            $"""
            WITH failed AS (
                UPDATE public.webhooks SET
                    failures = failures + 1,
                    failing_since = coalesce(failing_since, {time}),
                    tried_until = NULL,
                    last_failure_at = {time},
                    last_failure_status = {values.Add(attempt.Status)},
                    last_failure_reason = {values.Add(attempt.Reason)},
                    paused_until = greatest(
                        paused_until,
                        {values.Add(attempt.RetryAfter)},
                        CASE WHEN failures + 1 >= {Webhook.FailuresOfReceiver} THEN {time} + least(greatest({time} - failing_since, {values.Add(RetrySchedule.ShortestPause)}), {values.Add(RetrySchedule.LongestPause)}) END),
                    disabled_reason = coalesce(disabled_reason, {reason}),
                    disabled_at = coalesce(disabled_at, CASE WHEN {reason} IS NOT NULL THEN {time} END)
                WHERE id = {values.Add(taken.WebhookId)}
                RETURNING CASE WHEN disabled_at = {time} THEN disabled_reason END)
            SELECT * FROM failed
            """,
            values))
        {
            disabled = await command.ExecuteScalarAsync(cancellationToken) as string;
        }

        values = new SqlParameters();
        await using (var command = Command(
            connection,
            $"""
            UPDATE public.webhook_deliveries SET lease = NULL, leased_until = NULL,
                attempts = CASE WHEN change_number = {values.Add(taken.ChangeNumber)} THEN attempts + 1 ELSE attempts END,
                next_attempt_at = CASE WHEN change_number = $1 THEN {values.Add(now + RetrySchedule.WaitAfter(taken.Attempts + 1))} ELSE next_attempt_at END
            WHERE {IsMine(taken, values)}
            """,
            values))
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return disabled;
    }

    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT count(*) FROM public.webhook_deliveries");
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private const string FilterColumns = "country, topic, organisation_id, activity_type, strand, support";

    private static ChangeFilter ReadFilter(NpgsqlDataReader row, int column) => new()
    {
        Country = row.GetFieldValue<string[]>(column),
        Topic = row.GetFieldValue<string[]>(column + 1),
        OrganisationId = row.GetFieldValue<Guid[]>(column + 2),
        ActivityType = row.GetFieldValue<string[]>(column + 3),
        Strand = row.GetFieldValue<string[]>(column + 4),
        Support = row.GetFieldValue<string[]>(column + 5),
    };

    private static string IsOpen(string webhook, string time) =>
        $"{webhook}.disabled_at IS NULL AND ({webhook}.paused_until IS NULL OR {webhook}.paused_until <= {time})";

    private static string Fails(string webhook) => $"{webhook}.failures >= {Webhook.FailuresOfReceiver}";

    private static string IsTried(string webhook, string time) => $"{webhook}.tried_until IS NOT NULL AND {webhook}.tried_until > {time}";

    private static string IsDue(string delivery, string time) =>
        $"{delivery}.next_attempt_at <= {time} AND ({delivery}.leased_until IS NULL OR {delivery}.leased_until <= {time})";

    /// <summary>Whoever took it over when the lease had ended has another lease.</summary>
    private static string IsMine(TakenDelivery taken, SqlParameters values) =>
        $"webhook_id = {values.Add(taken.WebhookId)} AND record_id = {values.Add(taken.RecordId)} AND lease = {values.Add(taken.Lease)}";

    private static string StopTrying(TakenDelivery taken, SqlParameters values) =>
        $"UPDATE public.webhooks SET tried_until = NULL WHERE id = {values.Add(taken.WebhookId)} AND tried_until IS NOT NULL";

    private static string Done(TakenDelivery taken, SqlParameters values) =>
        $"DELETE FROM public.webhook_deliveries WHERE {IsMine(taken, values)} AND change_number = {values.Add(taken.ChangeNumber)}";

    /// <summary>A newer change that came meanwhile stays, and may be sent now.</summary>
    private static string Release(TakenDelivery taken, SqlParameters values) =>
        $"UPDATE public.webhook_deliveries SET lease = NULL, leased_until = NULL WHERE {IsMine(taken, values)}";

    /// <summary>Runs statements one after another in one transaction; each sees what was committed before it began.</summary>
    private async Task RunAsync(CancellationToken cancellationToken, params Func<SqlParameters, string>[] statements)
    {
        await using var batch = database.CreateBatch();
        foreach (var statement in statements)
        {
            var values = new SqlParameters();
            batch.BatchCommands.Add(values.Command(statement(values)));
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<List<Guid>> ListAsync(string sql, SqlParameters values, CancellationToken cancellationToken)
    {
        var ids = new List<Guid>();
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(values.Command(sql));
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            ids.Add(row.GetGuid(0));
        }

        return ids;
    }

    private static NpgsqlBatch Command(NpgsqlConnection connection, string sql, SqlParameters values)
    {
        var batch = connection.CreateBatch();
        batch.BatchCommands.Add(values.Command(sql));
        return batch;
    }
}
