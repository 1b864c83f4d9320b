using FluentValidation;
using MediatR;
using Portal.Api.Data;
using Portal.Api.Platform.Security;

namespace Portal.Api.Features.Webhooks;

/// <summary>Tells what a webhook is told of, and how its deliveries go.</summary>
public static class GetWebhook
{
    public sealed record Query(CallingPartner Caller, Guid Id) : IRequest<PartnerWebhook>;

    public sealed class Validator : AbstractValidator<Query>;

    public sealed class Handler(PortalDbContext db) : IRequestHandler<Query, PartnerWebhook>
    {
        public Task<PartnerWebhook> Handle(Query query, CancellationToken cancellationToken) => db.ReadAsync(query.Caller, query.Id, cancellationToken);
    }
}
