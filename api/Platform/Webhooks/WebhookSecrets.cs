using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Portal.Api.Platform.Webhooks;

/// <summary>
/// Makes the secrets that messages are signed with, and keeps them encrypted. A key of a partner is kept as a hash; these
/// cannot be, because signing needs them.
/// </summary>
public sealed class WebhookSecrets(IDataProtectionProvider protection)
{
    private const string Prefix = "whsec_";

    /// <summary>As many as the signature has. Standard Webhooks asks for 24 to 64.</summary>
    private const int Bytes = 32;

    private readonly IDataProtector protector = protection.CreateProtector("Portal.Webhooks.Secret");

    /// <summary>A new secret, as the partner is told it.</summary>
    public static string New() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>A secret as it is kept.</summary>
    public string Protect(string secret) => protector.Protect(secret);

    /// <summary>The header webhook-signature: one signature for each secret that is valid, which are given as they are kept, the newest first.</summary>
    public string Sign(IEnumerable<string> secrets, string id, long timestamp, ReadOnlySpan<byte> payload)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{id}.{timestamp}."));
        byte[] signed = [.. head, .. payload];
        return string.Join(' ', secrets.Select(secret => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(KeyOf(secret), signed))}"));
    }

    private byte[] KeyOf(string secret) => Convert.FromBase64String(protector.Unprotect(secret)[Prefix.Length..]);
}
