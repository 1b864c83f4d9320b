using System.Diagnostics;
using System.Text.Json.Nodes;
using Portal.Api.Domain;
using Portal.Bench.Load;

namespace Portal.Bench.Measure;

/// <summary>
/// A partner whose projects are written to be measured, beside COPY of the rows that came of it into the same tables: with the
/// same triggers, which also write the history and what search reads, and the same indexes and generated columns. What was
/// written is taken away again.
/// </summary>
internal static class WrittenProjects
{
    public const string Partner = "bench";

    public static readonly Budget Budget = Budget.AtLeast(0.1);

    /// <summary>Every column that is neither generated nor given by a trigger.</summary>
    private const string Columns =
        """
        id, organisation_id, title, description, participant_profile, accommodation, training, language, starts_on, ends_on, stated_weeks, deadline, places,
        apply_url, topics, activity_type, strand, town, country, latitude, longitude, eligible_countries, date_flexibility, requires_cv, requires_motivation,
        confirmed_at, input_issues, created_at, updated_at, changed_by, partner, external_id
        """;

    /// <summary>Measures, with nothing there that a run which was broken off left behind, and leaves nothing behind.</summary>
    public static async Task WithNoneLeftAsync(Bench bench, Func<Task> measure, CancellationToken cancellationToken)
    {
        await TakeAwayAsync(bench.Server.Database, cancellationToken);
        try
        {
            await measure();
        }
        finally
        {
            await TakeAwayAsync(bench.Server.Database, CancellationToken.None);
        }
    }

    /// <summary>Projects like those that are there, as a partner writes them.</summary>
    public static async Task<List<JsonObject>> ProjectsAsync(Bench bench, int count, CancellationToken cancellationToken) =>
        [.. (await bench.ReadAsync<string>(
            $"""
            SELECT json_strip_nulls(json_build_object('organisationExternalId', 'bench', 'title', title, 'description', description, 'participantProfile', participant_profile,
                'accommodation', accommodation, 'training', training, 'language', language, 'startsOn', starts_on, 'endsOn', ends_on, 'statedWeeks', stated_weeks,
                'deadline', deadline, 'places', places, 'applyUrl', apply_url, 'topics', topics, 'activityType', activity_type, 'strand', strand, 'town', town,
                'country', country, 'location', CASE WHEN latitude IS NOT NULL THEN json_build_object('latitude', latitude, 'longitude', longitude) END,
                'eligibleCountries', eligible_countries, 'dateFlexibility', date_flexibility, 'requiresCv', requires_cv, 'requiresMotivation', requires_motivation))::text
            FROM public.projects ORDER BY md5(id::text) LIMIT {count}
            """,
            cancellationToken)).Select(text => JsonNode.Parse(text)!.AsObject())];

    /// <returns>Its key.</returns>
    public static async Task<string> AddPartnerAsync(BenchDatabase database, CancellationToken cancellationToken)
    {
        var now = DateTimeOffset.UtcNow;
        var (key, secret) = PartnerKey.Issue(Partner, [PartnerScope.Read, PartnerScope.Write], now, TimeSpan.FromDays(1));
        await using var db = database.Context();
        db.Add(new Api.Data.PartnerRow { Name = Partner, CreatedAt = now });
        db.Add(key);
        await db.SaveChangesAsync(cancellationToken);
        return secret;
    }

    /// <summary>The same rows under other keys, in a transaction that is undone.</summary>
    /// <param name="database">Where they are.</param>
    /// <param name="prefix">Of the keys that the partner gave them.</param>
    /// <param name="count">How many there have to be.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Rows a second.</returns>
    public static async Task<double> CopyAsync(BenchDatabase database, string prefix, int count, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(bulk: false, cancellationToken);
        string rows;
        using (var export = await connection.BeginTextExportAsync(
            $"COPY (SELECT {Columns.Replace("id, organisation_id", "uuidv7(), organisation_id", StringComparison.Ordinal).Replace(", external_id", ", 'copy of ' || external_id", StringComparison.Ordinal)} FROM public.projects WHERE partner = '{Partner}' AND external_id LIKE '{prefix}%') TO STDOUT",
            cancellationToken))
        {
            rows = await export.ReadToEndAsync(cancellationToken);
        }

        if (rows.Count(sign => sign == '\n') is var found && found != count)
        {
            throw new Refusal($"{count} projects were written, and {found} are there.");
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var watch = Stopwatch.StartNew();
        await using (var import = await connection.BeginTextImportAsync($"COPY public.projects ({Columns}) FROM STDIN", cancellationToken))
        {
            await import.WriteAsync(rows.AsMemory(), cancellationToken);
        }

        var taken = watch.Elapsed.TotalSeconds;
        await transaction.RollbackAsync(cancellationToken);
        return count / taken;
    }

    /// <summary>Past the triggers, which refuse to delete. Change numbers are not given back: nobody may see one twice.</summary>
    private static async Task TakeAwayAsync(BenchDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(bulk: true, cancellationToken);
        await BenchDatabase.ExecuteAsync(
            connection,
            $"""
            BEGIN;
            DELETE FROM public.project_search WHERE id IN (SELECT id FROM public.projects WHERE partner = '{Partner}');
            DELETE FROM public.organisation_search WHERE id IN (SELECT id FROM public.organisations WHERE partner = '{Partner}');
            DELETE FROM public.changes WHERE subject_id IN (SELECT id FROM public.projects WHERE partner = '{Partner}' UNION ALL SELECT id FROM public.organisations WHERE partner = '{Partner}');
            DELETE FROM public.projects WHERE partner = '{Partner}';
            DELETE FROM public.organisations WHERE partner = '{Partner}';
            DELETE FROM public.partner_keys WHERE partner = '{Partner}';
            DELETE FROM public.partner_events WHERE partner = '{Partner}';
            DELETE FROM public.partners WHERE name = '{Partner}';
            COMMIT;
            """,
            cancellationToken);
        await BenchDatabase.ExecuteAsync(connection, "VACUUM (ANALYZE) public.projects, public.project_search, public.changes", cancellationToken);
    }
}
