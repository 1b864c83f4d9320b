using AutoMapper.QueryableExtensions;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Portal.Api.Data;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.OpenApi;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Features.Projects;

/// <summary>Reads one project.</summary>
public static class GetProject
{
    public sealed record Query : IRequest<ProjectDetail>
    {
        internal Guid Id { get; init; }

        /// <summary>The day as of which availability and the other facts that change with the calendar are told; today
        /// in Brussels when left out.</summary>
        /// <example>2027-01-10</example>
        [CalendarDate]
        public DateOnly? AsOf { get; init; }
    }

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(query => query.AsOf).IsInCalendar();
    }

    public sealed class Handler(PortalDbContext db, AutoMapper.IConfigurationProvider projections, BrusselsClock clock)
        : IRequestHandler<Query, ProjectDetail>
    {
        public async Task<ProjectDetail> Handle(Query query, CancellationToken cancellationToken)
        {
            var date = query.AsOf ?? clock.Today;
            return await db.PublishedProjects.Where(project => project.Id == query.Id)
                .ProjectTo<ProjectDetail>(projections, new { date }).SingleOrDefaultAsync(cancellationToken)
                ?? throw await db.MissingProjectAsync(query.Id, cancellationToken);
        }
    }
}
