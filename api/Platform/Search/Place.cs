using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Api.Domain;

namespace Portal.Api.Platform.Search;

/// <summary>A place as requests write it: latitude,longitude in degrees of WGS 84.</summary>
public static partial class Place
{
    public const string Pattern = @"^-?\d{1,2}(\.\d{1,10})?,-?\d{1,3}(\.\d{1,10})?$";

    public const int MaxLength = 29;

    /// <summary>The mean radius, as distance_km in the database has it.</summary>
    private const double EarthRadiusKm = 6371.0088;

    /// <summary>Nothing on Earth is farther away than half its circumference, some 20,015 km.</summary>
    public const int MaxRadiusKm = 20_000;

    public static bool IsPlace(string text) => Written().IsMatch(text) && Parse(text) is { Latitude: >= -90 and <= 90, Longitude: >= -180 and <= 180 };

    /// <summary>Reads a place that the rules have let through.</summary>
    public static Location Parse(string text)
    {
        var parts = text.Split(',');
        return new Location(double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    /// <summary>How many degrees of latitude a distance spans at most, and a little more for what rounding may take.</summary>
    public static double DegreesOfLatitude(double km) => km / EarthRadiusKm * (180 / Math.PI) + 1e-6;

    [GeneratedRegex(Pattern, RegexOptions.ECMAScript)]
    private static partial Regex Written();
}
