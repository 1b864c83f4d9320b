using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Portal.Api.Data;
using Portal.Api.Domain;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Security;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Features.Partner;

/// <summary>Takes a partner's organisation out of what is published, once it has no published project any more.</summary>
public static class WithdrawOrganisation
{
    public sealed record Command(CallingPartner Caller, string ExternalId, WritePreconditions Preconditions) : IRequest<Unit>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.ExternalId).IsExternalId();
    }

    public sealed class Handler(PortalDbContext db, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var organisation = await db.TakeAsync<Organisation>(command.Caller, command.ExternalId, command.Preconditions, cancellationToken);
            var hasProjects = await db.PublishedProjects.AnyAsync(project => project.OrganisationId == organisation.Id, cancellationToken);
            organisation.Withdraw(time.GetUtcNow(), hasProjects);
            await db.WriteAsync(command.Caller.Signature, time.GetUtcNow(), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return Unit.Value;
        }
    }
}
