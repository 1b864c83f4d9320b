using Portal.Api.Platform.Database;

namespace Portal.Api.Platform.Caching;

/// <summary>The settings of the answer cache, from the section Cache.</summary>
public sealed record CacheSettings
{
    public const string Section = "Cache";

    /// <summary>How much memory answers may take. 0 keeps none.</summary>
    public int Megabytes { get; init; } = 64;

    /// <summary>Longer answers are made each time.</summary>
    public int MaxAnswerKilobytes { get; init; } = 1024;

    /// <summary>How often it is asked what has changed. 0 asks before every answer.</summary>
    public double CheckSeconds { get; init; } = 1;

    /// <summary>A Redis or Valkey server that several instances share, as StackExchange.Redis writes it. Without one, each has its own memory only.</summary>
    public string? Redis { get; init; }

    public bool IsOn => Megabytes > 0;

    public int MaxAnswerBytes => MaxAnswerKilobytes * 1024;

    public TimeSpan CheckEvery => TimeSpan.FromSeconds(CheckSeconds);

    /// <summary>While the database answers, no answer is older than this: a look may be due, and may take as long again.</summary>
    public TimeSpan Promise => 2 * CheckEvery;

    /// <exception cref="StartupException">A setting is out of its range.</exception>
    public static CacheSettings From(IConfiguration configuration)
    {
        var settings = configuration.GetSection(Section).Get<CacheSettings>() ?? new();
        return settings.Megabytes is < 0 or > 65_536 ? throw Refusal(nameof(Megabytes), "from 0 to 65536")
            : settings.MaxAnswerKilobytes is < 1 or > 65_536 ? throw Refusal(nameof(MaxAnswerKilobytes), "from 1 to 65536")
            : settings.CheckSeconds is not (>= 0 and <= 60) ? throw Refusal(nameof(CheckSeconds), "from 0 to 60")
            : settings;
    }

    private static StartupException Refusal(string name, string range) => new($"{Section}__{name} has to be {range}.");
}
