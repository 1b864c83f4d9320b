using FluentValidation;
using MediatR;
using Portal.Api.Data;
using Portal.Api.Domain;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Security;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Features.Partner;

/// <summary>Takes a partner's project out of what is published. What is withdrawn already stays so.</summary>
public static class WithdrawProject
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
            var project = await db.TakeAsync<Project>(command.Caller, command.ExternalId, command.Preconditions, cancellationToken);
            project.Withdraw(time.GetUtcNow());
            await db.WriteAsync(command.Caller.Signature, time.GetUtcNow(), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return Unit.Value;
        }
    }
}
