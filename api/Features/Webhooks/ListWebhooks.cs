using System.ComponentModel.DataAnnotations;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Portal.Api.Data;
using Portal.Api.Platform.Security;

namespace Portal.Api.Features.Webhooks;

/// <summary>Lists the partner's webhooks. They are few, so there are no pages.</summary>
public static class ListWebhooks
{
    public sealed record Query(CallingPartner Caller) : IRequest<WebhookList>;

    public sealed class Validator : AbstractValidator<Query>;

    public sealed class Handler(PortalDbContext db) : IRequestHandler<Query, WebhookList>
    {
        public async Task<WebhookList> Handle(Query query, CancellationToken cancellationToken) => new()
        {
            Items = await db.Webhooks.AsNoTracking().Where(webhook => webhook.Partner == query.Caller.Name)
                .OrderBy(webhook => webhook.Id).Select(PartnerWebhook.FromRow(db)).ToListAsync(cancellationToken),
        };
    }
}

/// <summary>All webhooks of a partner.</summary>
public sealed record WebhookList
{
    /// <summary>The webhooks, the oldest first.</summary>
    [MaxLength(1_000)]
    public required IReadOnlyList<PartnerWebhook> Items { get; init; }
}
