using System.Collections.Frozen;
using System.Text.Json;

namespace Portal.Api.Features.Reference;

/// <summary>The names of countries in the portal's languages, from the Unicode CLDR (scripts/country-names.mjs).</summary>
public static class CountryNames
{
    private static readonly FrozenDictionary<string, Dictionary<string, string>> ByLanguage = Read().ToFrozenDictionary();

    public static IReadOnlyDictionary<string, string> In(string language) => ByLanguage[language];

    private static Dictionary<string, Dictionary<string, string>> Read()
    {
        using var file = typeof(CountryNames).Assembly.GetManifestResourceStream(typeof(CountryNames), "country-names.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(file)!;
    }
}
