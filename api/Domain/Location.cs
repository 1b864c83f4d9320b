namespace Portal.Api.Domain;

/// <summary>A place on the map, in degrees of WGS 84.</summary>
/// <param name="Latitude">Degrees north, from -90 to 90. <example>47.0245</example></param>
/// <param name="Longitude">Degrees east, from -180 to 180. <example>28.8323</example></param>
public sealed record Location(double Latitude, double Longitude)
{
    public static Location? From(double? latitude, double? longitude) =>
        latitude is { } north && longitude is { } east ? new Location(north, east) : null;
}
