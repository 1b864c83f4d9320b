using FluentValidation;
using MediatR;
using Portal.Api.Data;
using Portal.Api.Platform.Security;

namespace Portal.Api.Features.Webhooks;

/// <summary>Takes a webhook away, with all that waits for it.</summary>
public static class DeleteWebhook
{
    public sealed record Command(CallingPartner Caller, Guid Id) : IRequest<Unit>;

    public sealed class Validator : AbstractValidator<Command>;

    public sealed class Handler(PortalDbContext db) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            db.Remove(await db.TakeAsync(command.Caller, command.Id, cancellationToken));
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return Unit.Value;
        }
    }
}
