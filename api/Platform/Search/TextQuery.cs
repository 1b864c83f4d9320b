using System.Text.RegularExpressions;

namespace Portal.Api.Platform.Search;

/// <summary>One part of what a person typed: a word, or several in quotes, that must or must not be there.</summary>
public sealed record TextTerm(string Text, bool IsQuoted, bool IsLeftOut)
{
    /// <summary>The term as a person would type it.</summary>
    public override string ToString() => (IsLeftOut ? "-" : "") + (IsQuoted ? $"\"{Text}\"" : Text);
}

/// <summary>
/// What a person types into a search box: every word must match, "a quoted phrase" as it stands, and -word must not.
/// Other words, "or" among them, are only words.
/// </summary>
public static partial class TextQuery
{
    public const int MaxLength = 200;

    public static IReadOnlyList<TextTerm> Terms(string text) =>
        [.. Term().Matches(text).Select(term => new TextTerm(
            term.Groups["words"].Value, term.Groups["quote"].Length > 0, term.Groups["not"].Length > 0))];

    [GeneratedRegex("""(?<not>(?<=^|\s)-)?(?:(?<quote>")(?<words>[^"]*)"?|(?<words>[^\s"]+))""")]
    private static partial Regex Term();
}
