using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Api.Domain;
using Portal.Bench.Load;

namespace Portal.Bench.Measure;

/// <summary>
/// A partner's batches into the API, beside COPY of the rows that they made into the same tables: with the same triggers, which
/// also write the history and what search reads, and the same indexes and generated columns. What both have written is taken
/// away again.
/// </summary>
internal static class Writing
{
    private const string Partner = "bench";
    private const int Items = 1_000;
    private const int BatchesInARound = 2;

    /// <summary>Every column that is neither generated nor given by a trigger.</summary>
    private const string Columns =
        """
        id, organisation_id, title, description, participant_profile, accommodation, training, language, starts_on, ends_on, stated_weeks, deadline, places,
        apply_url, topics, activity_type, strand, town, country, latitude, longitude, eligible_countries, date_flexibility, requires_cv, requires_motivation,
        confirmed_at, input_issues, created_at, updated_at, changed_by, partner, external_id
        """;

    private static readonly Budget Budget = Budget.AtLeast(0.1);

    public static async Task RunAsync(Bench bench, CancellationToken cancellationToken)
    {
        var database = bench.Server.Database;
        // A run that was broken off left something behind.
        await TakeAwayAsync(database, cancellationToken);
        try
        {
            await MeasureAsync(bench, cancellationToken);
        }
        finally
        {
            await TakeAwayAsync(database, CancellationToken.None);
        }
    }

    private static async Task MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        var key = await AddPartnerAsync(bench.Server.Database, cancellationToken);
        var memory = new ResidentMemory(bench.Api);
        using var lane = new HttpLane(bench.Api.Port);
        Send(lane, key, "PUT", "/v1/partner/organisations/bench", new JsonObject { ["name"] = "Bench", ["country"] = "BE" });
        var projects = await ProjectsAsync(bench, BatchesInARound * Items, cancellationToken);
        Write(round: -1);
        List<double> api = [], copy = [];
        for (var round = 0; round < bench.Effort.Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            Write(round);
            api.Add(projects.Count / watch.Elapsed.TotalSeconds);
            copy.Add(await CopyAsync(bench.Server.Database, round, projects.Count, cancellationToken));
        }

        var (measured, reference) = (Timings.Median(api), Timings.Median(copy));
        bench.Report.Add(new("partner batches of 1,000", $"{Bench.ASecond(measured)} rows", $"COPY {Bench.ASecond(reference)} rows", measured / reference, Budget));
        bench.Report.Add(memory.Line("memory of the API while batches are written"));

        void Write(int round)
        {
            foreach (var (number, batch) in projects.Chunk(Items).Index())
            {
                var items = batch.Select((project, at) => (JsonNode)new JsonObject { ["externalId"] = $"{round}-{number}-{at}", ["project"] = project.DeepClone() });
                Send(lane, key, "POST", "/v1/partner/projects/batch", new JsonObject { ["items"] = new JsonArray([.. items]) });
                if (round >= 0)
                {
                    memory.Note();
                }
            }
        }
    }

    /// <summary>The same rows under other keys, in a transaction that is undone.</summary>
    /// <returns>Rows a second.</returns>
    private static async Task<double> CopyAsync(BenchDatabase database, int round, int count, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(bulk: false, cancellationToken);
        string rows;
        using (var export = await connection.BeginTextExportAsync(
            $"COPY (SELECT {Columns.Replace("id, organisation_id", "uuidv7(), organisation_id", StringComparison.Ordinal).Replace(", external_id", ", 'copy of ' || external_id", StringComparison.Ordinal)} FROM public.projects WHERE partner = '{Partner}' AND external_id LIKE '{round}-%') TO STDOUT",
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

    /// <summary>Projects like those that are there, as a partner writes them.</summary>
    private static async Task<List<JsonObject>> ProjectsAsync(Bench bench, int count, CancellationToken cancellationToken) =>
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

    private static async Task<string> AddPartnerAsync(BenchDatabase database, CancellationToken cancellationToken)
    {
        var now = DateTimeOffset.UtcNow;
        var (key, secret) = PartnerKey.Issue(Partner, [PartnerScope.Read, PartnerScope.Write], now, TimeSpan.FromDays(1));
        await using var db = database.Context();
        db.Add(new Api.Data.PartnerRow { Name = Partner, CreatedAt = now });
        db.Add(key);
        await db.SaveChangesAsync(cancellationToken);
        return secret;
    }

    private static void Send(HttpLane lane, string key, string method, string path, JsonObject body)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(body);
        var head = $"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\nContent-Length: {content.Length}\r\n\r\n";
        if (lane.Send([.. Encoding.ASCII.GetBytes(head), .. content]) is var status && status is not (200 or 201))
        {
            throw new Refusal($"{method} {path} was answered with {status}: {lane.Text}");
        }
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
