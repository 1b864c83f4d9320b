using AutoMapper.QueryableExtensions;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Portal.Api.Data;
using Portal.Api.Domain;
using Portal.Api.Features.Projects;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Errors;
using Portal.Api.Platform.OpenApi;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Features.Organisations;

/// <summary>Reads one organisation and its projects.</summary>
public static class GetOrganisation
{
    public sealed record Query : IRequest<OrganisationProfile>
    {
        internal Guid Id { get; init; }

        /// <summary>The day as of which the availability of its projects is told; today in Brussels when left out.</summary>
        /// <example>2018-01-10</example>
        [CalendarDate]
        public DateOnly? AsOf { get; init; }
    }

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(query => query.AsOf).IsInCalendar();
    }

    public sealed class Handler(PortalDbContext db, AutoMapper.IConfigurationProvider projections, BrusselsClock clock)
        : IRequestHandler<Query, OrganisationProfile>
    {
        public async Task<OrganisationProfile> Handle(Query query, CancellationToken cancellationToken)
        {
            var date = query.AsOf ?? clock.Today;
            var profile = await db.PublishedOrganisations.Where(organisation => organisation.Id == query.Id)
                .ProjectTo<OrganisationProfile>(projections, new { date }).SingleOrDefaultAsync(cancellationToken)
                ?? throw await Missing(query.Id, cancellationToken);

            return profile with { Projects = await ProjectsOf(query.Id, date, cancellationToken) };
        }

        private async Task<OrganisationProjects> ProjectsOf(Guid id, DateOnly date, CancellationToken cancellationToken)
        {
            var projects = db.PublishedProjects.Where(project => project.OrganisationId == id);
            var items = await projects
                .OrderByDescending(Availability.Is(Availability.Open, date))
                .ThenBy(project => project.Places == Places.Open && project.OpenUntil >= date ? project.Deadline : null)
                .ThenByDescending(project => project.StartsOn)
                .ThenBy(project => project.Id)
                .Take(OrganisationProjects.MaxItems)
                .ProjectTo<ProjectSummary>(projections, new { date })
                .ToListAsync(cancellationToken);

            return new OrganisationProjects
            {
                Items = items,
                Total = items.Count < OrganisationProjects.MaxItems ? items.Count : await projects.CountAsync(cancellationToken),
            };
        }

        private async Task<ProblemException> Missing(Guid id, CancellationToken cancellationToken) =>
            await db.Organisations.AnyAsync(organisation => organisation.Id == id, cancellationToken)
                ? new(ApiError.OrganisationWithdrawn, $"The organisation {id} was withdrawn and is no longer published.")
                : new(ApiError.OrganisationNotFound, $"No organisation has the key {id}.");
    }
}
