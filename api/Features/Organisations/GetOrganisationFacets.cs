using FluentValidation;
using MediatR;
using Npgsql;
using Portal.Api.Data;
using Portal.Api.Domain;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Search;

namespace Portal.Api.Features.Organisations;

/// <summary>Counts what each country and each topic would find. A facet's own filter does not shrink it.</summary>
public static class GetOrganisationFacets
{
    public sealed record Query : OrganisationFilter, IRequest<OrganisationFacets>;

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => Include(new OrganisationFilter.FilterRules());
    }

    public sealed class Handler(NpgsqlDataSource database, SearchTextReader texts, BrusselsClock clock) : IRequestHandler<Query, OrganisationFacets>
    {
        public async Task<OrganisationFacets> Handle(Query query, CancellationToken cancellationToken)
        {
            var text = string.IsNullOrWhiteSpace(query.Text) ? null : await texts.ReadAsync(query.Text, OrganisationSearch.Rows, cancellationToken);
            var search = new OrganisationSearch(query, text, query.AsOf ?? clock.Today);
            var facets = await CountAsync(search, cancellationToken);
            return facets.Total == 0 && text is not null
                && await texts.ReadAgainAsync(query.Text!, text, OrganisationSearch.Rows, cancellationToken) is { } corrected
                ? await CountAsync(search with { Text = corrected }, cancellationToken)
                : facets;
        }

        private async Task<OrganisationFacets> CountAsync(OrganisationSearch search, CancellationToken cancellationToken)
        {
            await using var batch = database.CreateBatch();
            batch.BatchCommands.Add(Command("SELECT count(*)::integer", search, ""));
            batch.BatchCommands.Add(Command(
                "SELECT s.country, count(*)::integer", search with { Filter = search.Filter with { Country = [] } }, "GROUP BY s.country ORDER BY 2 DESC, 1"));
            batch.BatchCommands.Add(Command(
                "SELECT s.topics, count(*)::integer", search with { Filter = search.Filter with { Topic = [] } }, "GROUP BY s.topics"));

            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            var total = reader.GetInt32(0);

            await reader.NextResultAsync(cancellationToken);
            var names = CountryNames.In(search.Filter.Language);
            var countries = new List<FacetValue>();
            while (await reader.ReadAsync(cancellationToken))
            {
                var code = reader.GetString(0);
                countries.Add(new FacetValue { Value = code, Label = names[code], Count = reader.GetInt32(1) });
            }

            await reader.NextResultAsync(cancellationToken);
            var topics = new Dictionary<string, int>();
            while (await reader.ReadAsync(cancellationToken))
            {
                foreach (var topic in Topic.List.CodesOf(reader.GetInt32(0)))
                {
                    topics[topic] = topics.GetValueOrDefault(topic) + reader.GetInt32(1);
                }
            }

            return new OrganisationFacets
            {
                Total = total,
                Facets = new OrganisationFacetValues
                {
                    Country = countries,
                    Topic = [.. topics.OrderByDescending(topic => topic.Value).ThenBy(topic => topic.Key, StringComparer.Ordinal)
                        .Select(topic => new FacetValue { Value = topic.Key, Label = Topic.List.LabelOf(topic.Key), Count = topic.Value })],
                },
            };
        }

        private static NpgsqlBatchCommand Command(string select, OrganisationSearch search, string groups)
        {
            var values = new SqlParameters();
            return values.Command($"{select} FROM public.{OrganisationSearch.Rows} AS s WHERE {search.Where(values)} {groups}");
        }
    }
}
