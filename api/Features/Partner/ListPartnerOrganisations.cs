using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Portal.Api.Data;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Paging;

namespace Portal.Api.Features.Partner;

/// <summary>Lists the partner's organisations in the order of their keys.</summary>
public static class ListPartnerOrganisations
{
    public sealed record Query : PartnerListQuery, IRequest<PartnerOrganisationPage>;

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => Include(new PartnerListQuery.ListRules());
    }

    public sealed class Handler(PortalDbContext db, BrusselsClock clock) : IRequestHandler<Query, PartnerOrganisationPage>
    {
        public async Task<PartnerOrganisationPage> Handle(Query query, CancellationToken cancellationToken)
        {
            var partner = query.Caller!.Name;
            var organisations = db.Organisations.AsNoTracking().Where(organisation => organisation.Partner == partner).InState(query.State);
            var total = await organisations.CountAsync(cancellationToken);
            var (cursor, question) = query.Place(query with { Cursor = null, Page = 1, PageSize = 0 });
            var rows = await organisations.OfPage(query, cursor).Select(PartnerOrganisation.FromRow).ToListAsync(cancellationToken);
            return new PartnerOrganisationPage
            {
                Items = [.. rows.Take(query.PageSize)],
                Total = total,
                Page = cursor?.Page ?? query.Page,
                PageSize = query.PageSize,
                Next = query.Next(rows.Count > query.PageSize ? rows[query.PageSize - 1].ExternalId : null, cursor, question, clock.Today),
            };
        }
    }
}

/// <summary>One page of a partner's organisations.</summary>
public sealed record PartnerOrganisationPage : CursorPage<PartnerOrganisation>;
