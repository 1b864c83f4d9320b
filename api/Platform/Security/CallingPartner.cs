using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Portal.Api.Domain;

namespace Portal.Api.Platform.Security;

/// <summary>The partner whose key a request came with.</summary>
/// <param name="Name">The partner's name.</param>
/// <param name="KeyPrefix">Which of its keys.</param>
public sealed record CallingPartner(string Name, string KeyPrefix)
{
    /// <summary>Who it is in the record of changes.</summary>
    public string Signature => $"partner:{Name}/{KeyPrefix}";

    /// <summary>Only right in operations that take a key.</summary>
    public static CallingPartner Of(ClaimsPrincipal user) => new(
        user.FindFirstValue(ClaimTypes.Name) ?? throw new InvalidOperationException("The operation has to be marked as a partner's."),
        user.FindFirstValue(PartnerAuthentication.PrefixClaim)!);
}

/// <summary>Marks operations that take a partner's key.</summary>
/// <param name="scope">What the key has to allow: a code of <see cref="PartnerScope"/>.</param>
public sealed class PartnerOperationAttribute(string scope) : AuthorizeAttribute(scope)
{
    public const string Reads = PartnerScope.Read;
    public const string Writes = PartnerScope.Write;
}
