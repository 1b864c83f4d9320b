using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Portal.Api.Data;
using Portal.Api.Platform.Security;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Features.Partner;

/// <summary>Reads one of the partner's organisations, withdrawn ones too.</summary>
public static class GetPartnerOrganisation
{
    public sealed record Query(CallingPartner Caller, string ExternalId) : IRequest<PartnerOrganisation>;

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(query => query.ExternalId).IsExternalId();
    }

    public sealed class Handler(PortalDbContext db) : IRequestHandler<Query, PartnerOrganisation>
    {
        public async Task<PartnerOrganisation> Handle(Query query, CancellationToken cancellationToken) =>
            await db.Organisations.AsNoTracking()
                .Of(query.Caller, query.ExternalId)
                .Select(PartnerOrganisation.FromRow).SingleOrDefaultAsync(cancellationToken)
            ?? throw OwnRecords.Missing(query.ExternalId);
    }
}
