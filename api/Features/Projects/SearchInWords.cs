using System.Globalization;
using Portal.Api.Data;
using Portal.Api.Domain;

namespace Portal.Api.Features.Projects;

/// <summary>Says what a search asks for, as the title of a feed or a calendar. Country names come in the language asked for, the rest in English.</summary>
internal static class SearchInWords
{
    public static string Of(ProjectSearch search) => string.Join(", ", Parts(search).Prepend("Volunteering projects"));

    private static IEnumerable<string> Parts(ProjectSearch search)
    {
        var filter = search.Filter;
        var countries = CountryNames.In(filter.Language);
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            yield return $"with “{search.Text?.Corrected ?? filter.Text.Trim()}”";
        }

        if (filter.Country.Length > 0)
        {
            yield return $"in {OneOf(filter.Country.Select(Country.ToIso), code => countries[code])}";
        }

        if (filter.Near is { } near)
        {
            yield return filter.RadiusKm is { } radius ? Inv($"within {radius} km of {near}") : $"near {near}";
        }

        if (filter.Topic.Length > 0)
        {
            yield return $"about {OneOf(filter.Topic, Topic.List.LabelOf)}";
        }

        if (filter.OrganisationId.Distinct().Count() is var organisations and > 0)
        {
            yield return organisations == 1 ? "of one organisation" : Inv($"of {organisations} organisations");
        }

        if (filter.ActivityType.Length > 0)
        {
            yield return OneOf(filter.ActivityType, ActivityType.List.LabelOf);
        }

        if (filter.Strand.Length > 0)
        {
            yield return OneOf(filter.Strand, Strand.List.LabelOf);
        }

        if (filter.Support.Length > 0)
        {
            yield return $"with {string.Join(" and ", filter.Support.Distinct().Select(InclusionSupport.List.LabelOf))}";
        }

        if (filter.EligibleCountry.Length > 0)
        {
            yield return $"for people who live in {OneOf(filter.EligibleCountry.Select(Country.ToIso), code => countries[code])}";
        }

        if (Between("weeks", filter.MinWeeks, filter.MaxWeeks) is { } weeks)
        {
            yield return weeks;
        }

        if (filter.FreeFrom is { } from && filter.FreeTo is { } to)
        {
            yield return Inv($"for whoever is free from {from:yyyy-MM-dd} to {to:yyyy-MM-dd}{(filter.Fit == FitAsked.Any ? ", near misses included" : "")}");
        }

        if (Between("starting", filter.StartsFrom, filter.StartsTo) is { } starts)
        {
            yield return starts;
        }

        if (Between("with a deadline", filter.DeadlineFrom, filter.DeadlineTo) is { } deadline)
        {
            yield return deadline;
        }

        yield return $"{OneOf(filter.Availability, Availability.List.LabelOf).ToLowerInvariant()}{(filter.AsOf is { } day ? Inv($" as of {day:yyyy-MM-dd}") : "")}";
    }

    private static string OneOf(IEnumerable<string> codes, Func<string, string> labelOf) => string.Join(" or ", codes.Distinct().Select(labelOf));

    private static string? Between(string what, int? least, int? most) => (least, most) switch
    {
        ({ } from, { } to) => Inv($"{from} to {to} {what}"),
        ({ } from, null) => Inv($"{from} {what} or more"),
        (null, { } to) => Inv($"{to} {what} or fewer"),
        _ => null,
    };

    private static string? Between(string what, DateOnly? first, DateOnly? last) => (first, last) switch
    {
        ({ } from, { } to) => Inv($"{what} from {from:yyyy-MM-dd} to {to:yyyy-MM-dd}"),
        ({ } from, null) => Inv($"{what} on {from:yyyy-MM-dd} or later"),
        (null, { } to) => Inv($"{what} on {to:yyyy-MM-dd} or earlier"),
        _ => null,
    };

    private static string Inv(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
