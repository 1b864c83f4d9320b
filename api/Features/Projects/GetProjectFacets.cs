using System.ComponentModel.DataAnnotations;
using System.Globalization;
using FluentValidation;
using MediatR;
using Npgsql;
using Portal.Api.Data;
using Portal.Api.Domain;
using Portal.Api.Platform.OpenApi;
using Portal.Api.Platform.Search;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Features.Projects;

/// <summary>Counts what each value of each filter would find. A facet's own filter does not shrink it.</summary>
public static class GetProjectFacets
{
    /// <summary>The first week of each band of weeks.</summary>
    public static readonly IReadOnlyList<int> Bands = [1, 3, 9, 27, 53];

    public sealed record Query : ProjectFilter, IRequest<ProjectFacets>
    {
        /// <summary>The facets to count; all when left out. Leave out what is not shown: availability takes longest, because
        /// only it counts projects that ended long ago.</summary>
        /// <example>["country", "topic"]</example>
        [Codes(typeof(ProjectFacet)), MaxLength(Rules.MaxValues)]
        public string[] Facet { get; init; } = [];
    }

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            Include(new ProjectFilter.FilterRules());
            RuleFor(query => query.Facet).AreCodesOf(ProjectFacet.List);
        }
    }

    public sealed class Handler(NpgsqlDataSource database, ProjectSearchReader searches) : IRequestHandler<Query, ProjectFacets>
    {
        /// <summary>Each facet's column, as <see cref="CountsSql"/> groups by it, in the order of the list.</summary>
        private static readonly Dictionary<string, string> Columns = new()
        {
            [ProjectFacet.Country] = "country",
            [ProjectFacet.Topic] = "topics",
            [ProjectFacet.ActivityType] = "activity_type",
            [ProjectFacet.Support] = "supports",
            [ProjectFacet.Availability] = "availability",
            [ProjectFacet.Duration] = "band",
            [ProjectFacet.StartMonth] = "month",
        };

        public async Task<ProjectFacets> Handle(Query query, CancellationToken cancellationToken)
        {
            var facets = query.Facet.Length == 0 ? [.. Columns.Keys] : query.Facet.Distinct().ToArray();
            var search = await searches.ReadAsync(query, cancellationToken);
            var counts = await CountAsync(search, facets, cancellationToken);
            if (counts.Total == 0 && await searches.ReadAgainAsync(search, cancellationToken) is { } corrected)
            {
                counts = await CountAsync(corrected, facets, cancellationToken);
            }

            return new ProjectFacets { Total = counts.Total, Facets = Shown(counts.ByFacet, query.Language) };
        }

        private async Task<(int Total, Dictionary<string, Dictionary<string, int>> ByFacet)> CountAsync(
            ProjectSearch search, string[] facets, CancellationToken cancellationToken)
        {
            // The archive takes longest, so it is counted meanwhile.
            var archived = CountArchivedAsync(search, facets, cancellationToken);
            var (total, counts) = await CountOnePassAsync(search, facets, cancellationToken);
            if (await archived is var ended and > 0)
            {
                var availability = counts[ProjectFacet.Availability];
                availability[Availability.Ended] = availability.GetValueOrDefault(Availability.Ended) + ended;
            }

            return (total, counts);
        }

        private async Task<(int Total, Dictionary<string, Dictionary<string, int>> ByFacet)> CountOnePassAsync(
            ProjectSearch search, string[] facets, CancellationToken cancellationToken)
        {
            var values = new SqlParameters();
            await using var batch = database.CreateBatch();
            batch.BatchCommands.Add(values.Command(CountsSql(search, facets, values)));
            var total = 0;
            var counts = facets.ToDictionary(facet => facet, _ => new Dictionary<string, int>());
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                var count = reader.GetInt32(2);
                if (reader.IsDBNull(0))
                {
                    total = count;
                    continue;
                }

                var facet = reader.GetString(0);
                foreach (var value in ValuesOf(facet, reader.GetString(1)))
                {
                    counts[facet][value] = counts[facet].GetValueOrDefault(value) + count;
                }
            }

            return (total, counts);
        }

        /// <summary>
        /// One pass over the rows. A row counts for a facet where every condition but the facet's own holds, so only rows that
        /// break at most one of the facets' own conditions are looked at, and each remembers which one it breaks.
        /// </summary>
        private static string CountsSql(ProjectSearch search, string[] facets, SqlParameters values)
        {
            var looked = IsLiveEnough(search, facets) ? search : search.Everywhere;
            var conditions = looked.Conditions(values).ToLookup(condition => Columns.ContainsKey(condition.Filter) && facets.Contains(condition.Filter));
            var own = new BrokenConditions(conditions[true]);
            var others = string.Join(" AND ", conditions[false].Select(condition => condition.Sql).DefaultIfEmpty("true"));
            var sets = string.Join(", ", facets.Select(facet => $"(broken, {Columns[facet]})"));
            var picked = string.Concat(facets.Select(facet =>
            {
                var column = Columns[facet];
                return $"\nUNION ALL SELECT '{facet}', {column}::text, sum(found)::integer FROM counted WHERE of_{column} AND {column} IS NOT NULL AND {own.IsNoneBut(facet)} GROUP BY {column}";
            }));
            return $"""
                WITH matching AS (
                    SELECT s.country, s.topics, s.supports, s.activity_type, {BandSql} AS band, date_trunc('month', s.starts_on)::date AS month,
                        {AvailabilitySql(values.Add(search.Date))} AS availability, {own.Sql} AS broken
                    FROM public.{looked.Rows} AS s WHERE {others} AND {own.MayBeAtMostOne}
                ),
                counted AS MATERIALIZED (
                    SELECT broken, {string.Join(", ", facets.Select(facet => Columns[facet]))},
                        {string.Join(", ", facets.Select(facet => $"grouping({Columns[facet]}) = 0 AS of_{Columns[facet]}"))},
                        count(*) AS found, grouping({string.Join(", ", facets.Select(facet => Columns[facet]))}) = {(1 << facets.Length) - 1} AS of_all
                    FROM matching WHERE {BrokenConditions.IsAtMostOne}
                    GROUP BY GROUPING SETS ((broken), {sets})
                )
                SELECT NULL::text, NULL::text, coalesce(sum(found), 0)::integer FROM counted WHERE of_all AND broken = 0{picked}
                """;
        }

        /// <summary>
        /// Whether the one pass finds all that it counts in the live part, also with the months not narrowed where they are counted.
        /// What has not been asked for may be in the archive as well, which is counted apart.
        /// </summary>
        private static bool IsLiveEnough(ProjectSearch search, string[] facets) =>
            (facets.Contains(ProjectFacet.StartMonth) ? search with { Filter = search.Filter with { StartsFrom = null } } : search).LiveIsEnough;

        /// <summary>
        /// How many archived projects match all filters but the availability, where they are asked for and the one pass leaves
        /// them out: all of them have ended.
        /// </summary>
        private async Task<int> CountArchivedAsync(ProjectSearch search, string[] facets, CancellationToken cancellationToken)
        {
            var ended = search with { Filter = search.Filter with { Availability = [Availability.Ended] } };
            if (!facets.Contains(ProjectFacet.Availability) || !IsLiveEnough(search, facets) || ended.LiveIsEnough)
            {
                return 0;
            }

            var values = new SqlParameters();
            var others = ended.Conditions(values).Where(condition => condition.Filter != ProjectFacet.Availability).Select(condition => condition.Sql);
            await using var batch = database.CreateBatch();
            batch.BatchCommands.Add(values.Command(
                $"SELECT count(*)::integer FROM public.{ProjectSearch.ArchivedRows} AS s WHERE {string.Join(" AND ", others.DefaultIfEmpty("true"))}"));
            return (int)(await batch.ExecuteScalarAsync(cancellationToken))!;
        }

        private static string BandSql =>
            $"CASE {string.Join(' ', Bands.Skip(1).Select((first, index) => $"WHEN s.weeks < {first} THEN {index}"))} ELSE {Bands.Count - 1} END";

        private static string AvailabilitySql(string date) =>
            $"CASE WHEN s.ends_on < {date} THEN '{Availability.Ended}' WHEN s.is_full THEN '{Availability.Full}' WHEN s.deadline_key < {date} THEN '{Availability.DeadlinePassed}' ELSE '{Availability.Open}' END";

        /// <summary>What the database groups by, as the values of the facet: several where it is a set of bits.</summary>
        private static IEnumerable<string> ValuesOf(string facet, string grouped) => facet switch
        {
            ProjectFacet.Topic => CodesOf(Topic.List, grouped),
            ProjectFacet.Support => CodesOf(InclusionSupport.List, grouped),
            ProjectFacet.Duration => [BandName(int.Parse(grouped, CultureInfo.InvariantCulture))],
            ProjectFacet.StartMonth => [grouped[..7]],
            _ => [grouped],
        };

        private static IEnumerable<string> CodesOf(CodeList list, string bits) =>
            list.CodesOf(int.Parse(bits, CultureInfo.InvariantCulture));

        private static string BandName(int band) =>
            string.Create(CultureInfo.InvariantCulture, $"{Bands[band]}-{(band + 1 < Bands.Count ? $"{Bands[band + 1] - 1}" : "")}");

        private static ProjectFacetValues Shown(Dictionary<string, Dictionary<string, int>> counts, string language)
        {
            var countries = CountryNames.In(language);
            return new ProjectFacetValues
            {
                Country = MostFrequent(ProjectFacet.Country, code => countries[code]),
                Topic = MostFrequent(ProjectFacet.Topic, Topic.List.LabelOf),
                ActivityType = MostFrequent(ProjectFacet.ActivityType, ActivityType.List.LabelOf),
                Support = MostFrequent(ProjectFacet.Support, InclusionSupport.List.LabelOf),
                Availability = Ordered(ProjectFacet.Availability, Availability.List.Values, Availability.List.LabelOf),
                Duration = Ordered(ProjectFacet.Duration, Bands.Select((_, band) => BandName(band)), BandLabel),
                StartMonth = counts.TryGetValue(ProjectFacet.StartMonth, out var months)
                    ? Ordered(ProjectFacet.StartMonth, months.Keys.Order(StringComparer.Ordinal), MonthLabel)
                    : null,
            };

            List<FacetValue>? MostFrequent(string facet, Func<string, string> labelOf) => counts.TryGetValue(facet, out var found)
                ? [.. found.OrderByDescending(value => value.Value).ThenBy(value => value.Key, StringComparer.Ordinal)
                    .Select(value => new FacetValue { Value = value.Key, Label = labelOf(value.Key), Count = value.Value })]
                : null;

            List<FacetValue>? Ordered(string facet, IEnumerable<string> order, Func<string, string> labelOf) => counts.TryGetValue(facet, out var found)
                ? [.. order.Where(value => found.GetValueOrDefault(value) > 0)
                    .Select(value => new FacetValue { Value = value, Label = labelOf(value), Count = found[value] })]
                : null;
        }

        private static string BandLabel(string band) =>
            band.EndsWith('-') ? $"{band[..^1]} weeks or more" : $"{band.Replace('-', '–')} weeks";

        private static string MonthLabel(string month) =>
            DateOnly.ParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture).ToString("MMMM yyyy", CultureInfo.InvariantCulture);
    }
}
