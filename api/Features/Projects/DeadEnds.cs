using Npgsql;
using Portal.Api.Domain;
using Portal.Api.Platform.Paging;
using Portal.Api.Platform.Search;

namespace Portal.Api.Features.Projects;

/// <summary>For a search that finds nothing: which single filter to drop or widen, and what that would find.</summary>
public sealed class DeadEnds(NpgsqlDataSource database, ProjectSearchReader searches)
{
    /// <summary>How much farther to look.</summary>
    private const int WiderRadius = 4;

    /// <summary>Of so many words one is tried to be left out.</summary>
    private const int MostWords = 6;

    private static readonly string[] NotEnded = [Availability.Open, Availability.Full, Availability.DeadlinePassed];

    /// <summary>One parameter changed to these values, or dropped where there are none, and the search that makes of it.</summary>
    private sealed record WayOut(string Parameter, string[] Values, ProjectFilter Filter, SearchText? Text);

    public async Task<IReadOnlyList<SearchSuggestion>> WaysOutAsync(ProjectSearch search, CancellationToken cancellationToken)
    {
        var found = await FindAsync([.. WaysOut(search)], search, cancellationToken);
        // What has ended helps nobody to apply, but tells that it has been there.
        if (!search.Filter.Availability.Contains(Availability.Ended) && !found.Any(way => way.Parameter == ProjectFacet.Availability))
        {
            found.AddRange(await FindAsync([Wider([.. Availability.List.Values], search)], search, cancellationToken));
        }

        return [.. found.OrderByDescending(way => way.Total)];
    }

    private async Task<List<SearchSuggestion>> FindAsync(List<WayOut> ways, ProjectSearch search, CancellationToken cancellationToken)
    {
        var found = new List<SearchSuggestion>();
        if (ways.Count == 0)
        {
            return found;
        }

        await using var batch = database.CreateBatch();
        foreach (var (_, _, filter, text) in ways)
        {
            var other = searches.Make(filter, text, search.Date);
            var values = new SqlParameters();
            batch.BatchCommands.Add(values.Command($"SELECT count(*)::integer FROM public.{other.Rows} AS s WHERE {other.Where(values)}"));
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        foreach (var (parameter, values, _, _) in ways)
        {
            await reader.ReadAsync(cancellationToken);
            if (reader.GetInt32(0) is var total and > 0)
            {
                found.Add(new SearchSuggestion
                {
                    Parameter = parameter,
                    Action = values.Length == 0 ? SearchSuggestion.Drop : SearchSuggestion.Widen,
                    Values = values,
                    Total = total,
                });
            }

            await reader.NextResultAsync(cancellationToken);
        }

        return found;
    }

    private static IEnumerable<WayOut> WaysOut(ProjectSearch search)
    {
        if (search.Text is { } words)
        {
            yield return new("text", [], search.Filter, null);
            foreach (var fewer in words.WithoutOnePart().Take(MostWords))
            {
                yield return new("text", [fewer.Whole], search.Filter, fewer);
            }
        }

        if (!NotEnded.All(search.Filter.Availability.Contains))
        {
            yield return Wider([.. Availability.List.Values.Where(value => NotEnded.Contains(value) || search.Filter.Availability.Contains(value))], search);
        }

        foreach (var (parameter, values, filter) in OtherFilters(search.Filter))
        {
            yield return new(parameter, values, filter, search.Text);
        }
    }

    private static WayOut Wider(string[] availability, ProjectSearch search) =>
        new(ProjectFacet.Availability, availability, search.Filter with { Availability = availability }, search.Text);

    private static IEnumerable<(string Parameter, string[] Values, ProjectFilter Filter)> OtherFilters(ProjectFilter filter)
    {
        if (filter.Country.Length > 0)
        {
            yield return ("country", [], filter with { Country = [] });
        }

        if (filter.Topic.Length > 0)
        {
            yield return ("topic", [], filter with { Topic = [] });
        }

        if (filter.OrganisationId.Length > 0)
        {
            yield return ("organisationId", [], filter with { OrganisationId = [] });
        }

        if (filter.ActivityType.Length > 0)
        {
            yield return ("activityType", [], filter with { ActivityType = [] });
        }

        if (filter.Strand.Length > 0)
        {
            yield return ("strand", [], filter with { Strand = [] });
        }

        if (filter.Support.Length > 0)
        {
            yield return ("support", [], filter with { Support = [] });
        }

        if (filter.EligibleCountry.Length > 0)
        {
            yield return ("eligibleCountry", [], filter with { EligibleCountry = [] });
        }

        if (filter.RadiusKm is { } radius)
        {
            var wider = Math.Min(radius * WiderRadius, Place.MaxRadiusKm);
            yield return ("radiusKm", [wider.ToString(System.Globalization.CultureInfo.InvariantCulture)], filter with { RadiusKm = wider });
            yield return ("near", [], filter with { Near = null, RadiusKm = null });
        }

        if (filter.MinWeeks is not null)
        {
            yield return ("minWeeks", [], filter with { MinWeeks = null });
        }

        if (filter.MaxWeeks is not null)
        {
            yield return ("maxWeeks", [], filter with { MaxWeeks = null });
        }

        if (filter.FreeFrom is not null)
        {
            if (filter.Fit != FitAsked.Any)
            {
                yield return ("fit", [FitAsked.Any], filter with { Fit = FitAsked.Any });
            }

            yield return ("freeFrom", [], filter with { FreeFrom = null, FreeTo = null, Fit = null });
        }

        if (filter.StartsFrom is not null)
        {
            yield return ("startsFrom", [], filter with { StartsFrom = null });
        }

        if (filter.StartsTo is not null)
        {
            yield return ("startsTo", [], filter with { StartsTo = null });
        }

        if (filter.DeadlineFrom is not null)
        {
            yield return ("deadlineFrom", [], filter with { DeadlineFrom = null });
        }

        if (filter.DeadlineTo is not null)
        {
            yield return ("deadlineTo", [], filter with { DeadlineTo = null });
        }
    }
}
