using Portal.Api.Domain;

namespace Portal.Bench.Generate;

/// <summary>Values of code lists, some of them much more frequent than others.</summary>
internal sealed class Codes
{
    private const int EligibleLists = 300;

    public static readonly string[] Topics = ["socl", "natr", "edu", "cult", "citzn", "migr", "sprt", "health", "discr", "job", "nutri", "cata", "sme", "relief", "distr", "shltr", "hygn"];

    private static readonly (string Code, double Share)[] Supports =
        [("mentoring", 0.4), ("participationSupport", 0.3), ("dietary", 0.25), ("physicalEnvironment", 0.18), ("other", 0.12)];

    private readonly string[][] _eligible;

    public Codes(ulong seed)
    {
        string[] countries = [.. Country.All.Where(country => country.Group == CountryGroup.Programme).Select(country => country.Code)];
        string[] partners = [.. Country.All.Where(country => country.Group == CountryGroup.Partner).Select(country => country.Code)];
        _eligible = new string[EligibleLists][];
        for (var list = 0; list < EligibleLists; list++)
        {
            var dice = Dice.Of(seed, "eligible", list);
            var share = dice.Pick([0.05, 0.2, 0.5, 0.9]);
            var chosen = new List<string>();
            foreach (var (code, most) in countries.Select(code => (code, share)).Concat(partners.Select(code => (code, share / 2))))
            {
                if (dice.Chance(most))
                {
                    chosen.Add(code);
                }
            }

            _eligible[list] = chosen.Count == 0 ? [dice.Pick(countries)] : [.. chosen];
        }
    }

    public static string[] TopicsOf(ref Dice dice, string[] usual)
    {
        var count = dice.Unit() switch { < 0.03 => 0, < 0.45 => 1, < 0.8 => 2, < 0.95 => 3, _ => 4 };
        var topics = new List<string>(count);
        while (topics.Count < count)
        {
            var topic = usual.Length > 0 && dice.Chance(0.6) ? dice.Pick(usual) : Topics[dice.Rank(Topics.Length, 3)];
            if (!topics.Contains(topic))
            {
                topics.Add(topic);
            }
            else if (dice.Chance(0.3))
            {
                break;
            }
        }

        return [.. topics];
    }

    public static string[] SupportsOf(ref Dice dice)
    {
        var supports = new List<string>();
        foreach (var (code, share) in Supports)
        {
            if (dice.Chance(share))
            {
                supports.Add(code);
            }
        }

        return [.. supports];
    }

    /// <summary>None means every programme country.</summary>
    public string[] EligibleOf(ref Dice dice) => dice.Chance(0.45) ? [] : _eligible[dice.Rank(EligibleLists, 10)];
}
