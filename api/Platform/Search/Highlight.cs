using System.Text;
using System.Text.RegularExpressions;
using Portal.Api.Domain;

namespace Portal.Api.Platform.Search;

/// <summary>The passage of a text in which words were found, as HTML in which nothing but mark elements is HTML.</summary>
public static partial class Highlight
{
    private const int Length = 200;
    private const int Before = 60;

    /// <summary>Longer ones are cut.</summary>
    private const int LongestWord = 40;

    /// <summary>The best passage of the first text that has one of the words; null where none has.</summary>
    /// <param name="texts">Plain text or Markdown.</param>
    /// <param name="words">The words to mark, in small letters without accents.</param>
    public static string? Of(IEnumerable<string?> texts, IReadOnlySet<string> words)
    {
        foreach (var text in texts)
        {
            // Most texts have none, which is soon seen; only then is it worth its while to make plain text of them.
            if (!string.IsNullOrEmpty(text) && words.Count > 0 && HasOne(text, words) && In(Plain(text), words) is { } passage)
            {
                return passage;
            }
        }

        return null;
    }

    private static bool HasOne(string text, IReadOnlySet<string> words)
    {
        foreach (var word in Word().EnumerateMatches(text))
        {
            if (words.Contains(FoldedLetters.Fold(text.Substring(word.Index, word.Length))))
            {
                return true;
            }
        }

        return false;
    }

    private static string? In(string text, IReadOnlySet<string> words)
    {
        var found = Word().Matches(text).Where(word => words.Contains(FoldedLetters.Fold(word.Value))).ToList();
        if (found.Count == 0)
        {
            return null;
        }

        // Where most different words are near each other.
        var first = found.MaxBy(start => found
            .Where(word => word.Index >= start.Index && word.Index + word.Length <= start.Index + Length - Before)
            .Select(word => FoldedLetters.Fold(word.Value)).Distinct().Count())!;
        var from = StartOfWord(text, Math.Max(0, first.Index - Before));
        var to = EndOfWord(text, Math.Min(text.Length, from + Length));
        var html = new StringBuilder(from > 0 ? "… " : "");
        var at = from;
        foreach (var word in found.Where(word => word.Index >= from && word.Index + word.Length <= to))
        {
            html.Append(Escaped(text[at..word.Index])).Append("<mark>").Append(Escaped(word.Value)).Append("</mark>");
            at = word.Index + word.Length;
        }

        return html.Append(Escaped(text[at..to])).Append(to < text.Length ? " …" : "").ToString().Trim();
    }

    private static int StartOfWord(string text, int at)
    {
        var limit = Math.Max(0, at - LongestWord);
        while (at > limit && (!char.IsWhiteSpace(text[at - 1]) || char.IsLowSurrogate(text[at])))
        {
            at--;
        }

        return char.IsLowSurrogate(text[at]) ? at + 1 : at;
    }

    private static int EndOfWord(string text, int at)
    {
        var limit = Math.Min(text.Length, at + LongestWord);
        while (at < limit && !char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at < text.Length && char.IsLowSurrogate(text[at]) ? at - 1 : at;
    }

    /// <summary>Without Markdown's signs and with contact details masked, on one line.</summary>
    private static string Plain(string markdown) =>
        ContactDetails.Masked(Blanks().Replace(Signs().Replace(Links().Replace(markdown, "$1"), ""), " ").Trim());

    private static string Escaped(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"!?\[([^\[\]\n]*)\]\([^()\n]*\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"\*\*|__|~~|`|(?<!\w)[*_](?=\w)|(?<=[\w.,!?])[*_](?!\w)|^\s*(?:[-*+]|\d{1,3}[.)]|#{1,6}|>)\s+|\\(?=[\p{P}\p{S}])", RegexOptions.Multiline)]
    private static partial Regex Signs();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
