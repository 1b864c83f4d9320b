using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Portal.Api.Data;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Security;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Features.Partner;

/// <summary>Reads one of the partner's projects, withdrawn ones too.</summary>
public static class GetPartnerProject
{
    public sealed record Query(CallingPartner Caller, string ExternalId) : IRequest<PartnerProject>;

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(query => query.ExternalId).IsExternalId();
    }

    public sealed class Handler(PortalDbContext db, BrusselsClock clock, TimeProvider time) : IRequestHandler<Query, PartnerProject>
    {
        public async Task<PartnerProject> Handle(Query query, CancellationToken cancellationToken)
        {
            var record = await db.Projects.AsNoTracking()
                .Of(query.Caller, query.ExternalId)
                .Select(PartnerProject.FromRow).SingleOrDefaultAsync(cancellationToken)
                ?? throw OwnRecords.Missing(query.ExternalId);
            return record.AsOf(time.GetUtcNow(), clock.Today);
        }
    }
}
