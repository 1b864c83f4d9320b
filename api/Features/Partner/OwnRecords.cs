using Microsoft.EntityFrameworkCore;
using Portal.Api.Data;
using Portal.Api.Domain;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Errors;
using Portal.Api.Platform.Security;

namespace Portal.Api.Features.Partner;

/// <summary>A partner's records by its own keys. No other partner's are found.</summary>
internal static class OwnRecords
{
    public static IQueryable<T> Of<T>(this IQueryable<T> records, CallingPartner caller, string externalId)
        where T : Publication =>
        records.Where(record => record.Partner == caller.Name && record.ExternalId == externalId);

    /// <summary>The record as nobody else can change it before the transaction ends, where it is as it was expected to be.</summary>
    /// <exception cref="ProblemException">There is none, or it is not.</exception>
    public static async Task<T> TakeAsync<T>(
        this PortalDbContext db, CallingPartner caller, string externalId, WritePreconditions preconditions, CancellationToken cancellationToken)
        where T : Publication
    {
        await db.QueueToWriteAsync(cancellationToken);
        var record = await db.Set<T>().Of(caller, externalId).SingleOrDefaultAsync(cancellationToken) ?? throw Missing(externalId);
        preconditions.Hold(record.ChangeNumber);
        return record;
    }

    /// <summary>Said alike of what nobody has and of what another partner has, so that it tells nothing of others.</summary>
    public static ProblemException Missing(string externalId) => new(ApiError.ExternalIdNotFound, $"You have no record with the key '{externalId}' here.");
}
