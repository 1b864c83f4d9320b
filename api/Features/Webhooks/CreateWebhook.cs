using FluentValidation;
using FluentValidation.Results;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Api.Data;
using Portal.Api.Domain;
using Portal.Api.Platform.Errors;
using Portal.Api.Platform.Security;
using Portal.Api.Platform.Validation;
using Portal.Api.Platform.Webhooks;

namespace Portal.Api.Features.Webhooks;

/// <summary>Registers an address that is told of what changes from now on.</summary>
public static class CreateWebhook
{
    public sealed record Command(CallingPartner Caller, WebhookWrite Webhook) : IRequest<PartnerWebhook>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Webhook).WasRead();
            RuleFor(command => command.Webhook.Description).IsWebhookDescription();
            RuleFor(command => command.Webhook.Kinds!).AreCodesOf(RecordKind.List).When(command => command.Webhook.Kinds is not null);
            RuleFor(command => command.Webhook.Filters!).SetValidator(new WebhookRules.Filters()).When(command => command.Webhook.Filters is not null);
        }
    }

    public sealed class Handler(PortalDbContext db, WebhookAddresses addresses, WebhookSecrets secrets, IOptions<WebhookOptions> options, TimeProvider time)
        : IRequestHandler<Command, PartnerWebhook>
    {
        public async Task<PartnerWebhook> Handle(Command command, CancellationToken cancellationToken)
        {
            var (caller, write) = command;
            // Before the transaction: looking up a host may take seconds.
            if (await addresses.ObjectionAsync(write.Url!, cancellationToken) is { } objection)
            {
                throw new ValidationException([new ValidationFailure("url", objection)]);
            }

            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            // Two at once are counted one after the other.
            await db.Database.ExecuteSqlAsync($"SELECT FROM partners WHERE name = {caller.Name} FOR UPDATE", cancellationToken);
            var max = options.Value.MaxPerPartner;
            if (await db.Webhooks.CountAsync(webhook => webhook.Partner == caller.Name, cancellationToken) >= max)
            {
                throw new ProblemException(ApiError.TooManyWebhooks, $"You have {max} webhooks, and may not have more. Delete or change one.");
            }

            var secret = WebhookSecrets.New();
            var webhook = Webhook.Register(caller.Name, write.Url!, secrets.Protect(secret), await LastChangeAsync(cancellationToken), time.GetUtcNow());
            webhook.Describe(WebhookRules.TextOf(write.Description));
            webhook.Tell(WebhookRules.KindsOf(write.Kinds));
            webhook.Apply(write.Filters);
            db.Add(webhook);
            await db.SaveChangesAsync(cancellationToken);
            var created = await db.ReadAsync(caller, webhook.Id, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return created with { Secret = secret };
        }

        private async Task<long> LastChangeAsync(CancellationToken cancellationToken) =>
            await db.Changes.MaxAsync(change => (long?)change.ChangeNumber, cancellationToken) ?? 0;
    }
}
