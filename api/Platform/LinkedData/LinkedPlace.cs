using System.Text.Json.Serialization;
using Portal.Api.Domain;
using Portal.Api.Platform.OpenApi;

namespace Portal.Api.Platform.LinkedData;

/// <summary>A place, as schema.org has it.</summary>
public sealed record LinkedPlace
{
    /// <summary>Always Place.</summary>
    /// <example>Place</example>
    [JsonPropertyName("@type")]
    public string Type => "Place";

    /// <summary>The town, or the country where the town is not known.</summary>
    /// <example>Holešov</example>
    public required string Name { get; init; }

    /// <summary>The address.</summary>
    public required LinkedAddress Address { get; init; }

    /// <summary>The place on the map; left out where it is not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LinkedCoordinates? Geo { get; init; }

    public static LinkedPlace Of(string? town, string country, Location? location) => new()
    {
        Name = town ?? country,
        Address = new LinkedAddress { AddressLocality = town, AddressCountry = country },
        Geo = location is null ? null : new LinkedCoordinates { Latitude = location.Latitude, Longitude = location.Longitude },
    };
}

/// <summary>An address, as schema.org has it.</summary>
public sealed record LinkedAddress
{
    /// <summary>Always PostalAddress.</summary>
    /// <example>PostalAddress</example>
    [JsonPropertyName("@type")]
    public string Type => "PostalAddress";

    /// <summary>The town; left out where it is not known.</summary>
    /// <example>Holešov</example>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AddressLocality { get; init; }

    /// <summary>The country.</summary>
    /// <example>CZ</example>
    [CountryCodes]
    public required string AddressCountry { get; init; }
}

/// <summary>A point on the map, as schema.org has it.</summary>
public sealed record LinkedCoordinates
{
    /// <summary>Always GeoCoordinates.</summary>
    /// <example>GeoCoordinates</example>
    [JsonPropertyName("@type")]
    public string Type => "GeoCoordinates";

    /// <summary>Degrees north.</summary>
    /// <example>49.33</example>
    public required double Latitude { get; init; }

    /// <summary>Degrees east.</summary>
    /// <example>17.57</example>
    public required double Longitude { get; init; }
}
