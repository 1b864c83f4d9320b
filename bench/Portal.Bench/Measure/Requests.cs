using System.Globalization;
using Portal.Api.Domain;
using Portal.Bench.Generate;

namespace Portal.Bench.Measure;

/// <summary>Makes the queries of a search: the same ones in every run, as mixed as people's.</summary>
internal static class Requests
{
    /// <summary>A day in the data, so many days after its today; what somebody plans with.</summary>
    private sealed record Calendar(DateOnly Today)
    {
        public string After(int days) => Today.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>The facets that the web application shows beside a search; availability takes longer and is asked for alone.</summary>
    public static readonly string ShownFacets = string.Concat(new[] { "country", "topic", "activityType", "support", "duration", "startMonth" }.Select(facet => $"&facet={facet}"));

    /// <summary>Takes the filter on availability away, which a facet of availability does not have.</summary>
    public static readonly string EveryAvailability = string.Concat(Availability.List.Values.Select(value => $"&availability={value}"));

    /// <summary>
    /// No text 25 %, one word 30 %, two words 20 %, a misspelt word 5 %, text and filters 10 %, filters alone 10 %; of all of
    /// them 5 % ask for what has ended.
    /// </summary>
    /// <returns>What follows the question mark.</returns>
    public static List<string> Mixed(int count, DateOnly today, ulong seed) =>
    [
        .. Enumerable.Range(0, count).Select(number =>
        {
            var dice = Dice.Of(seed, "mixed", number);
            var calendar = new Calendar(today);
            var query = (number % 20) switch
            {
                < 5 => $"page={1 + dice.Rank(10, 1)}",
                < 11 => Text(Word(ref dice)),
                < 15 => Text(TwoWords(ref dice)),
                < 16 => Text(Misspelt(ref dice)),
                < 18 => $"{Text(Word(ref dice))}&{Filters(ref dice, calendar, 2)}",
                _ => Filters(ref dice, calendar, 2),
            };
            return number % 40 is 7 or 30 ? $"{query}&availability=ended" : query;
        }),
    ];

    /// <summary>Those that facets can be counted for, which have no pages; the one without any filter once.</summary>
    public static List<string> OfFirstPages(IEnumerable<string> queries) =>
        [.. queries.Where(query => !query.StartsWith("page=", StringComparison.Ordinal)), "language=en"];

    /// <summary>Any combination of all filters, over what is open.</summary>
    public static List<string> Combined(int count, DateOnly today, ulong seed) =>
    [
        .. Enumerable.Range(0, count).Select(number =>
        {
            var dice = Dice.Of(seed, "combined", number);
            var filters = Filters(ref dice, new Calendar(today), dice.Between(1, 6));
            return dice.Chance(0.5) ? $"{Text(dice.Chance(0.5) ? Word(ref dice) : TwoWords(ref dice))}&{filters}" : filters;
        }),
    ];

    /// <summary>What somebody has typed after each letter, up to twelve of them; one word in ten with a slip.</summary>
    public static List<string> Typed(int count, ulong seed)
    {
        var typed = new List<string>();
        for (var number = 0; typed.Count < count; number++)
        {
            var dice = Dice.Of(seed, "typed", number);
            var language = TextLanguage.Any(ref dice);
            var words = dice.Unit() switch
            {
                < 0.4 => language.Thing(ref dice),
                < 0.6 => Town.Pick(ref dice).Name,
                < 0.8 => language.Name(ref dice),
                < 0.9 => $"{language.Thing(ref dice)} {language.Thing(ref dice)}",
                _ => Misspelt(ref dice),
            };
            for (var letters = 1; letters <= Math.Min(12, words.Length); letters++)
            {
                if (words[letters - 1] != ' ')
                {
                    typed.Add(Text(words[..letters]));
                }
            }
        }

        return typed[..count];
    }

    private static string Text(string text) => $"text={Uri.EscapeDataString(text)}";

    /// <summary>A thing that texts are about, now and then a rare word, a town or a name.</summary>
    private static string Word(ref Dice dice)
    {
        var language = TextLanguage.Any(ref dice);
        return dice.Unit() switch
        {
            < 0.75 => dice.Pick(language.Thing(ref dice).Split(' ').Where(word => word.Length > 2).ToArray()),
            < 0.85 => Town.Pick(ref dice).Name,
            < 0.95 => language.Name(ref dice),
            _ => language.Word(ref dice),
        };
    }

    private static string TwoWords(ref Dice dice)
    {
        var language = TextLanguage.Any(ref dice);
        return dice.Unit() switch
        {
            < 0.5 => $"{language.Thing(ref dice).Split(' ')[^1]} {language.Thing(ref dice).Split(' ')[^1]}",
            < 0.8 => $"{language.Thing(ref dice).Split(' ')[^1]} {Town.Pick(ref dice).Name}",
            _ => $"{language.Name(ref dice)} {language.Thing(ref dice).Split(' ')[^1]}",
        };
    }

    /// <summary>One letter of a long word is another, is missing, or has changed places.</summary>
    private static string Misspelt(ref Dice dice)
    {
        while (true)
        {
            var word = TextLanguage.Any(ref dice).Thing(ref dice).Split(' ')[^1];
            if (word.Length < 6)
            {
                continue;
            }

            var at = dice.Between(2, word.Length - 3);
            return dice.Below(3) switch
            {
                0 => $"{word[..at]}{word[(at + 1)..]}",
                1 => $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}",
                _ => $"{word[..at]}{word[at - 1]}{word[(at + 1)..]}",
            };
        }
    }

    private static string Filters(ref Dice dice, Calendar calendar, int most)
    {
        var filters = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var count = dice.Between(1, most); filters.Count < count;)
        {
            var (name, filter) = Filter(ref dice, calendar);
            filters.TryAdd(name, filter);
        }

        return string.Join('&', filters.Values);
    }

    private static (string Name, string Query) Filter(ref Dice dice, Calendar calendar)
    {
        var town = Town.Pick(ref dice);
        switch (dice.Below(12))
        {
            case 0 or 1:
                return ("country", dice.Chance(0.7) ? $"country={town.Country}" : $"country={town.Country}&country={Town.Pick(ref dice).Country}");
            case 2:
                return ("topic", $"topic={dice.Pick(Codes.Topics)}");
            case 3:
                return ("weeks", dice.Below(3) switch { 0 => $"minWeeks={dice.Between(2, 30)}", 1 => $"maxWeeks={dice.Between(2, 30)}", _ => "minWeeks=9&maxWeeks=26" });
            case 4:
                return ("activityType", $"activityType={dice.Pick(["individual", "team"])}");
            case 5:
                return ("support", $"support={dice.Pick(["mentoring", "dietary", "physicalEnvironment"])}");
            case 6:
                return ("eligibleCountry", $"eligibleCountry={town.Country}");
            case 7:
                return ("near", string.Create(CultureInfo.InvariantCulture, $"near={town.Latitude},{town.Longitude}&radiusKm={dice.Pick([25, 100, 400])}"));
            case 8:
                var from = dice.Between(0, 200);
                return ("free", $"freeFrom={calendar.After(from)}&freeTo={calendar.After(from + dice.Between(30, 200))}");
            case 9:
                return ("starts", $"startsFrom={calendar.After(dice.Between(0, 120))}");
            case 10:
                return ("deadline", $"deadlineTo={calendar.After(dice.Between(10, 100))}");
            default:
                return ("strand", $"strand={dice.Pick(["volunteering", "humanitarianAid"])}");
        }
    }
}
