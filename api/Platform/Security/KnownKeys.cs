using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Api.Platform.Security;

/// <summary>
/// Which Authorization headers were good once, so that a request can be counted for its key before the key is looked up. It lets
/// nobody in: a key that was revoked since is counted as it was, and refused.
/// </summary>
public sealed class KnownKeys
{
    /// <summary>Only keys that were issued get here.</summary>
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, string> prefixes = new();

    public void Note(string header, string prefix)
    {
        if (prefixes.Count < Most)
        {
            prefixes.TryAdd(HashOf(header), prefix);
        }
    }

    public string? PrefixOf(string header) => header.Length > 0 && prefixes.TryGetValue(HashOf(header), out var prefix) ? prefix : null;

    private static string HashOf(string header) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(header)));
}
