using Npgsql;
using Portal.Api.Domain;
using Portal.Api.Platform.Paging;
using Portal.Api.Platform.Search;

namespace Portal.Api.Features.Projects;

/// <summary>For a search that finds nothing: which single filter to drop or widen, and what that would find.</summary>
public sealed class DeadEnds(NpgsqlDataSource database)
{
    /// <summary>How much farther to look.</summary>
    private const int WiderRadius = 4;

    /// <summary>Of so many words one is tried to be left out.</summary>
    private const int MostWords = 6;

    private static readonly string[] NotEnded = [Availability.Open, Availability.Full, Availability.DeadlinePassed];

    /// <summary>One parameter changed to these values, or dropped where there are none, the search that makes of it, and which
    /// condition of the search it changes.</summary>
    private sealed record WayOut(string Parameter, string[] Values, ProjectSearch Search, string Own);

    public async Task<IReadOnlyList<SearchSuggestion>> WaysOutAsync(ProjectSearch search, CancellationToken cancellationToken)
    {
        var found = await FindAsync([.. WaysOut(search)], search, cancellationToken);
        // What has ended helps nobody to apply, but tells that it has been there. Among filters it takes longest to look for.
        if (!search.Filter.Availability.Contains(Availability.Ended) && !found.Any(way => way.Parameter == ProjectFacet.Availability)
            && (found.Count == 0 || IsByTextAlone(search)))
        {
            found.AddRange(await FindAsync([Wider([.. Availability.List.Values], search)], search, cancellationToken));
        }

        return [.. found.OrderByDescending(way => way.Total)];
    }

