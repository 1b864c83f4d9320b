using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Portal.Api.Data;

namespace Portal.Bench.Generate;

/// <summary>
/// One language in which texts are written: the sentences of the sample data, patterns and words of its own, and a long tail
/// of words that hardly anybody else uses, as names and rare words are in real texts.
/// </summary>
internal sealed partial class TextLanguage
{
    /// <summary>Rare words in each language, most of which occur in a few texts only.</summary>
    private const int RareWords = 40_000;

    /// <summary>How many of the rare words are also names of villages and associations.</summary>
    private const int Names = 8_000;

    /// <summary>So many words of a sentence of the sample data give way to another word.</summary>
    private const double Replaced = 0.12;

    /// <summary>So many of those give way to a word that hardly any other text has.</summary>
    private const double Rare = 0.15;

    /// <summary>A text ends within a sentence of the length asked for, so it is begun to be ended earlier.</summary>
    private const int HalfSentence = 45;

    /// <summary>The languages and how many of a hundred texts are in them.</summary>
    private static readonly (string Tag, int Weight)[] Weights =
        [("en", 45), ("it", 10), ("es", 9), ("fr", 8), ("de", 8), ("ro", 6), ("pl", 6), ("el", 4), ("bg", 4)];

    private readonly string[] _things;
    private readonly string[] _words;
    private readonly string[] _rare;
    private readonly string[] _names;
    private readonly Pattern[] _titles;
    private readonly Pattern[] _sentences;
    private readonly Pattern[] _organisations;
    private readonly Dictionary<string, Pattern[]> _sections;
    private readonly Pattern[] _sampleTitles;

    private TextLanguage(string tag)
    {
        Tag = tag;
        var lists = Lists(tag);
        _things = [.. lists["thing"]];
        _titles = [.. lists["title"].Select(line => new Pattern(line))];
        _sentences = [.. lists["sentence"].Select(line => new Pattern(line))];
        _organisations = [.. lists["organisation"].Select(line => new Pattern(line))];

        var themes = Themes(tag);
        string[] sections = ["description", "participantProfile", "accommodation", "training"];
        _sections = sections.ToDictionary(section => section, section =>
            themes.SelectMany(theme => Sentences().Split(theme[section])).Select(sentence => new Pattern(sentence)).ToArray());
        _sampleTitles = [.. themes.Select(theme => new Pattern(theme["title"]))];

        var syllables = lists["syllables"].SelectMany(line => line.Split(' ')).ToArray();
        _rare = [.. Enumerable.Range(0, RareWords).Select(rank => Compose(syllables, tag, rank))];
        _names = [.. _rare.Take(Names).Select(word => char.ToUpperInvariant(word[0]) + word[1..])];
        _words =
        [
            .. _sections.Values.SelectMany(patterns => patterns).Concat(_sampleTitles).SelectMany(pattern => pattern.Words)
                .Concat(_things.SelectMany(thing => thing.Split(' ')))
                .CountBy(word => word).OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal)
                .Select(word => word.Key),
        ];
    }

    public static IReadOnlyDictionary<string, TextLanguage> All { get; } = Weights.ToDictionary(it => it.Tag, it => new TextLanguage(it.Tag));

    public string Tag { get; }

    /// <summary>What texts are about, the most frequent first.</summary>
    public IReadOnlyList<string> Things => _things;

    /// <summary>A language for a text that is not in the language of its country.</summary>
    public static TextLanguage Any(ref Dice dice)
    {
        var left = dice.Below(Weights.Sum(it => it.Weight));
        foreach (var (tag, weight) in Weights)
        {
            if ((left -= weight) < 0)
            {
                return All[tag];
            }
        }

        throw new Refusal("The weights do not add up.");
    }

    public string Thing(ref Dice dice) => _things[dice.Rank(_things.Length, 12)];

    public string Word(ref Dice dice) => dice.Chance(Rare) ? _rare[dice.Rank(_rare.Length, 200)] : _words[dice.Rank(_words.Length, 20)];

    public string Name(ref Dice dice) => _names[dice.Rank(_names.Length, 100)];

    public string Title(StringBuilder text, ref Dice dice, string town, string organisation, int most)
    {
        text.Clear();
        var sample = dice.Chance(0.25);
        dice.Pick(sample ? _sampleTitles : _titles).Write(text, ref dice, this, town, organisation, sample ? Replaced : 0);
        return text.Length <= most ? text.ToString() : text.ToString(0, most).TrimEnd();
    }

    public string OrganisationName(StringBuilder text, ref Dice dice, string town)
    {
        text.Clear();
        dice.Pick(_organisations).Write(text, ref dice, this, town, "", 0);
        return text.ToString();
    }

    /// <summary>A text of about the length asked for, in paragraphs and now and then with a list.</summary>
    public string Text(StringBuilder text, ref Dice dice, string section, int length, string town, string organisation)
    {
        text.Clear();
        var sentences = _sections[section];
        while (text.Length < length - HalfSentence)
        {
            if (text.Length > 0)
            {
                text.Append(dice.Chance(0.15) ? "\n\n" : " ");
            }

            if (length > 600 && dice.Chance(0.04))
            {
                for (var line = 0; line < 4; line++)
                {
                    text.Append("\n- ").Append(Thing(ref dice)).Append(", ").Append(Word(ref dice));
                }

                text.Append("\n\n");
            }

            var own = dice.Chance(0.25);
            (own ? dice.Pick(_sentences) : sentences[dice.Rank(sentences.Length, 15)]).Write(text, ref dice, this, town, organisation, own ? 0 : Replaced);
        }

        return text.ToString().Trim();
    }

    private static string Compose(string[] syllables, string tag, int rank)
    {
        var dice = Dice.Of(7, tag, rank);
        var word = new StringBuilder();
        for (var count = rank < 1_000 ? 2 : dice.Between(2, 4); count > 0; count--)
        {
            word.Append(dice.Pick(syllables));
        }

        return word.ToString();
    }

    private static Dictionary<string, List<string>> Lists(string tag)
    {
        var lists = new Dictionary<string, List<string>>();
        foreach (var line in Resource(typeof(TextLanguage), $"Words.{tag}.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                lists[line[2..]] = [];
            }
            else
            {
                lists.Last().Value.Add(line);
            }
        }

        return lists;
    }

    /// <summary>All that is taken from the sample data.</summary>
    public static string Samples() => string.Concat(Weights.Select(it => Sample(it.Tag)));

    private static string Sample(string tag) => Resource(typeof(PortalDbContext), $"SampleData.themes.{tag}.json");

    private static List<Dictionary<string, string>> Themes(string tag) =>
    [
        .. JsonDocument.Parse(Sample(tag)).RootElement.EnumerateArray()
            .Select(theme => theme.EnumerateObject().Where(field => field.Value.ValueKind == JsonValueKind.String)
                .ToDictionary(field => field.Name, field => field.Value.GetString()!)),
    ];

    internal static string Resource(Type near, string name)
    {
        using var stream = near.Assembly.GetManifestResourceStream(near, name)
            ?? throw new Refusal($"{near.Assembly.GetName().Name} has no resource {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"(?<=[.!?;])\s+")]
    private static partial Regex Sentences();
}
