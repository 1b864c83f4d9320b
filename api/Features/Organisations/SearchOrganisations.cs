using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using AutoMapper.QueryableExtensions;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Api.Data;
using Portal.Api.Domain;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.OpenApi;
using Portal.Api.Platform.Paging;
using Portal.Api.Platform.Search;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Features.Organisations;

/// <summary>Finds organisations by text and filters, a page at a time.</summary>
public static class SearchOrganisations
{
    public sealed record Query : OrganisationFilter, IPageRequest, IRequest<OrganisationPage>
    {
        /// <summary>The order: relevance (needs text, and is the default with it) or name (the default without text).
        /// Ties are broken by id.</summary>
        /// <example>name</example>
        [Codes(typeof(OrganisationSort))]
        public string? Sort { get; init; }

        /// <summary>Which page, from 1. Pages go 10,000 rows deep: page × pageSize is at most 10,000.</summary>
        /// <example>1</example>
        [Range(1, PageLimits.MaxDepth), DefaultValue(1)]
        public int Page { get; init; } = 1;

        /// <summary>How many organisations a page holds.</summary>
        /// <example>20</example>
        [Range(1, PageLimits.MaxPageSize), DefaultValue(PageLimits.DefaultPageSize)]
        public int PageSize { get; init; } = PageLimits.DefaultPageSize;

