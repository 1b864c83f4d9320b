using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.Primitives;
using StackExchange.Redis;

namespace Portal.Api.Platform.Caching;

/// <summary>
/// Answers that several instances share in Redis or Valkey, where one is configured. Each answer carries the change number that it
/// was made at, and each instance holds it against the changes that it has seen itself, so none can be given an outdated
/// one by another. Where the server does not answer, answers are made as if there were none.
/// </summary>
public sealed class SharedAnswers(CacheSettings settings, ChangeFollower follower, TimeProvider time, ILogger<SharedAnswers> logger) : IAsyncDisposable
{
    /// <summary>Within this, what was erased for good is gone from there too.</summary>
    private static readonly DistributedCacheEntryOptions Longest = new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(1) };

    private static readonly TimeSpan BetweenWarnings = TimeSpan.FromMinutes(1);

    /// <summary>Other builds may answer otherwise.</summary>
    private static readonly string Build = typeof(SharedAnswers).Module.ModuleVersionId.ToString("N");

    private readonly RedisCache? redis = settings.Redis is { Length: > 0 } connection ? new RedisCache(Options(connection)) : null;
    private long warnedAt = long.MinValue;

    public async Task<CachedAnswer?> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (redis is null || follower.Known is not { Origin: { } origin } known)
        {
            return null;
        }

        try
        {
            if (await redis.GetAsync(NameOf(key, origin), cancellationToken) is not { } bytes)
            {
                return null;
            }

            var answer = Read(bytes, known.World);
            if (answer.AsOf > known.Seen)
            {
                // Another instance knows of changes that this one has still to see.
                follower.Expect();
                await follower.CatchUpAsync(cancellationToken);
            }

            // A number that the database does not have is from before a backup was restored.
            return answer.AsOf > follower.Known?.Seen ? null : answer;
        }
        catch (Exception exception) when (IsOut(exception))
        {
            Warn(exception);
            return null;
        }
    }

    public async Task KeepAsync(string key, CachedAnswer answer)
    {
        if (redis is null || follower.Known?.Origin is not { } origin)
        {
            return;
        }

        try
        {
            await redis.SetAsync(NameOf(key, origin), Write(answer), Longest);
        }
        catch (Exception exception) when (IsOut(exception))
        {
            Warn(exception);
        }
    }

    public ValueTask DisposeAsync()
    {
        redis?.Dispose();
        return default;
    }

    private static RedisCacheOptions Options(string connection)
    {
        var options = ConfigurationOptions.Parse(connection);
        options.AbortOnConnectFail = false;
        // Making an answer anew is sooner done than waiting.
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.AsyncTimeout = Math.Min(options.AsyncTimeout, 500);
        options.ConnectTimeout = Math.Min(options.ConnectTimeout, 1000);
        return new() { ConfigurationOptions = options };
    }

    private static string NameOf(string key, Guid origin) => $"portal:{Build}:{origin:N}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}";

    private static bool IsOut(Exception exception) => exception is RedisException or RedisTimeoutException or TimeoutException or EndOfStreamException or ObjectDisposedException;

    private void Warn(Exception exception)
    {
        if (warnedAt == long.MinValue || time.GetElapsedTime(warnedAt) > BetweenWarnings)
        {
            warnedAt = time.GetTimestamp();
            logger.LogWarning("The shared cache does not answer, so answers are made anew: {Message}", exception.Message);
        }
    }

    private static byte[] Write(CachedAnswer answer)
    {
        using var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer);
        writer.Write(answer.AsOf);
        writer.Write(answer.Sources.World.Reference);
        writer.Write((int)answer.Sources.Shows);
        writer.Write((answer.Sources.Record ?? Guid.Empty).ToByteArray());
        writer.Write(answer.Sources.Day?.DayNumber ?? -1);
        writer.Write(answer.MadeAt.UtcTicks);
        writer.Write(answer.FreshForSeconds);
        writer.Write(answer.IsCompressible);
        writer.Write(answer.DependsOnAccept);
        writer.Write(answer.Tag);
        writer.Write(answer.ContentType);
        writer.Write(answer.Headers.Length);
        foreach (var (name, values) in answer.Headers)
        {
            writer.Write(name);
            writer.Write(values.ToString());
        }

        var body = answer.Body.ToArray();
        writer.Write(body.Length);
        writer.Write(body);
        return buffer.ToArray();
    }

    private static CachedAnswer Read(byte[] bytes, World world)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var asOf = reader.ReadInt64();
        world = world with { Reference = reader.ReadInt64() };
        var shows = (ChangesOf)reader.ReadInt32();
        var record = new Guid(reader.ReadBytes(16));
        var day = reader.ReadInt32();
        var madeAt = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero);
        return new()
        {
            AsOf = asOf,
            Sources = new(world, shows, record == Guid.Empty ? null : record, day < 0 ? null : DateOnly.FromDayNumber(day)),
            MadeAt = madeAt,
            FreshForSeconds = reader.ReadInt32(),
            IsCompressible = reader.ReadBoolean(),
            DependsOnAccept = reader.ReadBoolean(),
            Tag = reader.ReadString(),
            ContentType = reader.ReadString(),
            Headers = [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => KeyValuePair.Create(reader.ReadString(), new StringValues(reader.ReadString())))],
            Body = new(reader.ReadBytes(reader.ReadInt32())),
            IsShort = true,
        };
    }
}
