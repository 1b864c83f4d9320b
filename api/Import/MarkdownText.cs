using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Portal.Api.Import;

/// <summary>
/// Turns text that people typed into plain boxes into Markdown that shows the same: lines become paragraphs, lines
/// with bullets become lists, stray HTML tags go and their text stays, and what only looks like Markdown is escaped.
/// </summary>
public static partial class MarkdownText
{
    public static (string? Markdown, bool TagsDropped) From(string? plain)
    {
        if (string.IsNullOrWhiteSpace(plain))
        {
            return (null, false);
        }

        var (text, tagsDropped) = WithoutTags(plain.ReplaceLineEndings("\n"));
        var blocks = new List<string>();
        var inList = false;
        foreach (var line in text.Split('\n').SelectMany(Items))
        {
            // Two list items stand together; everything else is a block of its own.
            if (line.IsItem && inList)
            {
                blocks[^1] += "\n- " + Escape(line.Text);
            }
            else
            {
                blocks.Add((line.IsItem ? "- " : "") + Escape(line.Text));
            }

            inList = line.IsItem;
        }

        return (blocks.Count == 0 ? null : string.Join("\n\n", blocks), tagsDropped);
    }

    /// <summary>A line's items, where it is a bullet or holds several, else the line itself; nothing for an empty one.</summary>
    private static IEnumerable<(bool IsItem, string Text)> Items(string line)
    {
        var trimmed = Clean(line);
        var parts = trimmed.Contains('•', StringComparison.Ordinal) ? trimmed.Split('•') : InlineDashes().Split(trimmed);
        var first = StartsWithBullet().Match(parts[0]);
        var head = first.Success ? parts[0][first.Length..] : parts[0];

        // "9 - 17" in a sentence is no list: dashes inside a line count only behind a bullet or a colon.
        if (parts.Length > 1 && !trimmed.Contains('•', StringComparison.Ordinal) && !first.Success && !head.TrimEnd().EndsWith(':'))
        {
            yield return (false, trimmed);
            yield break;
        }

        if (head.Trim().Length > 0)
        {
            yield return (first.Success, head.Trim());
        }

        foreach (var item in parts.Skip(1).Select(part => part.Trim()).Where(part => part.Length > 0))
        {
            yield return (true, item);
        }
    }

    /// <summary>Without control characters, and with every run of blanks as one space.</summary>
    private static string Clean(string line) =>
        Blanks().Replace(string.Concat(line.Where(character => !char.IsControl(character) || character == '\t')), " ").Trim();

    private static (string Text, bool TagsDropped) WithoutTags(string text)
    {
        // Only what is HTML by name is a tag: "<3" and "<anna@example.org>" are text.
        var html = NotATag().Replace(text, "&lt;");
        if (!html.Contains('<', StringComparison.Ordinal) && !Entity().IsMatch(text))
        {
            return (text, false);
        }

        var body = new HtmlParser().ParseDocument(html).Body!;
        var result = new StringBuilder();
        Append(body, result);
        return (result.ToString(), html.Contains('<', StringComparison.Ordinal));
    }

    private static void Append(INode node, StringBuilder text)
    {
        foreach (var child in node.ChildNodes)
        {
            switch (child)
            {
                case IText words:
                    text.Append(words.Data);
                    break;
                case IElement { LocalName: "script" or "style" }:
                    break;
                case IElement { LocalName: "li" }:
                    text.Append("\n• ");
                    Append(child, text);
                    break;
                case IElement { LocalName: "br" or "p" or "div" or "ul" or "ol" or "tr" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "blockquote" }:
                    text.Append('\n');
                    Append(child, text);
                    text.Append('\n');
                    break;
                case IElement:
                    Append(child, text);
                    break;
            }
        }
    }

    private static string Escape(string line) => StartsLikeABlock().Replace(MeansSomething().Replace(line, @"\$0"), @"\$0");

    [GeneratedRegex(@"<(?!/?(?:a|abbr|b|big|blockquote|body|br|center|code|div|em|font|h[1-6]|head|hr|html|i|iframe|img|li|link|meta|o:p|object|ol|p|pre|s|script|small|span|strike|strong|style|sub|sup|svg|table|tbody|td|tfoot|th|thead|tr|tt|u|ul)\b[^<>]*>|!--)", RegexOptions.IgnoreCase)]
    private static partial Regex NotATag();

    [GeneratedRegex("&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", RegexOptions.IgnoreCase)]
    private static partial Regex Entity();

    [GeneratedRegex(@"[\s\u00A0]+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^(?:[•●▪◦·‣]\s*|[-–—*]\s+)")]
    private static partial Regex StartsWithBullet();

    [GeneratedRegex(@"(?<!\d)(?<=[\w:;,.)!?""”’]) [-–] (?!\d)")]
    private static partial Regex InlineDashes();

    [GeneratedRegex(@"[\\`*\[\]<]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")]
    private static partial Regex MeansSomething();

    [GeneratedRegex(@"^(?:[#>]|[+=~-])")]
    private static partial Regex StartsLikeABlock();
}