    /// <summary>
    /// Counts what each way finds: all ways with the same words in one pass, in which each row remembers which of the search's
    /// conditions it breaks. A way finds the rows that break none, or only its own, and hold what it asks for instead.
    /// </summary>
    private async Task<List<SearchSuggestion>> FindAsync(List<WayOut> ways, ProjectSearch search, CancellationToken cancellationToken)
    {
        var found = new List<SearchSuggestion>();
        if (ways.Count == 0)
        {
            return found;
        }

        await using var batch = database.CreateBatch();
        var passes = ways.GroupBy(way => way.Search.Text).ToList();
        foreach (var pass in passes)
        {
            var values = new SqlParameters();
            batch.BatchCommands.Add(values.Command(CountsSql([.. pass], search, values)));
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        foreach (var pass in passes)
        {
            await reader.ReadAsync(cancellationToken);
            foreach (var (column, way) in pass.Index())
            {
                if (reader.GetInt32(column) is var total and > 0)
                {
                    found.Add(new SearchSuggestion
                    {
                        Parameter = way.Parameter,
                        Action = way.Values.Length == 0 ? SearchSuggestion.Drop : SearchSuggestion.Widen,
                        Values = way.Values,
                        Total = total,
                    });
                }
            }

            await reader.NextResultAsync(cancellationToken);
        }

        return found;
    }

    private static string CountsSql(List<WayOut> ways, ProjectSearch search, SqlParameters values)
    {
        var looked = search with { Text = ways[0].Search.Text };
        looked = ways.TrueForAll(way => way.Search.LiveIsEnough) ? looked : looked.Everywhere;
        if (ways.TrueForAll(way => way.Own == ProjectSearch.OfText))
        {
            return $"SELECT {string.Join(", ", ways.Select(_ => "count(*)::integer"))} FROM public.{looked.Rows} AS s WHERE {looked.Where(values)}";
        }

        var conditions = looked.Conditions(values).ToLookup(condition => condition.Filter == ProjectSearch.OfText);
        var own = new BrokenConditions(conditions[false]);
        var counts = ways.Select(way =>
        {
            var instead = (way.Search with { Text = null }).Condition(way.Own, values) is { } other ? $" AND ({other})" : "";
            return $"count(*) FILTER (WHERE {own.IsNoneBut(way.Own)}{instead})::integer";
        }).ToList();
        return $"""
            SELECT {string.Join(", ", counts)}
            FROM (SELECT s.*, {own.Sql} AS broken FROM public.{looked.Rows} AS s
                WHERE {conditions[true].Select(condition => condition.Sql).SingleOrDefault("true")} AND {own.MayBeAtMostOne} OFFSET 0) AS s
            WHERE {BrokenConditions.IsAtMostOne}
            """;
    }

    private static IEnumerable<WayOut> WaysOut(ProjectSearch search)
    {
        if (search.Text is { } words)
        {
            yield return new("text", [], search with { Text = null }, ProjectSearch.OfText);
            foreach (var fewer in words.WithoutOnePart().Take(MostWords))
            {
                yield return new("text", [fewer.Whole], search with { Text = fewer }, ProjectSearch.OfText);
            }
        }

        if (!NotEnded.All(search.Filter.Availability.Contains))
        {
            yield return Wider([.. Availability.List.Values.Where(value => NotEnded.Contains(value) || search.Filter.Availability.Contains(value))], search);
        }

        foreach (var (parameter, values, filter, own) in OtherFilters(search.Filter))
        {
            yield return new(parameter, values, search with { Filter = filter }, own);
        }
    }

    private static bool IsByTextAlone(ProjectSearch search) => search.Text is not null && !OtherFilters(search.Filter).Any();

    private static WayOut Wider(string[] availability, ProjectSearch search) =>
        new(ProjectFacet.Availability, availability, search with { Filter = search.Filter with { Availability = availability } }, ProjectFacet.Availability);

    private static IEnumerable<(string Parameter, string[] Values, ProjectFilter Filter, string Own)> OtherFilters(ProjectFilter filter)
    {
        if (filter.Country.Length > 0)
        {
            yield return ("country", [], filter with { Country = [] }, ProjectFacet.Country);
        }

        if (filter.Topic.Length > 0)
        {
            yield return ("topic", [], filter with { Topic = [] }, ProjectFacet.Topic);
        }

        if (filter.OrganisationId.Length > 0)
        {
            yield return ("organisationId", [], filter with { OrganisationId = [] }, "organisationId");
        }

        if (filter.ActivityType.Length > 0)
        {
            yield return ("activityType", [], filter with { ActivityType = [] }, ProjectFacet.ActivityType);
        }

        if (filter.Strand.Length > 0)
        {
            yield return ("strand", [], filter with { Strand = [] }, "strand");
        }

        if (filter.Support.Length > 0)
        {
            yield return ("support", [], filter with { Support = [] }, ProjectFacet.Support);
        }

        if (filter.EligibleCountry.Length > 0)
        {
            yield return ("eligibleCountry", [], filter with { EligibleCountry = [] }, "eligibleCountry");
        }

        if (filter.RadiusKm is { } radius)
        {
            var wider = Math.Min(radius * WiderRadius, Place.MaxRadiusKm);
            yield return ("radiusKm", [wider.ToString(System.Globalization.CultureInfo.InvariantCulture)], filter with { RadiusKm = wider }, "radiusKm");
            yield return ("near", [], filter with { Near = null, RadiusKm = null }, "radiusKm");
        }

        if (filter.MinWeeks is not null)
        {
            yield return ("minWeeks", [], filter with { MinWeeks = null }, ProjectFacet.Duration);
        }

        if (filter.MaxWeeks is not null)
        {
            yield return ("maxWeeks", [], filter with { MaxWeeks = null }, ProjectFacet.Duration);
        }

        if (filter.FreeFrom is not null)
        {
            if (filter.Fit != FitAsked.Any)
            {
                yield return ("fit", [FitAsked.Any], filter with { Fit = FitAsked.Any }, "freeFrom");
            }

            yield return ("freeFrom", [], filter with { FreeFrom = null, FreeTo = null, Fit = null }, "freeFrom");
        }

        if (filter.StartsFrom is not null)
        {
            yield return ("startsFrom", [], filter with { StartsFrom = null }, ProjectFacet.StartMonth);
        }

        if (filter.StartsTo is not null)
        {
            yield return ("startsTo", [], filter with { StartsTo = null }, ProjectFacet.StartMonth);
        }

        if (filter.DeadlineFrom is not null)
        {
            yield return ("deadlineFrom", [], filter with { DeadlineFrom = null }, "deadline");
        }

        if (filter.DeadlineTo is not null)
        {
            yield return ("deadlineTo", [], filter with { DeadlineTo = null }, "deadline");
        }
    }
}
