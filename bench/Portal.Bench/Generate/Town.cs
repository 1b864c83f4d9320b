using System.Globalization;

namespace Portal.Bench.Generate;

/// <summary>A real town, around which made-up places lie.</summary>
internal sealed record Town(string Name, string Country, double Latitude, double Longitude)
{
    /// <summary>How many of all projects take place in a country, in thousandths; the others share the rest.</summary>
    private static readonly Dictionary<string, int> Shares = new()
    {
        ["IT"] = 120, ["ES"] = 110, ["FR"] = 90, ["DE"] = 90, ["PL"] = 80, ["RO"] = 75, ["TR"] = 55, ["PT"] = 50, ["GR"] = 50,
        ["HU"] = 30, ["BG"] = 28, ["CZ"] = 25, ["AT"] = 25, ["BE"] = 22, ["LT"] = 18, ["NL"] = 15, ["LV"] = 13, ["HR"] = 13,
        ["SI"] = 12, ["SK"] = 12, ["EE"] = 11, ["FI"] = 11, ["SE"] = 11, ["IE"] = 8, ["DK"] = 7,
    };

    private const int ShareOfOthers = 3;

    /// <summary>The language in which a country's texts are when they are not in English; null where it is none of ours.</summary>
    private static readonly Dictionary<string, string> Languages = new()
    {
        ["IT"] = "it", ["ES"] = "es", ["FR"] = "fr", ["BE"] = "fr", ["LU"] = "fr", ["DE"] = "de", ["AT"] = "de", ["LI"] = "de",
        ["RO"] = "ro", ["MD"] = "ro", ["PL"] = "pl", ["GR"] = "el", ["CY"] = "el", ["BG"] = "bg",
    };

    private static readonly ILookup<string, Town> ByCountry = TextLanguage.Resource(typeof(Town), "towns.csv")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Where(line => !line.StartsWith('#')).Select(Read).ToLookup(town => town.Country);

    /// <summary>Countries with the sum of all shares up to and with theirs.</summary>
    private static readonly (string Country, int UpTo)[] Countries = [.. Sums()];

    public static IReadOnlyList<Town> All { get; } = [.. ByCountry.SelectMany(country => country)];

    public TextLanguage? Language => Languages.TryGetValue(Country, out var tag) ? TextLanguage.All[tag] : null;

    public static Town Pick(ref Dice dice)
    {
        var at = dice.Below(Countries[^1].UpTo);
        return PickIn(Countries.First(country => at < country.UpTo).Country, ref dice);
    }

    public static Town PickIn(string country, ref Dice dice)
    {
        var towns = (IReadOnlyList<Town>)[.. ByCountry[country]];
        return towns[dice.Rank(towns.Count, 2)];
    }

    private static IEnumerable<(string, int)> Sums()
    {
        var sum = 0;
        foreach (var country in ByCountry)
        {
            yield return (country.Key, sum += Shares.GetValueOrDefault(country.Key, ShareOfOthers));
        }
    }

    private static Town Read(string line)
    {
        var fields = line.Split(',');
        return new(fields[0], fields[1], double.Parse(fields[2], CultureInfo.InvariantCulture), double.Parse(fields[3], CultureInfo.InvariantCulture));
    }
}
