using System.ComponentModel.DataAnnotations;
using FluentValidation;
using Portal.Api.Platform.OpenApi;

namespace Portal.Api.Platform.Paging;

/// <summary>Which page of a result is asked for, and how deep one may page.</summary>
public static class PageLimits
{
    public const int DefaultPageSize = 20;
    public const int MaxPageSize = 100;

    /// <summary>Pages are for people, who do not read further than this; skipping rows gets slower with depth.</summary>
    public const int MaxDepth = 10_000;

    public const int MaxCursorLength = 2_000;
}

/// <summary>A request for one page.</summary>
public interface IPageRequest
{
    int Page { get; }

    int PageSize { get; }

    string? Cursor { get; }
}

/// <summary>What links between pages are made from.</summary>
public interface IPage
{
    int Total { get; }

    int Page { get; }

    int PageSize { get; }

    string? NextCursor { get; }
}

/// <summary>One page of a longer list.</summary>
public abstract record ListPage<TItem> : IPage
{
    /// <summary>What this page holds, in the order asked for.</summary>
    [MaxLength(PageLimits.MaxPageSize)]
    public required IReadOnlyList<TItem> Items { get; init; }

    /// <summary>How many match in all.</summary>
    /// <example>614</example>
    [Range(0, int.MaxValue)]
    public required int Total { get; init; }

    /// <summary>Which page this is, from 1.</summary>
    /// <example>1</example>
    [Range(1, PageLimits.MaxDepth)]
    public required int Page { get; init; }

    /// <summary>How many a page holds.</summary>
    /// <example>20</example>
    [Range(1, PageLimits.MaxPageSize)]
    public required int PageSize { get; init; }

    string? IPage.NextCursor => NextCursor;

    /// <summary>Null where pages have no cursors.</summary>
    private protected virtual string? NextCursor => null;
}

/// <summary>One page of a longer list, which can also be followed by cursor.</summary>
public abstract record CursorPage<TItem> : ListPage<TItem>
{
    /// <summary>The cursor of the next page; null at the end. Give it back as cursor, with the same filters and order.</summary>
    /// <example>eyJzIjoiZGVhZGxpbmUifQ</example>
    [MaxLength(PageLimits.MaxCursorLength)]
    public required string? Next { get; init; }

    private protected override string? NextCursor => Next;
}

/// <summary>One page of what a search finds.</summary>
public abstract record ResultPage<TItem> : CursorPage<TItem>
{
    /// <summary>The text as it was searched for, where a word was corrected in its spelling; else null.</summary>
    /// <example>null</example>
    public required string? CorrectedText { get; init; }

    /// <summary>For an empty answer: which single filter to drop or widen, and what that would find, the most first.</summary>
    public required IReadOnlyList<SearchSuggestion> Suggestions { get; init; }
}

/// <summary>One filter to drop or to widen, and what the search would find then.</summary>
public sealed record SearchSuggestion
{
    /// <summary>The query parameter to change. Parameters that only work together go together: near stands for radiusKm
    /// too, and freeFrom for freeTo and fit.</summary>
    /// <example>country</example>
    [MaxLength(50)]
    public required string Parameter { get; init; }

    /// <summary>drop: leave the parameter out; widen: give it the values instead.</summary>
    /// <example>drop</example>
    [ExtensibleEnum(SearchSuggestion.Drop, SearchSuggestion.Widen)]
    public required string Action { get; init; }

    /// <summary>What to give the parameter instead, for text the words without one; empty where it is to be left out.</summary>
    /// <example>[]</example>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>How many match then.</summary>
    /// <example>12</example>
    [Range(1, int.MaxValue)]
    public required int Total { get; init; }

    public const string Drop = "drop";
    public const string Widen = "widen";
}

public sealed class PageRules : AbstractValidator<IPageRequest>
{
    public PageRules()
    {
        RuleFor(request => request.Page)
            .InclusiveBetween(1, PageLimits.MaxDepth).WithMessage($"Give a page from 1 to {PageLimits.MaxDepth}.");
        RuleFor(request => request.PageSize)
            .InclusiveBetween(1, PageLimits.MaxPageSize).WithMessage($"Give a page size from 1 to {PageLimits.MaxPageSize}.");
        RuleFor(request => request.Page)
            .Must((request, page) => (long)page * request.PageSize <= PageLimits.MaxDepth)
            .When(request => request.Page is >= 1 and <= PageLimits.MaxDepth && request.PageSize is >= 1 and <= PageLimits.MaxPageSize)
            .WithMessage($"Pages go {PageLimits.MaxDepth} rows deep. Narrow the search with more filters, or follow the cursor in next.");
        RuleFor(request => request.Page)
            .Must((request, page) => page == 1 || request.Cursor is null)
            .WithMessage("Give a page or a cursor, not both.");
        RuleFor(request => request.Cursor)
            .MaximumLength(PageLimits.MaxCursorLength).WithMessage("This is no cursor of ours: give back the next of an answer as it is.");
    }
}

public static class PageQueries
{
    public static IQueryable<T> TakePage<T>(this IQueryable<T> rows, IPageRequest request) =>
        rows.Skip((request.Page - 1) * request.PageSize).Take(request.PageSize);
}
