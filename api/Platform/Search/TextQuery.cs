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

    public static string ToWebSearch(string text)
    {
        var query = new StringBuilder();
        foreach (Match term in Term().Matches(text))
        {
            query.Append(term.Groups["not"].Value).Append('"').Append(term.Groups["words"].Value).Append("\" ");
        }

        return query.ToString();
    }

    [GeneratedRegex("""(?<not>(?<=^|\s)-)?(?:"(?<words>[^"]*)"?|(?<words>[^\s"]+))""")]
    private static partial Regex Term();
}
