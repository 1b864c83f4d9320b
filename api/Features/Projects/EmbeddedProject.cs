using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Portal.Api.Features.Projects;

/// <summary>A project's page as oEmbed 1.0 has it. The names are oEmbed's own.</summary>
public sealed record EmbeddedProject
{
    public const int CacheSeconds = 3_600;

    /// <summary>What kind of resource it is.</summary>
    /// <example>rich</example>
    public string Type => "rich";

    /// <summary>The version of oEmbed.</summary>
    /// <example>1.0</example>
    public string Version => "1.0";

    /// <summary>What the project is called.</summary>
    /// <example>After-school club by the river</example>
    public required string Title { get; init; }

    /// <summary>The organisation that publishes it.</summary>
    /// <example>Středisko volného času</example>
    [JsonPropertyName("author_name")]
    public required string AuthorName { get; init; }

    /// <summary>The address of the organisation's page.</summary>
    /// <example>https://volunteering.example/organisations/01980f3a-6c1b-7f60-9d55-3b0f2a7e4c10</example>
    [JsonPropertyName("author_url")]
    public required Uri AuthorUrl { get; init; }

    /// <summary>The portal.</summary>
    /// <example>European Youth Portal</example>
    [JsonPropertyName("provider_name")]
    public string ProviderName => "European Youth Portal";

    /// <summary>The address of the portal's volunteering part.</summary>
    /// <example>https://volunteering.example/</example>
    [JsonPropertyName("provider_url")]
    public required Uri ProviderUrl { get; init; }

    /// <summary>For how many seconds it may be kept.</summary>
    /// <example>3600</example>
    [JsonPropertyName("cache_age")]
    public int CacheAge => CacheSeconds;

    /// <summary>What to show: safe HTML, every text escaped.</summary>
    /// <example>&lt;blockquote&gt;&lt;p&gt;&lt;a href="https://volunteering.example/projects/01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11"&gt;After-school club by the river&lt;/a&gt;&lt;/p&gt;&lt;/blockquote&gt;</example>
    public required string Html { get; init; }

    /// <summary>How wide it is, in pixels; never more than maxwidth.</summary>
    /// <example>550</example>
    [Range(1, GetOEmbed.DefaultWidth)]
    public required int Width { get; init; }

    /// <summary>How high it is, in pixels; never more than maxheight.</summary>
    /// <example>160</example>
    [Range(1, GetOEmbed.FullHeight)]
    public required int Height { get; init; }
}
