using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Portal.Api.Platform.Validation;

/// <summary>Texts are Markdown without raw HTML: its tags are dropped and the text between them is kept.</summary>
public static partial class RawHtml
{
    /// <summary>Dropping a tag can make another out of what stood around it; nobody writes it deeper than this.</summary>
    private const int MostRounds = 10;

    /// <summary>As CommonMark reads it, and where in the text each part stands.</summary>
    private static readonly MarkdownPipeline CommonMark = new MarkdownPipelineBuilder().UsePreciseSourceLocation().Build();

    public static (string? Markdown, bool WasDropped) Drop(string? markdown)
    {
        if (markdown is null || !markdown.Contains('<', StringComparison.Ordinal))
        {
            return (markdown, false);
        }

        var kept = markdown;
        for (var round = 0; round < MostRounds; round++)
        {
            var html = HtmlIn(kept);
            if (html.Count == 0)
            {
                break;
            }

            foreach (var span in html.OrderByDescending(span => span.Start))
            {
                kept = string.Concat(kept.AsSpan(0, span.Start), Tag().Replace(kept.Substring(span.Start, span.Length), ""), kept.AsSpan(span.End + 1));
            }
        }

        // What is still there after so many rounds was made to get through.
        kept = HtmlIn(kept).Count > 0 ? kept.Replace("<", "\\<", StringComparison.Ordinal) : kept;
        return (string.IsNullOrWhiteSpace(kept) ? null : kept, kept != markdown);
    }

    private static List<SourceSpan> HtmlIn(string markdown) =>
        [.. Markdown.Parse(markdown, CommonMark).Descendants().Where(node => node is HtmlBlock or HtmlInline).Select(node => node.Span)];

    /// <summary>Scripts, styles and comments whole; of everything else the tags.</summary>
    [GeneratedRegex(@"<(script|style)\b.*?(</\1\s*>|$)|<!--.*?(-->|$)|<[?!/]?[a-z][^>]*(>|$)|<!\[CDATA\[|<[?].*?([?]>|$)", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Tag();
}
