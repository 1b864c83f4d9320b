using Portal.Api.Platform.Errors;

namespace Portal.Api.Features.Partner;

/// <summary>Said alike of what nobody has and of what another partner has, so that it tells nothing of others.</summary>
internal static class MissingRecord
{
    public static ProblemException Of(string externalId) => new(ApiError.ExternalIdNotFound, $"You have no record with the key '{externalId}' here.");
}
