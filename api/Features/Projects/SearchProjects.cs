using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using FluentValidation;
using MediatR;
using Npgsql;
using Portal.Api.Platform.Database;
using Portal.Api.Platform.OpenApi;
using Portal.Api.Platform.Paging;
using Portal.Api.Platform.Search;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Features.Projects;

/// <summary>Finds projects by text and filters, a page at a time.</summary>
public static class SearchProjects
{
    public sealed record Query : ProjectFilter, IPageRequest, IRequest<ProjectPage>
    {
        /// <summary>The order: relevance (needs text, and is the default with it), deadline (the default without text;
        /// projects without a deadline come last), start, newest, duration, distance (needs near; places that are not
        /// known come last) or fit (needs freeFrom and freeTo; what fits, then what slides, then what misses, each with
        /// the most days first). Ties are broken by id.</summary>
        /// <example>deadline</example>
        [Codes(typeof(ProjectSort))]
        public string? Sort { get; init; }

        /// <summary>Which page, from 1. Pages go 10,000 rows deep: page × pageSize is at most 10,000.</summary>
        /// <example>1</example>
        [Range(1, PageLimits.MaxDepth), DefaultValue(1)]
        public int Page { get; init; } = 1;

        /// <summary>How many projects a page holds.</summary>
        /// <example>20</example>
        [Range(1, PageLimits.MaxPageSize), DefaultValue(PageLimits.DefaultPageSize)]
        public int PageSize { get; init; } = PageLimits.DefaultPageSize;

