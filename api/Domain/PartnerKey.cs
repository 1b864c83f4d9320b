using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Api.Domain;

/// <summary>
/// With it a partner's programs show who they are. The key itself is shown once, when it is issued, and never kept: what is
/// kept is its hash, by which it is found, and its first letters, by which people tell it from others.
/// </summary>
public sealed class PartnerKey
{
    public const int PrefixLength = 8;
    public const int DefaultLifetimeDays = 365;
    public const int MaxLifetimeDays = 3_650;
    public const int DefaultOverlapDays = 7;
    public const int MaxOverlapDays = 30;

    private const string Brand = "portal";
    private const string PrefixLetters = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int SecretBytes = 32;

    private PartnerKey()
    {
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    /// <summary>The partner's name.</summary>
    public string Partner { get; private set; } = "";

    /// <summary>Part of the key that is no secret.</summary>
    public string Prefix { get; private set; } = "";

    /// <summary>The SHA-256 of the whole key. A key is random and long, so there is nothing to guess and no need for salt.</summary>
    public byte[] Hash { get; private set; } = [];

    /// <summary>What it allows: codes of <see cref="PartnerScope"/>.</summary>
    public string[] Scopes { get; private set; } = [];

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>When it was last used, to the minute.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    /// <summary>Makes a key and tells it this once.</summary>
    public static (PartnerKey Key, string Secret) Issue(string partner, IReadOnlyCollection<string> scopes, DateTimeOffset now, TimeSpan lifetime)
    {
        var prefix = RandomNumberGenerator.GetString(PrefixLetters, PrefixLength);
        var secret = $"{Brand}_{prefix}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}";
        var key = new PartnerKey
        {
            Partner = partner,
            Prefix = prefix,
            Hash = HashOf(secret),
            Scopes = [.. PartnerScope.List.Values.Where(scopes.Contains)],
            CreatedAt = now,
            ExpiresAt = now + lifetime,
        };
        return (key, secret);
    }

    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    public bool IsValid(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;

    /// <summary>A key that allows the same for as long a time; this one ends after the overlap, or earlier if it was to.</summary>
    public (PartnerKey Key, string Secret) Rotate(DateTimeOffset now, TimeSpan overlap)
    {
        var next = Issue(Partner, Scopes, now, ExpiresAt - CreatedAt);
        ExpiresAt = now + overlap < ExpiresAt ? now + overlap : ExpiresAt;
        return next;
    }

    /// <summary>Ends it at once and for good.</summary>
    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;
}

/// <summary>What a key allows.</summary>
public static class PartnerScope
{
    public const string Read = "read";
    public const string Write = "write";

    public static readonly CodeList List = new(
        "scope",
        new(Read, "Reads the partner's own records"),
        new(Write, "Publishes, changes and withdraws them"));
}
