using System.Buffers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Primitives;

namespace Portal.Api.Platform.Caching;

/// <summary>What an answer was made from, as far as it can change.</summary>
/// <param name="World">Which database and which reference data.</param>
/// <param name="Shows">Whose changes it shows.</param>
/// <param name="Record">The record that it is about, where it is about one.</param>
/// <param name="Day">The day in Brussels that it is of; null where it is the same on every day.</param>
public sealed record AnswerSources(World World, ChangesOf Shows, Guid? Record, DateOnly? Day);

/// <summary>A whole answer, ready to be sent.</summary>
public sealed class CachedAnswer
{
    private readonly Dictionary<string, byte[]> packed = [];
    private long asOf;

    /// <summary>The ETag of the plain body: a hash of the bytes, so that it changes exactly when the content does.</summary>
    public required string Tag { get; init; }

    public required string ContentType { get; init; }

    /// <summary>What else the operation said, for example Link.</summary>
    public required KeyValuePair<string, StringValues>[] Headers { get; init; }

    public required ReadOnlySequence<byte> Body { get; init; }

    /// <summary>Whether it may be kept and shared. A long one is in memory that is used again as soon as it was sent.</summary>
    public required bool IsShort { get; init; }

    public required bool IsCompressible { get; init; }

    /// <summary>Whether who asks with another Accept may be answered in another form.</summary>
    public required bool DependsOnAccept { get; init; }

    public required int FreshForSeconds { get; init; }

    public required AnswerSources Sources { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Everything that had changed up to this number is in it, and nothing that it shows has changed up to it.</summary>
    public required long AsOf
    {
        get => Volatile.Read(ref asOf);
        init => asOf = value;
    }

    /// <summary>At most what it takes in memory, with its packed forms and its own key.</summary>
    public long Size(string key) => 2 * Body.Length + 2 * key.Length + 1024;

    /// <summary>Nothing that it shows has changed up to this number.</summary>
    public void HoldsUpTo(long changeNumber)
    {
        for (var known = AsOf; known < changeNumber;)
        {
            var before = Interlocked.CompareExchange(ref asOf, changeNumber, known);
            if (before == known)
            {
                return;
            }

            known = before;
        }
    }

    /// <summary>A strong ETag stands for bytes, so each packed form has its own.</summary>
    public string TagIn(ICompressionProvider? encoding) => encoding is null ? Tag : $"{Tag.AsSpan(0, Tag.Length - 1)}-{encoding.EncodingName}\"";

    /// <summary>The body as a reader can take it, packed once for all of them.</summary>
    public byte[] In(ICompressionProvider encoding)
    {
        lock (packed)
        {
            if (!packed.TryGetValue(encoding.EncodingName, out var bytes))
            {
                using var buffer = new MemoryStream();
                using (var packing = encoding.CreateStream(buffer))
                {
                    foreach (var part in Body)
                    {
                        packing.Write(part.Span);
                    }
                }

                packed[encoding.EncodingName] = bytes = buffer.ToArray();
            }

            return bytes;
        }
    }

    public static string TagOf(ReadOnlySequence<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in content)
        {
            hash.AppendData(part.Span);
        }

        return $"\"{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16))}\"";
    }
}
