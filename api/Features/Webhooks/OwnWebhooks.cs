using Microsoft.EntityFrameworkCore;
using Portal.Api.Data;
using Portal.Api.Domain;
using Portal.Api.Platform.Errors;
using Portal.Api.Platform.Security;

namespace Portal.Api.Features.Webhooks;

/// <summary>A partner's webhooks. No other partner's are found.</summary>
internal static class OwnWebhooks
{
    public static IQueryable<Webhook> Of(this IQueryable<Webhook> webhooks, CallingPartner caller, Guid id) =>
        webhooks.Where(webhook => webhook.Partner == caller.Name && webhook.Id == id);

    /// <exception cref="ProblemException">There is none.</exception>
    public static async Task<PartnerWebhook> ReadAsync(this PortalDbContext db, CallingPartner caller, Guid id, CancellationToken cancellationToken) =>
        await db.Webhooks.AsNoTracking().Of(caller, id).Select(PartnerWebhook.FromRow(db)).SingleOrDefaultAsync(cancellationToken) ?? throw Missing(id);

    /// <summary>The webhook as nobody else can change it before the transaction ends: a delivery that ends now waits.</summary>
    /// <exception cref="ProblemException">There is none.</exception>
    public static async Task<Webhook> TakeAsync(this PortalDbContext db, CallingPartner caller, Guid id, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync($"SELECT FROM webhooks WHERE id = {id} FOR UPDATE", cancellationToken);
        return await db.Webhooks.Of(caller, id).SingleOrDefaultAsync(cancellationToken) ?? throw Missing(id);
    }

    /// <summary>Said alike of what nobody has and of what another partner has, so that it tells nothing of others.</summary>
    private static ProblemException Missing(Guid id) => new(ApiError.WebhookNotFound, $"You have no webhook '{id}'.");
}
