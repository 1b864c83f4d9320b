using System.ComponentModel.DataAnnotations;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Portal.Api.Data;
using Portal.Api.Domain;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Paging;

namespace Portal.Api.Features.Partner;

/// <summary>Lists the partner's projects in the order of their keys.</summary>
public static class ListPartnerProjects
{
    public sealed record Query : PartnerListQuery, IRequest<PartnerProjectPage>
    {
        /// <summary>Only projects of this organisation of the partner.</summary>
        /// <example>casa</example>
        [MaxLength(ExternalIds.MaxLength)]
        public string? OrganisationExternalId { get; init; }

        /// <summary>true: only projects that are still open and that nobody has changed or confirmed for 180 days.</summary>
        /// <example>true</example>
        public bool? Stale { get; init; }

        /// <summary>true: only projects about whose data something looks doubtful.</summary>
        /// <example>true</example>
        public bool? HasDataIssues { get; init; }
    }

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            Include(new PartnerListQuery.ListRules());
            RuleFor(query => query.OrganisationExternalId).MaximumLength(ExternalIds.MaxLength).WithMessage($"Give at most {ExternalIds.MaxLength} characters.");
        }
    }

    public sealed class Handler(PortalDbContext db, BrusselsClock clock, TimeProvider time) : IRequestHandler<Query, PartnerProjectPage>
    {
        public async Task<PartnerProjectPage> Handle(Query query, CancellationToken cancellationToken)
        {
            var (now, today, partner) = (time.GetUtcNow(), clock.Today, query.Caller!.Name);
            var projects = db.Projects.AsNoTracking().Where(project => project.Partner == partner).InState(query.State);
            if (query.OrganisationExternalId is { } organisation)
            {
                projects = projects.Where(project => project.Organisation.ExternalId == organisation);
            }

            if (query.Stale == true)
            {
                projects = projects.Where(PartnerRecords.IsStale(now, today));
            }

            if (query.HasDataIssues == true)
            {
                projects = projects.Where(PartnerRecords.HasDataIssues);
            }

            var total = await projects.CountAsync(cancellationToken);
            var (cursor, question) = query.Place(query with { Cursor = null, Page = 1, PageSize = 0 });
            var rows = await projects.OfPage(query, cursor).Select(PartnerProject.FromRow).ToListAsync(cancellationToken);
            return new PartnerProjectPage
            {
                Items = [.. rows.Take(query.PageSize).Select(row => row.AsOf(now, today))],
                Total = total,
                Page = cursor?.Page ?? query.Page,
                PageSize = query.PageSize,
                Next = query.Next(rows.Count > query.PageSize ? rows[query.PageSize - 1].ExternalId : null, cursor, question, today),
            };
        }
    }
}

/// <summary>One page of a partner's projects.</summary>
public sealed record PartnerProjectPage : CursorPage<PartnerProject>;
