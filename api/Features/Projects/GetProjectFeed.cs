using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using FluentValidation;
using MediatR;
using Npgsql;
using Portal.Api.Domain;
using Portal.Api.Platform;
using Portal.Api.Platform.OpenApi;
using Portal.Api.Platform.Paging;
using Portal.Api.Platform.Search;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Features.Projects;

/// <summary>Gives what a search finds to feed readers, the last published first.</summary>
public static class GetProjectFeed
{
    public sealed record Query : ProjectFilter, IPageRequest, IRequest<Document>
    {
        /// <summary>The address that was asked for.</summary>
        internal Uri? Address { get; init; }

        /// <summary>atom: Atom (RFC 4287), paged as RFC 5005 has it; json: JSON Feed 1.1.</summary>
        /// <example>atom</example>
        [Codes(typeof(FeedFormat)), DefaultValue(FeedFormat.Atom)]
        public string Format { get; init; } = FeedFormat.Atom;

        /// <summary>How many projects a page holds.</summary>
        /// <example>20</example>
        [Range(1, PageLimits.MaxPageSize), DefaultValue(PageLimits.DefaultPageSize)]
        public int PageSize { get; init; } = PageLimits.DefaultPageSize;

        /// <summary>Where to go on; follow the feed's link to the next page, which has it.</summary>
        /// <example>eyJzIjoiZGVhZGxpbmUifQ</example>
        [MaxLength(PageLimits.MaxCursorLength)]
        public string? Cursor { get; init; }

        int IPageRequest.Page => 1;
    }

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            Include(new ProjectFilter.FilterRules());
            Include(new PageRules());
            RuleFor(query => query.Format).IsCodeOf(FeedFormat.List);
        }
    }

    public sealed class Handler(NpgsqlDataSource database, ProjectSearchReader searches, ProjectDetailReader details, PublicSite site) : IRequestHandler<Query, Document>
    {
        public async Task<Document> Handle(Query query, CancellationToken cancellationToken)
        {
            var question = Cursor.NameOf(query with { Cursor = null, PageSize = 0, Format = "", Language = "" });
            var cursor = Cursor.Of(query, question);
            var search = cursor is null
                ? await searches.ReadAsync(query, cancellationToken)
                : await searches.ReadOnAsync(query, cursor.Date, cursor.Corrected, cancellationToken);
            var (keys, next) = await KeysAsync(query, search, question, cursor, cancellationToken);
            if (keys.Count == 0 && cursor is null && await searches.ReadAgainAsync(search, cancellationToken) is { } corrected)
            {
                search = corrected;
                (keys, next) = await KeysAsync(query, search, question, cursor, cancellationToken);
            }

            var address = query.Address!;
            var feed = new ProjectFeed
            {
                Question = question,
                Title = SearchInWords.Of(search),
                Language = query.Language,
                Projects = [.. (await details.ReadAsync(keys, search.Date, null, cancellationToken)).Select(project => project.WithoutContacts())],
                Self = address,
                First = address.With("cursor", null),
                Next = next is null ? null : address.With("cursor", next.ToString()),
                Page = site.SearchPage(address.With("cursor", null).With("format", null).With("pageSize", null).With("language", null).Query),
            };
            return query.Format == FeedFormat.Atom ? AtomFeed.Write(feed, site) : JsonFeed.Write(feed, site);
        }

        private async Task<(List<Guid> Keys, Cursor? Next)> KeysAsync(
            Query query, ProjectSearch search, string question, Cursor? cursor, CancellationToken cancellationToken)
        {
            var values = new SqlParameters();
            var order = ProjectSort.Order(ProjectSort.Newest, search, values);
            if (cursor is not null && !order.Fits(cursor))
            {
                throw Cursor.Refused();
            }

            await using var batch = database.CreateBatch();
            batch.BatchCommands.Add(values.Command(
                $"""
                SELECT * FROM (SELECT s.id{order.Columns} FROM public.{search.Rows} AS s WHERE {search.Where(values)}) AS matching
                {(cursor is null ? "" : $"WHERE {order.After(cursor, values)}")} ORDER BY {order.OrderBy} LIMIT {values.Add(query.PageSize + 1)}
                """));
            var keys = new List<Guid>(query.PageSize);
            IReadOnlyList<JsonElement> last = [];
            await using var row = await batch.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                if (keys.Count == query.PageSize)
                {
                    return (keys, new Cursor { Question = question, Date = search.Date, Corrected = search.Text?.Corrected, Page = (cursor?.Page ?? 1) + 1, After = last, Id = keys[^1] });
                }

                keys.Add(row.GetGuid(0));
                last = keys.Count == query.PageSize ? order.Read(row, 1) : last;
            }

            return (keys, null);
        }
    }
}

/// <summary>The forms in which a search can be followed.</summary>
public static class FeedFormat
{
    public const string Atom = "atom";
    public const string Json = "json";

    public static readonly CodeList List = new(
        "format",
        new(Atom, "Atom"),
        new(Json, "JSON Feed"));
}
