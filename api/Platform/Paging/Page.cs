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

/// <summary>An answer that is one page of a longer result.</summary>
public interface IPage
{
    int Total { get; }

    int Page { get; }

    int PageSize { get; }
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
