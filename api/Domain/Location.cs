using System.ComponentModel.DataAnnotations;

namespace Portal.Api.Domain;

/// <summary>A place on the map, in degrees of WGS 84.</summary>
public sealed record Location
{
    public Location(double latitude, double longitude)
    {
        Latitude = latitude;
        Longitude = longitude;
    }

    /// <summary>Degrees north of the equator, negative to the south.</summary>
    /// <example>47.0245</example>
    [Range(-90.0, 90.0)]
    public double Latitude { get; }

    /// <summary>Degrees east of Greenwich, negative to the west.</summary>
    /// <example>28.8323</example>
    [Range(-180.0, 180.0)]
    public double Longitude { get; }

    public static Location? From(double? latitude, double? longitude) =>
        latitude is { } north && longitude is { } east ? new Location(north, east) : null;
}
