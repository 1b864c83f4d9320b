using System.ComponentModel.DataAnnotations;
using FluentValidation;

namespace Portal.Api.Platform.Paging;

/// <summary>Which page of a result is asked for, and how deep one may page.</summary>
public static class PageLimits
{
    public const int DefaultPageSize = 20;
    public const int MaxPageSize = 100;

    /// <summary>Pages are for people, who do not read further than this; skipping rows gets slower with depth.</summary>
    public const int MaxDepth = 10_000;
}

/// <summary>A request for one page.</summary>
public interface IPageRequest
{
    int Page { get; }

    int PageSize { get; }
}

/// <summary>What links between pages are made from.</summary>
public interface IPage
{
    int Total { get; }

    int Page { get; }

    int PageSize { get; }
}

/// <summary>An answer that is one page of a longer result.</summary>
public abstract record ResultPage<TItem> : IPage
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

    /// <summary>A cursor for the next page; null at the end and as long as no cursor can be asked for.</summary>
    /// <example>null</example>
    public required string? Next { get; init; }

    /// <summary>The text as it was searched for, where a word was corrected in its spelling; else null.</summary>
    /// <example>null</example>
    public required string? CorrectedText { get; init; }

    /// <summary>For an empty answer: which one filter to drop, and what that would find.</summary>
    public required IReadOnlyList<SearchSuggestion> Suggestions { get; init; }
}

/// <summary>A filter to drop, and what the search would find without it.</summary>
public sealed record SearchSuggestion
{
    /// <summary>The query parameter to leave out.</summary>
    /// <example>country</example>
    public required string Parameter { get; init; }

    /// <summary>How many match without it.</summary>
    /// <example>12</example>
    [Range(1, int.MaxValue)]
    public required int Total { get; init; }
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
            .WithMessage($"Pages go {PageLimits.MaxDepth} rows deep. Narrow the search with more filters.");
    }
}

public static class PageQueries
{
    public static IQueryable<T> TakePage<T>(this IQueryable<T> rows, IPageRequest request) =>
        rows.Skip((request.Page - 1) * request.PageSize).Take(request.PageSize);
}
