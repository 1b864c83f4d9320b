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

namespace Portal.Api.Features.Organisations;

/// <summary>Finds organisations by text and filters, a page at a time.</summary>
public static class SearchOrganisations
{
    public sealed record Query : IPageRequest, IRequest<OrganisationPage>
    {
        /// <summary>Words to find in name, town, country, topic labels and description. Every word must match; "quoted
        /// words" match as a phrase and -word must not match. Accents and case do not matter.</summary>
        /// <example>youth centre</example>
        [MaxLength(TextQuery.MaxLength)]
        public string? Text { get; init; }

        /// <summary>Where the organisation is: ISO 3166-1 alpha-2 codes, and XK. The European Union's own EL and UK are
        /// read as GR and GB. At most 50 values.</summary>
        /// <example>["MD"]</example>
        [CountryCodes, MaxLength(Rules.MaxValues)]
        public string[] Country { get; init; } = [];

        /// <summary>What the organisation works on. At most 50 values.</summary>
        /// <example>["migr"]</example>
        [Codes(typeof(Topic)), MaxLength(Rules.MaxValues)]
        public string[] Topic { get; init; } = [];

        /// <summary>What it offers to participants with fewer opportunities; all values given are asked for.</summary>
        /// <example>["mentoring"]</example>
        [Codes(typeof(InclusionSupport)), MaxLength(Rules.MaxValues)]
        public string[] Support { get; init; } = [];

        /// <summary>True: only organisations with a project that is open for applications as of asOf; false: only those without.</summary>
        /// <example>true</example>
        public bool? HasOpenProjects { get; init; }

        /// <summary>The day as of which projects count as open; today in Brussels when left out.</summary>
        /// <example>2027-01-10</example>
        [CalendarDate]
        public DateOnly? AsOf { get; init; }

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
    }

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            Include(new PageRules());
            RuleFor(query => query.Text).IsSearchText(TextQuery.MaxLength);
            RuleFor(query => query.Country).AreCountries();
            RuleFor(query => query.Topic).AreCodesOf(Domain.Topic.List);
            RuleFor(query => query.Support).AreCodesOf(InclusionSupport.List);
            RuleFor(query => query.AsOf).IsInCalendar();
            RuleFor(query => query.Sort).IsCodeOf(OrganisationSort.List)
                .Must((query, sort) => sort != OrganisationSort.Relevance || !string.IsNullOrWhiteSpace(query.Text))
                .WithMessage("Sorting by relevance needs text.");
        }
    }

    public sealed class Handler(PortalDbContext db, AutoMapper.IConfigurationProvider projections, BrusselsClock clock)
        : IRequestHandler<Query, OrganisationPage>
    {
        public async Task<OrganisationPage> Handle(Query query, CancellationToken cancellationToken)
        {
            var date = query.AsOf ?? clock.Today;
            var matches = Matching(query, date);

            return new OrganisationPage
            {
                Total = await matches.CountAsync(cancellationToken),
                Items = await Sorted(matches, query).TakePage(query)
                    .ProjectTo<OrganisationSummary>(projections, new { date }).ToListAsync(cancellationToken),
                Page = query.Page,
                PageSize = query.PageSize,
                Next = null,
                CorrectedText = null,
                Suggestions = [],
            };
        }

        private IQueryable<Organisation> Matching(Query query, DateOnly date)
        {
            var organisations = db.PublishedOrganisations;
            if (!string.IsNullOrWhiteSpace(query.Text))
            {
                var words = TextQuery.ToWebSearch(query.Text);
                organisations = organisations.Where(organisation => EF.Property<NpgsqlTsVector>(organisation, "Search")
                    .Matches(EF.Functions.WebSearchToTsQuery(TextQuery.Configuration, words)));
            }

            if (query.Country.Length > 0)
            {
                var countries = query.Country.Select(Country.ToIso).ToArray();
                organisations = organisations.Where(organisation => countries.Contains(organisation.Country));
            }

            if (query.Topic.Length > 0)
            {
                organisations = organisations.Where(organisation => organisation.Topics.Any(topic => query.Topic.Contains(topic)));
            }

            if (query.Support.Length > 0)
            {
                organisations = organisations.Where(organisation =>
                    query.Support.All(support => organisation.InclusionSupports.Contains(support)));
            }

            if (query.HasOpenProjects is { } hasOpenProjects)
            {
                var open = db.PublishedProjects.Where(Availability.Is(Availability.Open, date));
                organisations = organisations.Where(organisation =>
                    open.Any(project => project.OrganisationId == organisation.Id) == hasOpenProjects);
            }

            return organisations;
        }

        private static IOrderedQueryable<Organisation> Sorted(IQueryable<Organisation> matches, Query query)
        {
            var words = TextQuery.ToRanking(query.Text ?? "");
            var standard = string.IsNullOrWhiteSpace(query.Text) ? OrganisationSort.Name : OrganisationSort.Relevance;
            var sorted = (query.Sort ?? standard) == OrganisationSort.Relevance
                ? matches.OrderByDescending(organisation => EF.Property<NpgsqlTsVector>(organisation, "Search")
                    .Rank(TextQuery.Weights, EF.Functions.WebSearchToTsQuery(TextQuery.Configuration, words)))
                : matches.OrderBy(organisation => organisation.NameKey);
            return sorted.ThenBy(organisation => organisation.Id);
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
}

/// <summary>One page of the organisations that match.</summary>
public sealed record OrganisationPage : ResultPage<OrganisationSummary>;
