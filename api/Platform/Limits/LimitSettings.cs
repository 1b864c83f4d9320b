using Portal.Api.Platform.Database;

namespace Portal.Api.Platform.Limits;

/// <summary>The settings of who may ask how much, from the section RateLimits.</summary>
public sealed record RateLimitSettings
{
    public const string Section = "RateLimits";

    /// <summary>For each address that asks without a key that is known. An IPv6 address counts by its first 64 bits.</summary>
    public Allowance Anonymous { get; init; } = new() { Search = 3_000, Bulk = 600, Writes = 300 };

    /// <summary>For each partner's key.</summary>
    public Allowance Key { get; init; } = new() { Search = 6_000, Bulk = 1_200, Writes = 3_000 };

    /// <exception cref="StartupException">A limit is less than nothing.</exception>
    public static RateLimitSettings From(IConfiguration configuration)
    {
        var settings = configuration.GetSection(Section).Get<RateLimitSettings>() ?? new();
        return new[] { settings.Anonymous, settings.Key }.All(allowance => allowance is { Search: >= 0, Bulk: >= 0, Writes: >= 0 })
            ? settings
            : throw new StartupException($"The settings of {Section} have to be numbers from 0, which is for no limit.");
    }
}

/// <summary>Requests a minute; 0 for as many as there are.</summary>
public sealed record Allowance
{
    public int Search { get; init; }

    public int Bulk { get; init; }

    public int Writes { get; init; }

    public int Of(RequestKind kind) => kind switch
    {
        RequestKind.Bulk => Bulk,
        RequestKind.Writes => Writes,
        _ => Search,
    };
}

/// <summary>The settings of how much is worked on at once, from the section Overload.</summary>
public sealed record OverloadSettings
{
    public const string Section = "Overload";

    /// <summary>
    /// So many requests of one kind are worked on at once, half as many of the bulk ones; 0 for as many as there are. What is
    /// answered from the cache is not counted. More at once make each take longer where the database is on the same machine.
    /// </summary>
    public int Concurrent { get; init; } = Math.Max(4, 2 * Environment.ProcessorCount);

    public static OverloadSettings From(IConfiguration configuration) => configuration.GetSection(Section).Get<OverloadSettings>() ?? new();
}
