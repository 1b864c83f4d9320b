using FluentValidation;
using FluentValidation.Results;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Portal.Api.Data;
using Portal.Api.Domain;
using Portal.Api.Platform.Security;
using Portal.Api.Platform.Validation;
using Portal.Api.Platform.Webhooks;

namespace Portal.Api.Features.Webhooks;

/// <summary>Changes what is given of a webhook: where it sends to, what it is told of, whether it is active, its secret.</summary>
public static class UpdateWebhook
{
    public sealed record Command(CallingPartner Caller, Guid Id, WebhookUpdate Change) : IRequest<PartnerWebhook>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Change).WasRead();
            RuleFor(command => command.Change.Description).IsWebhookDescription();
            RuleFor(command => command.Change.Kinds!).AreCodesOf(RecordKind.List).When(command => command.Change.Kinds is not null);
            RuleFor(command => command.Change.Filters!).SetValidator(new WebhookRules.Filters()).When(command => command.Change.Filters is not null);
            RuleFor(command => command.Change.State).IsCodeOf(WebhookState.List);
            RuleFor(command => command.Change.OverlapHours)
                .InclusiveBetween(0, Webhook.MaxOverlapHours).WithMessage($"Give 0 to {Webhook.MaxOverlapHours} hours.")
                .Must((command, hours) => hours is null || command.Change.RotateSecret is true).WithMessage("Give this with rotateSecret only.");
        }
    }

    public sealed class Handler(PortalDbContext db, WebhookAddresses addresses, WebhookSecrets secrets, TimeProvider time) : IRequestHandler<Command, PartnerWebhook>
    {
        public async Task<PartnerWebhook> Handle(Command command, CancellationToken cancellationToken)
        {
            var (caller, id, change) = command;
            // First, so that another partner's webhook is not found whatever is asked of it.
            await db.ReadAsync(caller, id, cancellationToken);
            if (change.Url is not null && await addresses.ObjectionAsync(change.Url, cancellationToken) is { } objection)
            {
                throw new ValidationException([new ValidationFailure("url", objection)]);
            }

            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var webhook = await db.TakeAsync(caller, id, cancellationToken);
            var now = time.GetUtcNow();
            Revise(webhook, change);
            var secret = change.RotateSecret is true ? WebhookSecrets.New() : null;
            if (secret is not null)
            {
                webhook.Rotate(secrets.Protect(secret), now, TimeSpan.FromHours(change.OverlapHours ?? Webhook.DefaultOverlapHours));
            }

            if (change.State == WebhookState.Disabled)
            {
                webhook.Disable(now);
            }

            var enabled = change.State == WebhookState.Active && webhook.Enable();
            webhook.Touch(now);
            await db.SaveChangesAsync(cancellationToken);
            if (enabled)
            {
                await db.WebhookDeliveries.Where(delivery => delivery.WebhookId == id)
                    .ExecuteUpdateAsync(waiting => waiting.SetProperty(it => it.NextAttemptAt, now).SetProperty(it => it.Attempts, 0), cancellationToken);
            }

            var updated = await db.ReadAsync(caller, id, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return updated with { Secret = secret };
        }

        private static void Revise(Webhook webhook, WebhookUpdate change)
        {
            if (change.Url is not null)
            {
                webhook.MoveTo(change.Url);
            }

            if (change.Description is not null)
            {
                webhook.Describe(WebhookRules.TextOf(change.Description));
            }

            if (change.Kinds is not null)
            {
                webhook.Tell(WebhookRules.KindsOf(change.Kinds));
            }

            if (change.Filters is not null)
            {
                webhook.Apply(change.Filters);
            }
        }
    }
}
