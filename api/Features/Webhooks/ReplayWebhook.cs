using FluentValidation;
using MediatR;
using Portal.Api.Data;
using Portal.Api.Platform.Security;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Features.Webhooks;

/// <summary>Sets a webhook back, so that it is told once more of what changed since.</summary>
public static class ReplayWebhook
{
    public sealed record Command(CallingPartner Caller, Guid Id, WebhookReplay Replay) : IRequest<PartnerWebhook>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Replay).WasRead();
            RuleFor(command => command.Replay.AfterChangeNumber)
                .GreaterThanOrEqualTo(0).WithMessage("Give a change number, or 0 for everything.");
        }
    }

    public sealed class Handler(PortalDbContext db) : IRequestHandler<Command, PartnerWebhook>
    {
        public async Task<PartnerWebhook> Handle(Command command, CancellationToken cancellationToken)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var webhook = await db.TakeAsync(command.Caller, command.Id, cancellationToken);
            webhook.Replay(command.Replay.AfterChangeNumber!.Value);
            await db.SaveChangesAsync(cancellationToken);
            var replayed = await db.ReadAsync(command.Caller, command.Id, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return replayed;
        }
    }
}
