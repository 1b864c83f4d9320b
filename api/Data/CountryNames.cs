using System.Collections.Frozen;
using System.Text.Json;

namespace Portal.Api.Data;

/// <summary>The names of countries in the portal's languages, from the Unicode CLDR (scripts/country-names.mjs).</summary>
public static class CountryNames
{
    private static readonly FrozenDictionary<string, Dictionary<string, string>> ByLanguage = Read().ToFrozenDictionary();

    public static IReadOnlyDictionary<string, string> In(string language) => ByLanguage[language];

    /// <summary>All of them as they are written down: for each language an object with a name for each country.</summary>
    public static string Json()
    {
        using var file = new StreamReader(typeof(CountryNames).Assembly.GetManifestResourceStream(typeof(CountryNames), "country-names.json")!);
        return file.ReadToEnd();
    }

    private static Dictionary<string, Dictionary<string, string>> Read() =>
        JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(Json())!;
}
