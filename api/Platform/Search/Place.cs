using System.Globalization;
using Portal.Api.Domain;

namespace Portal.Api.Platform.Search;

/// <summary>A place as requests write it: latitude,longitude in degrees of WGS 84.</summary>
public static class Place
{
    public const string Pattern = @"^-?\d{1,2}(\.\d{1,10})?,-?\d{1,3}(\.\d{1,10})?$";

    public const int MaxLength = 29;

    /// <summary>Nothing on Earth is farther away than half its circumference, some 20,015 km.</summary>
    public const int MaxRadiusKm = 20_000;

    /// <summary>Reads a place that the rules have let through.</summary>
    public static Location Parse(string text) => TryParse(text, out var place) ? place : throw new FormatException($"'{text}' is no place.");

    public static bool TryParse(string text, out Location place)
    {
        place = new Location(0, 0);
        var parts = text.Split(',');
        if (parts.Length != 2
            || !double.TryParse(parts[0], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var latitude)
            || !double.TryParse(parts[1], NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var longitude)
            || Math.Abs(latitude) > 90
            || Math.Abs(longitude) > 180)
        {
            return false;
        }

        place = new Location(latitude, longitude);
        return text.Length <= MaxLength;
    }
}
