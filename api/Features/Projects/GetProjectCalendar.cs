using FluentValidation;
using MediatR;
using Npgsql;
using Portal.Api.Data;
using Portal.Api.Platform;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Search;

namespace Portal.Api.Features.Projects;

/// <summary>Gives the deadlines of what a search finds as a calendar to subscribe to.</summary>
public static class GetProjectCalendar
{
    /// <summary>The most events; those nearest to the day asked about are taken, the ones to come first.</summary>
    public const int MaxEvents = 1_000;

    /// <summary>How long an event that will not take place stays as a cancelled one. Days end at midnight in Brussels, like the calendar's lifetime.</summary>
    public const int DaysCancelled = 90;

    public sealed record Query : ProjectFilter, IRequest<Document>;

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => Include(new ProjectFilter.FilterRules());
    }

    public sealed class Handler(NpgsqlDataSource database, ProjectSearchReader searches, ProjectDetailReader details, PublicSite site, BrusselsClock clock)
        : IRequestHandler<Query, Document>
    {
        private const string Moves = "fields ? 'deadline'";

        public async Task<Document> Handle(Query query, CancellationToken cancellationToken)
        {
            var search = await searches.ReadAsync(query, cancellationToken);
            var dated = await DatedAsync(search, cancellationToken);
            if (dated.Count == 0 && await searches.ReadAgainAsync(search, cancellationToken) is { } corrected)
            {
                search = corrected;
                dated = await DatedAsync(search, cancellationToken);
            }

            var cancelled = dated.Count < MaxEvents ? await CancelledAsync(search, MaxEvents - dated.Count, cancellationToken) : [];
            // One may have been withdrawn between the two questions.
            List<Guid> ids = [.. dated.Keys.Union(cancelled.Keys)];
            var sequences = await CalendarSequence.ReadAsync(database, ids, Moves, cancellationToken);
            var calendar = new CalendarFile(site, SearchInWords.Of(search), query.Language);
            foreach (var project in await details.ReadAsync(ids, search.Date, null, cancellationToken, withdrawnToo: true))
            {
                var isCancelled = cancelled.TryGetValue(project.Id, out var was);
                var deadline = isCancelled ? was : dated[project.Id];
                var masked = project.WithoutContacts();
                calendar.Add(
                    masked, $"deadline-{project.Id}", DeadlineSummary.In(query.Language, masked.Title), deadline, deadline, sequences.GetValueOrDefault(project.Id), isCancelled);
            }

            return calendar.ToDocument();
        }

        /// <summary>The projects that match and have a deadline.</summary>
        private Task<Dictionary<Guid, DateOnly>> DatedAsync(ProjectSearch search, CancellationToken cancellationToken)
        {
            var values = new SqlParameters();
            var date = values.Add(search.Date);
            return ReadAsync(
                $"""
                SELECT s.id, s.deadline_key FROM public.{search.Rows} AS s
                WHERE {search.Where(values)} AND s.deadline_key < 'infinity'
                ORDER BY {Nearest(date)} LIMIT {MaxEvents}
                """,
                values, cancellationToken);
        }

        /// <summary>
        /// The projects that were withdrawn, or lost their deadline, and would match as they were. Search keeps nothing of the
        /// withdrawn, so its row is made again from what the project still says; its words are looked for as they are written. Of what
        /// was erased nothing is said.
        /// </summary>
        private Task<Dictionary<Guid, DateOnly>> CancelledAsync(ProjectSearch search, int limit, CancellationToken cancellationToken)
        {
            var values = new SqlParameters();
            var date = values.Add(search.Date);
            var since = values.Add(BrusselsClock.BeginningOf(clock.Today.AddDays(-DaysCancelled)));
            return ReadAsync(
                $"""
                SELECT s.id, s.deadline_key
                FROM (
                    SELECT DISTINCT ON (subject_id) subject_id, fields #>> '{"{deadline,from}"}' AS deadline FROM public.changes
                    WHERE ({Change.TakesDeadlineAway}) AND changed_at >= {since} AND subject = 'project'
                    ORDER BY subject_id, fields ? 'deadline' DESC, change_number DESC
                ) AS gone
                JOIN public.projects AS p ON p.id = gone.subject_id AND p.erased_at IS NULL AND (p.withdrawn_at IS NOT NULL OR p.deadline IS NULL)
                CROSS JOIN LATERAL (SELECT
                    p.id, p.organisation_id, coalesce(p.deadline, gone.deadline::date) AS deadline_key, p.starts_on, p.ends_on, p.weeks,
                    public.topic_bits(p.topics) AS topics, public.support_bits(p.supports) AS supports, p.places = 'full' AS is_full,
                    coalesce(p.date_flexibility = 'flexible', false) AS is_flexible, p.country, p.activity_type, p.strand, p.latitude, p.longitude,
                    nullif(public.key_of(p.reference), '') AS reference_key, public.eligibility_bits(p.eligible_countries) AS eligibility,
                    public.words(concat_ws(' ', p.title, p.organisation_name, p.town, public.country_label(p.country), public.topic_labels(p.topics),
                        p.description, p.participant_profile, p.accommodation, p.training)) || public.country_word(p.country) AS body
                ) AS s
                WHERE s.deadline_key IS NOT NULL AND {search.Where(values)}
                ORDER BY {Nearest(date)} LIMIT {values.Add(limit)}
                """,
                values, cancellationToken);
        }

        private static string Nearest(string date) => $"s.deadline_key < {date}, abs(s.deadline_key - {date}), s.id";

        private async Task<Dictionary<Guid, DateOnly>> ReadAsync(string sql, SqlParameters values, CancellationToken cancellationToken)
        {
            var found = new Dictionary<Guid, DateOnly>();
            await using var batch = database.CreateBatch();
            batch.BatchCommands.Add(values.Command(sql));
            await using var row = await batch.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                found.Add(row.GetGuid(0), row.GetFieldValue<DateOnly>(1));
            }

            return found;
        }
    }
}
