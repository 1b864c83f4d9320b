using System.ComponentModel.DataAnnotations;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Portal.Api.Data;
using Portal.Api.Domain;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.OpenApi;
using Portal.Api.Platform.Publishing;
using Portal.Api.Platform.Security;

namespace Portal.Api.Features.Partner;

/// <summary>Tells a partner who it is, what its key allows, and what of its records needs a look.</summary>
public static class GetPartner
{
    public sealed record Query(CallingPartner Caller) : IRequest<PartnerOverview>;

    public sealed class Validator : AbstractValidator<Query>;

    public sealed class Handler(PortalDbContext db, BrusselsClock clock, TimeProvider time) : IRequestHandler<Query, PartnerOverview>
    {
        public async Task<PartnerOverview> Handle(Query query, CancellationToken cancellationToken)
        {
            var (now, today, partner) = (time.GetUtcNow(), clock.Today, query.Caller.Name);
            var key = await db.PartnerKeys.AsNoTracking().SingleAsync(key => key.Prefix == query.Caller.KeyPrefix, cancellationToken);
            var projects = db.Projects.Where(project => project.Partner == partner);
            var published = projects.Where(project => project.WithdrawnAt == null);
            var stale = projects.Where(PartnerRecords.IsStale(now, today));
            var doubtful = published.Where(PartnerRecords.HasDataIssues);
            return new PartnerOverview
            {
                Name = partner,
                KeyPrefix = key.Prefix,
                KeyExpiresAt = key.ExpiresAt,
                Scopes = key.Scopes,
                Limits = new PartnerLimits { MaxBatchItems = ProjectBatch.MaxItems, MaxBatchBytes = ProjectBatch.MaxBytes, MaxProjectBytes = ProjectWrite.MaxBytes },
                Counts = new PartnerCounts
                {
                    PublishedProjects = await published.CountAsync(cancellationToken),
                    OpenProjects = await published.CountAsync(project => project.Places == Places.Open && project.OpenUntil >= today, cancellationToken),
                    WithdrawnProjects = await projects.CountAsync(project => project.WithdrawnAt != null, cancellationToken),
                    PublishedOrganisations = await db.PublishedOrganisations.CountAsync(organisation => organisation.Partner == partner, cancellationToken),
                    ProjectsWithDataIssues = await doubtful.CountAsync(cancellationToken),
                    StaleProjects = await stale.CountAsync(cancellationToken),
                },
                WithDataIssues = await FirstAsync(doubtful, now, today, cancellationToken),
                Stale = await FirstAsync(stale, now, today, cancellationToken),
            };
        }

        private static async Task<List<PartnerNotice>> FirstAsync(IQueryable<Project> projects, DateTimeOffset now, DateOnly today, CancellationToken cancellationToken)
        {
            var rows = await projects.AsNoTracking().OrderBy(project => project.ExternalId).Take(PartnerOverview.MaxNotices).Select(PartnerProject.FromRow).ToListAsync(cancellationToken);
            return [.. rows.Select(row => row.AsOf(now, today)).Select(row => new PartnerNotice { ExternalId = row.ExternalId, Title = row.Title, DataIssues = row.DataIssues, Stale = row.Stale })];
        }
    }
}

/// <summary>Who a partner is, what its key allows, and what of its records needs a look.</summary>
public sealed record PartnerOverview
{
    /// <summary>So many records that need a look are told here; listPartnerProjects has them all.</summary>
    public const int MaxNotices = 100;

    /// <summary>The partner's name.</summary>
    /// <example>Agenția Națională</example>
    public required string Name { get; init; }

    /// <summary>The beginning of the key that this was asked with.</summary>
    /// <example>k7mq2xwp</example>
    public required string KeyPrefix { get; init; }

    /// <summary>When that key ends. Rotate it before.</summary>
    /// <example>2027-11-24T08:00:00Z</example>
    public required DateTimeOffset KeyExpiresAt { get; init; }

    /// <summary>What that key allows.</summary>
    /// <example>["read", "write"]</example>
    [Codes(typeof(PartnerScope))]
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>How much may be sent at once.</summary>
    public required PartnerLimits Limits { get; init; }

    /// <summary>How many records the partner has.</summary>
    public required PartnerCounts Counts { get; init; }

    /// <summary>Published projects about whose data something looks doubtful, the first ones by key.</summary>
    [MaxLength(MaxNotices)]
    public required IReadOnlyList<PartnerNotice> WithDataIssues { get; init; }

    /// <summary>Open projects that nobody has changed or confirmed for 180 days, the first ones by key.</summary>
    [MaxLength(MaxNotices)]
    public required IReadOnlyList<PartnerNotice> Stale { get; init; }
}

/// <summary>How much a partner may send at once.</summary>
public sealed record PartnerLimits
{
    /// <summary>The most projects in a batch.</summary>
    /// <example>1000</example>
    public required int MaxBatchItems { get; init; }

    /// <summary>The most bytes of a batch.</summary>
    /// <example>33554432</example>
    public required int MaxBatchBytes { get; init; }

    /// <summary>The most bytes of one project.</summary>
    /// <example>524288</example>
    public required int MaxProjectBytes { get; init; }
}

/// <summary>How many records a partner has.</summary>
public sealed record PartnerCounts
{
    /// <summary>Projects that are published.</summary>
    /// <example>120</example>
    public required int PublishedProjects { get; init; }

    /// <summary>Of those, projects for which one can apply today.</summary>
    /// <example>30</example>
    public required int OpenProjects { get; init; }

    /// <summary>Projects that were withdrawn.</summary>
    /// <example>4</example>
    public required int WithdrawnProjects { get; init; }

    /// <summary>Organisations that are published.</summary>
    /// <example>12</example>
    public required int PublishedOrganisations { get; init; }

    /// <summary>Published projects about whose data something looks doubtful.</summary>
    /// <example>2</example>
    public required int ProjectsWithDataIssues { get; init; }

    /// <summary>Open projects that nobody has changed or confirmed for 180 days.</summary>
    /// <example>1</example>
    public required int StaleProjects { get; init; }
}

/// <summary>A project that needs a look.</summary>
public sealed record PartnerNotice
{
    /// <summary>The partner's own key.</summary>
    /// <example>2027-014</example>
    public required string ExternalId { get; init; }

    /// <summary>The title.</summary>
    /// <example>After-school club</example>
    public required string Title { get; init; }

    /// <summary>What looks doubtful.</summary>
    /// <example>["weeksMissing"]</example>
    [Codes(typeof(DataIssue))]
    public required IReadOnlyList<string> DataIssues { get; init; }

    /// <summary>Whether it is stale.</summary>
    /// <example>false</example>
    public required bool Stale { get; init; }
}
