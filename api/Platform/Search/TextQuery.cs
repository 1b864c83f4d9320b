using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Api.Platform.Search;

/// <summary>
/// What a person types into a search box, as PostgreSQL's websearch syntax: every word must match, "a quoted phrase"
/// as it stands, and -word must not. Other words, "or" among them, are only words.
/// </summary>
public static partial class TextQuery
{
    public const int MaxLength = 200;

    /// <summary>The text-search configuration of the migrations, in which case and accents do not matter.</summary>
    public const string Configuration = "public.portal";

    /// <summary>
    /// Weights of D, C, B and A in ranking: one word in a title outweighs any number of them in a text.
    /// </summary>
    public static readonly float[] Weights = [0.02f, 0.1f, 0.4f, 1f];

    /// <summary>What has to match.</summary>
    public static string ToWebSearch(string text) => string.Join(' ', Terms(text).Select(term => term.IsLeftOut ? $"-{term.Quoted}" : term.Quoted));

    /// <summary>
    /// What to rank by: the same words as alternatives. Words that all have to match are ranked by how near they are to
    /// each other, over every pair of them, and a long text that repeats them would come before any title. The first is
    /// there twice because the words of a single phrase would be taken for such words too.
    /// </summary>
    public static string ToRanking(string text)
    {
        var wanted = Terms(text).Where(term => !term.IsLeftOut).Select(term => term.Quoted).ToList();
        return string.Join(" or ", wanted.Take(1).Concat(wanted));
    }

    /// <summary>
    /// Accents that were typed as characters of their own join their letters, and the Greek sigma at the end of a word
    /// becomes the one inside it, as in the database's function words.
    /// </summary>
    private static IEnumerable<(bool IsLeftOut, string Quoted)> Terms(string text) =>
        Term().Matches(text.Normalize(NormalizationForm.FormC).Replace('ς', 'σ'))
            .Select(term => (term.Groups["not"].Length > 0, $"\"{term.Groups["words"].Value}\""));

    [GeneratedRegex("""(?<not>(?<=^|\s)-)?(?:"(?<words>[^"]*)"?|(?<words>[^\s"]+))""")]
    private static partial Regex Term();
}