        /// <summary>Where to go on: the next of the answer before, with the same filters and order. Pages by cursor have
        /// no limit of depth, and repeat and leave out nothing while organisations come and go.</summary>
        /// <example>eyJzIjoiZGVhZGxpbmUifQ</example>
        [MaxLength(PageLimits.MaxCursorLength)]
        public string? Cursor { get; init; }
    }

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            Include(new OrganisationFilter.FilterRules());
            Include(new PageRules());
            RuleFor(query => query.Sort).IsCodeOf(OrganisationSort.List)
                .Must((query, sort) => sort != OrganisationSort.Relevance || !string.IsNullOrWhiteSpace(query.Text))
                .WithMessage("Sorting by relevance needs text.");
        }
    }

    public sealed class Handler(
        NpgsqlDataSource database, PortalDbContext db, AutoMapper.IConfigurationProvider projections, SearchTextReader texts, BrusselsClock clock)
        : IRequestHandler<Query, OrganisationPage>
    {
        public async Task<OrganisationPage> Handle(Query query, CancellationToken cancellationToken)
        {
            var sort = query.Sort ?? (string.IsNullOrWhiteSpace(query.Text) ? OrganisationSort.Name : OrganisationSort.Relevance);
            var question = Cursor.NameOf(query with { Cursor = null, Page = 1, PageSize = 0, Sort = sort, Language = "" });
            if (Cursor.Of(query, question) is { } cursor)
            {
                var continued = string.IsNullOrWhiteSpace(query.Text)
                    ? null
                    : await texts.ReadAsItIsAsync(cursor.Corrected ?? query.Text, cursor.Corrected is not null, cancellationToken);
                return await PageAsync(query, new OrganisationSearch(query, continued, cursor.Date), sort, question, cursor, cancellationToken);
            }

            var text = string.IsNullOrWhiteSpace(query.Text) ? null : await texts.ReadAsync(query.Text, OrganisationSearch.Rows, cancellationToken);
            var search = new OrganisationSearch(query, text, query.AsOf ?? clock.Today);
            var page = await PageAsync(query, search, sort, question, cursor: null, cancellationToken);
            if (page.Total > 0)
            {
                return page;
            }

            if (text is not null && await texts.ReadAgainAsync(query.Text!, text, OrganisationSearch.Rows, cancellationToken) is { } corrected)
            {
                search = search with { Text = corrected };
                page = await PageAsync(query, search, sort, question, cursor: null, cancellationToken);
            }

            return page.Total > 0 ? page : page with { Suggestions = await WaysOutAsync(search, cancellationToken) };
        }

        private async Task<OrganisationPage> PageAsync(
            Query query, OrganisationSearch search, string sort, string question, Cursor? cursor, CancellationToken cancellationToken)
        {
            var values = new SqlParameters();
            var order = OrganisationSort.Order(sort, search, values);
            if (cursor is not null && !order.Fits(cursor))
            {
                throw Cursor.Refused();
            }

            var where = search.Where(values);
            var after = cursor is null ? "" : $"WHERE {order.After(cursor, values)}";
            var skip = cursor is null ? (query.Page - 1) * query.PageSize : 0;
            await using var batch = database.CreateBatch();
            batch.BatchCommands.Add(values.Command(
                $"""
                SELECT * FROM (SELECT s.id{order.Columns} FROM public.{OrganisationSearch.Rows} AS s WHERE {where}) AS matching
                {after} ORDER BY {order.OrderBy} LIMIT {values.Add(query.PageSize + 1)} OFFSET {values.Add(skip)}
                """));
            var counted = new SqlParameters();
            batch.BatchCommands.Add(counted.Command($"SELECT count(*)::integer FROM public.{OrganisationSearch.Rows} AS s WHERE {search.Where(counted)}"));

            var ids = new List<Guid>(query.PageSize);
            IReadOnlyList<JsonElement> last = [];
            var hasNext = false;
            int total;
            await using (var reader = await batch.ExecuteReaderAsync(cancellationToken))
            {
                while (await reader.ReadAsync(cancellationToken))
                {
                    hasNext = ids.Count == query.PageSize;
                    if (!hasNext)
                    {
                        ids.Add(reader.GetGuid(0));
                        last = order.Read(reader, firstColumn: 1);
                    }
                }

                await reader.NextResultAsync(cancellationToken);
                await reader.ReadAsync(cancellationToken);
                total = reader.GetInt32(0);
            }

            var items = await db.Organisations.Where(organisation => ids.Contains(organisation.Id))
                .ProjectTo<OrganisationSummary>(projections, new { date = search.Date }).ToDictionaryAsync(item => item.Id, cancellationToken);
            var page = cursor?.Page ?? query.Page;
            return new OrganisationPage
            {
                Total = total,
                Items = [.. ids.Select(id => items[id])],
                Page = page,
                PageSize = query.PageSize,
                Next = hasNext
                    ? new Cursor { Question = question, Date = search.Date, Corrected = search.Text?.Corrected, Page = page + 1, After = last, Id = ids[^1] }.ToString()
                    : null,
                CorrectedText = search.Text?.Corrected,
                Suggestions = [],
            };
        }

        private async Task<IReadOnlyList<SearchSuggestion>> WaysOutAsync(OrganisationSearch search, CancellationToken cancellationToken)
        {
            var found = new List<SearchSuggestion>();
            foreach (var (parameter, other) in WaysOut(search))
            {
                var values = new SqlParameters();
                await using var batch = database.CreateBatch();
                batch.BatchCommands.Add(values.Command($"SELECT count(*)::integer FROM public.{OrganisationSearch.Rows} AS s WHERE {other.Where(values)}"));
                if ((int)(await batch.ExecuteScalarAsync(cancellationToken))! is var total and > 0)
                {
                    found.Add(new SearchSuggestion { Parameter = parameter, Action = SearchSuggestion.Drop, Values = [], Total = total });
                }
            }

            return [.. found.OrderByDescending(way => way.Total)];
        }

        private static IEnumerable<(string Parameter, OrganisationSearch Search)> WaysOut(OrganisationSearch search)
        {
            var filter = search.Filter;
            if (search.Text is not null)
            {
                yield return ("text", search with { Text = null });
            }

            if (filter.Country.Length > 0)
            {
                yield return ("country", search with { Filter = filter with { Country = [] } });
            }

            if (filter.Topic.Length > 0)
            {
                yield return ("topic", search with { Filter = filter with { Topic = [] } });
            }

            if (filter.Support.Length > 0)
            {
                yield return ("support", search with { Filter = filter with { Support = [] } });
            }

            if (filter.HasOpenProjects is not null)
            {
                yield return ("hasOpenProjects", search with { Filter = filter with { HasOpenProjects = null } });
            }
        }
    }
}

/// <summary>The orders in which organisations can be asked for.</summary>
public static class OrganisationSort
{
    public const string Relevance = "relevance";
    public const string Name = "name";

    public static readonly CodeList List = new(
        "sort",
        new(Relevance, "Best match first"),
        new(Name, "By name, accents and case aside"));

    /// <summary>What rows are sorted by: the whole name first, then words in the name, the town and the labels.</summary>
    public static SortOrder Order(string sort, OrganisationSearch search, SqlParameters values) => new(sort switch
    {
        Relevance =>
        [
            new($"(s.name_key = {values.Add(search.Text!.Key)})", typeof(bool), Descending: true),
            new(search.Text.Rank.Length == 0 ? "0::real" : $"ts_rank('{{0, 0.2, 0.2, 1}}'::real[], s.head, {values.AddText(search.Text.Rank, "tsquery")})", typeof(float), Descending: true),
        ],
        Name => [new("s.name_key", typeof(string))],
        _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, "Not an order."),
    });
}

/// <summary>One page of the organisations that match.</summary>
public sealed record OrganisationPage : ResultPage<OrganisationSummary>;