        /// <summary>Where to go on: the next of the answer before, with the same filters and order. Pages by cursor have
        /// no limit of depth, and repeat and leave out nothing while projects come and go.</summary>
        /// <example>eyJzIjoiZGVhZGxpbmUifQ</example>
        [MaxLength(PageLimits.MaxCursorLength)]
        public string? Cursor { get; init; }
    }

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            Include(new ProjectFilter.FilterRules());
            Include(new PageRules());
            RuleFor(query => query.Sort).IsCodeOf(ProjectSort.List)
                .Must((query, sort) => sort != ProjectSort.Relevance || !string.IsNullOrWhiteSpace(query.Text))
                .WithMessage("Sorting by relevance needs text.")
                .Must((query, sort) => sort != ProjectSort.Distance || query.Near is not null)
                .WithMessage("Sorting by distance needs near: say from where.")
                .Must((query, sort) => sort != ProjectSort.Fit || query.FreeFrom is not null)
                .WithMessage("Sorting by fit needs freeFrom and freeTo.");
        }
    }

    public sealed class Handler(NpgsqlDataSource database, ProjectSearchReader searches, DeadEnds deadEnds)
        : IRequestHandler<Query, ProjectPage>
    {
        public async Task<ProjectPage> Handle(Query query, CancellationToken cancellationToken)
        {
            var sort = query.Sort ?? (string.IsNullOrWhiteSpace(query.Text) ? ProjectSort.Deadline : ProjectSort.Relevance);
            var question = Cursor.NameOf(query with { Cursor = null, Page = 1, PageSize = 0, Sort = sort, Language = "" });
            if (Cursor.Of(query, question) is { } cursor)
            {
                var continued = await searches.ReadOnAsync(query, cursor.Date, cursor.Corrected, cancellationToken);
                return await PageAsync(query, continued, sort, question, cursor, cancellationToken);
            }

            var search = await searches.ReadAsync(query, cancellationToken);
            var page = await PageAsync(query, search, sort, question, cursor: null, cancellationToken);
            if (page.Total > 0)
            {
                return page;
            }

            if (await searches.ReadAgainAsync(search, cancellationToken) is { } corrected)
            {
                search = corrected;
                page = await PageAsync(query, search, sort, question, cursor: null, cancellationToken);
            }

            return page.Total > 0 ? page : page with { Suggestions = await deadEnds.WaysOutAsync(search, cancellationToken) };
        }

        private async Task<ProjectPage> PageAsync(
            Query query, ProjectSearch search, string sort, string question, Cursor? cursor, CancellationToken cancellationToken)
        {
            var values = new SqlParameters();
            var order = ProjectSort.Order(sort, search, values);
            if (cursor is not null && !order.Fits(cursor))
            {
                throw Cursor.Refused();
            }

            await using var batch = database.CreateBatch();
            batch.BatchCommands.Add(values.Command(PageSql(query, search, order, cursor, values)));
            var counted = new SqlParameters();
            batch.BatchCommands.Add(counted.Command($"SELECT count(*)::integer FROM public.{search.Rows} AS s WHERE {search.Where(counted)}"));

            var items = new List<ProjectSummary>(query.PageSize);
            IReadOnlyList<JsonElement> last = [];
            var hasNext = false;
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                if (items.Count == query.PageSize)
                {
                    hasNext = true;
                    continue;
                }

                items.Add(Read(reader, search));
                if (items.Count == query.PageSize)
                {
                    last = order.Read(reader, FirstKey);
                }
            }

            await reader.NextResultAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            var page = cursor?.Page ?? query.Page;
            return new ProjectPage
            {
                Total = reader.GetInt32(0),
                Items = items,
                Page = page,
                PageSize = query.PageSize,
                Next = hasNext
                    ? new Cursor { Question = question, Date = search.Date, Corrected = search.Text?.Corrected, Page = page + 1, After = last, Id = items[^1].Id }.ToString()
                    : null,
                CorrectedText = search.Text?.Corrected,
                Suggestions = [],
            };
        }

        /// <summary>The rows that the page shows are chosen in narrow rows and only then read whole, with one more to see whether a page follows.</summary>
        private static string PageSql(Query query, ProjectSearch search, SortOrder order, Cursor? cursor, SqlParameters values)
        {
            var distance = query.Near is null ? "NULL::double precision" : search.Distance(values);
            var where = search.Where(values);
            var after = cursor is null ? "" : $"WHERE {order.After(cursor, values)}";
            var skip = cursor is null ? (query.Page - 1) * query.PageSize : 0;
            var texts = search.Text is null ? "NULL, NULL, NULL, NULL" : "p.description, p.participant_profile, p.accommodation, p.training";
            return $"""
                SELECT {ProjectRow.Columns}, distance, {texts}{string.Concat(order.Keys.Select((_, index) => $", key{index}"))}
                FROM (
                    SELECT * FROM (SELECT s.id, {distance} AS distance{order.Columns} FROM public.{search.Rows} AS s WHERE {where}) AS matching
                    {after} ORDER BY {order.OrderBy} LIMIT {values.Add(query.PageSize + 1)} OFFSET {values.Add(skip)}
                ) AS chosen
                JOIN public.projects AS p USING (id)
                ORDER BY {order.OrderBy}
                """;
        }

        private const int DistanceColumn = ProjectRow.Count;
        private const int FirstText = DistanceColumn + 1;
        private const int FirstKey = FirstText + 4;

        private static ProjectSummary Read(NpgsqlDataReader row, ProjectSearch search)
        {
            var project = ProjectRow.Read(row, search.Date, search.Filter.FreeFrom, search.Filter.FreeTo);
            if (!row.IsDBNull(DistanceColumn))
            {
                project = project with { DistanceKm = Math.Round(row.GetDouble(DistanceColumn), 1) };
            }

            if (search.Text is not { } text)
            {
                return project;
            }

            var texts = Enumerable.Range(FirstText, 4).Select(column => row.TextOrNull(column));
            return project with
            {
                Highlight = Highlight.Of(texts.Concat([project.Title, project.Organisation.Name, project.Town]), text.Marks),
            };
        }
    }
}

/// <summary>One page of the projects that match.</summary>
public sealed record ProjectPage : ResultPage<ProjectSummary>;
