using Portal.Api.Domain;
using Portal.Api.Platform.Search;

namespace Portal.Api.Features.Organisations;

/// <summary>
/// A filter with everything that it needs to be asked. It becomes conditions on rows <c>s</c> of organisation_search,
/// each under the name of the filter that it comes from.
/// </summary>
public sealed record OrganisationSearch(OrganisationFilter Filter, SearchText? Text, DateOnly Date)
{
    public const string Rows = "organisation_search";

    public string Where(SqlParameters values) => string.Join(" AND ", Conditions(values).Select(condition => condition.Sql).DefaultIfEmpty("true"));

    public IEnumerable<(string Filter, string Sql)> Conditions(SqlParameters values)
    {
        if (Text is not null)
        {
            yield return ("text", Matches(Text, values));
        }

        if (Filter.Country.Length > 0)
        {
            yield return ("country", $"s.country = ANY({values.Add(Filter.Country.Select(Country.ToIso).ToArray())})");
        }

        if (Filter.Topic.Length > 0)
        {
            yield return ("topic", $"s.topics & {values.Add(Topic.List.Bits(Filter.Topic))} <> 0");
        }

        if (Filter.Support.Length > 0)
        {
            var bits = values.Add(InclusionSupport.List.Bits(Filter.Support));
            yield return ("support", $"s.supports & {bits} = {bits}");
        }

        if (Filter.HasOpenProjects is { } hasOpenProjects)
        {
            yield return ("hasOpenProjects", $"""
                {(hasOpenProjects ? "" : "NOT ")}EXISTS (SELECT FROM public.projects AS p WHERE p.organisation_id = s.id
                    AND p.withdrawn_at IS NULL AND p.places = '{Places.Open}' AND p.open_until >= {values.Add(Date)})
                """);
        }
    }

    private static string Matches(SearchText text, SqlParameters values)
    {
        var conditions = new List<string>();
        if (text.Match.Length > 0)
        {
            conditions.Add($"s.body @@ {values.AddText(text.Match, "tsquery")}");
        }

        if (text.LeaveOut.Length > 0)
        {
            conditions.Add($"NOT EXISTS (SELECT FROM public.{Rows} AS o WHERE o.id = s.id AND o.body @@ {values.AddText(text.LeaveOut, "tsquery")})");
        }

        return conditions.Count == 0 ? "false" : string.Join(" AND ", conditions);
    }
}
