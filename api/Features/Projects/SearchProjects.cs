using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using AutoMapper.QueryableExtensions;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;
using Portal.Api.Data;
using Portal.Api.Domain;
using Portal.Api.Platform.Caching;
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
        /// projects without a deadline come last), start, newest or duration. Ties are broken by id.</summary>
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
    }

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            Include(new ProjectFilter.FilterRules());
            Include(new PageRules());
            RuleFor(query => query.Sort).IsCodeOf(ProjectSort.List)
                .Must((query, sort) => sort != ProjectSort.Relevance || !string.IsNullOrWhiteSpace(query.Text))
                .WithMessage("Sorting by relevance needs text.");
        }
    }

    public sealed class Handler(PortalDbContext db, AutoMapper.IConfigurationProvider projections, BrusselsClock clock)
        : IRequestHandler<Query, ProjectPage>
    {
        public async Task<ProjectPage> Handle(Query query, CancellationToken cancellationToken)
        {
            var date = query.AsOf ?? clock.Today;
            var matches = query.Apply(db.PublishedProjects, date);

            return new ProjectPage
            {
                Total = await matches.CountAsync(cancellationToken),
                Items = await Sorted(matches, query, date).TakePage(query)
                    .ProjectTo<ProjectSummary>(projections, new { date }).ToListAsync(cancellationToken),
                Page = query.Page,
                PageSize = query.PageSize,
                Next = null,
                CorrectedText = null,
                Suggestions = [],
            };
        }

        private static IOrderedQueryable<Project> Sorted(IQueryable<Project> matches, Query query, DateOnly date)
        {
            var words = TextQuery.ToRanking(query.Text ?? "");
            var standard = string.IsNullOrWhiteSpace(query.Text) ? ProjectSort.Deadline : ProjectSort.Relevance;
            var sorted = (query.Sort ?? standard) switch
            {
                ProjectSort.Relevance => matches
                    .OrderByDescending(project => EF.Property<NpgsqlTsVector>(project, "Search")
                        .Rank(TextQuery.Weights, EF.Functions.WebSearchToTsQuery(TextQuery.Configuration, words)))
                    .ThenByDescending(Availability.Is(Availability.Open, date)),
                ProjectSort.Deadline => matches.OrderBy(project => project.Deadline == null).ThenBy(project => project.Deadline),
                ProjectSort.Start => matches.OrderBy(project => project.StartsOn),
                ProjectSort.Newest => matches.OrderByDescending(project => project.CreatedAt),
                ProjectSort.Duration => matches.OrderBy(project => project.Weeks),
                var unknown => throw new InvalidOperationException($"The rules let the sort '{unknown}' through."),
            };
            return sorted.ThenBy(project => project.Id);
        }
    }
}

/// <summary>The orders in which projects can be asked for.</summary>
public static class ProjectSort
{
    public const string Relevance = "relevance";
    public const string Deadline = "deadline";
    public const string Start = "start";
    public const string Newest = "newest";
    public const string Duration = "duration";

    public static readonly CodeList List = new(
        "sort",
        new(Relevance, "Best match first"),
        new(Deadline, "Next deadline first, those without one last"),
        new(Start, "First to start first"),
        new(Newest, "Last published first"),
        new(Duration, "Shortest first"));
}

/// <summary>One page of the projects that match.</summary>
public sealed record ProjectPage : ResultPage<ProjectSummary>;
