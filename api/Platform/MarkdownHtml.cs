using System.Net;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Portal.Api.Domain;

namespace Portal.Api.Platform;

/// <summary>
/// Turns a publisher's Markdown into HTML that may be shown anywhere: tags in it are text, links lead to the web and run
/// nothing, nothing is loaded from elsewhere, and contact details are masked.
/// </summary>
public static partial class MarkdownHtml
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    public static string Masked(string markdown)
    {
        var masked = ContactDetails.Masked(markdown);
        string html;
        try
        {
            html = Render(masked);
        }
        catch (ArgumentException)
        {
            // Quotes in quotes in quotes, more than anybody writes, are refused by the parser.
            html = $"<p>{WebUtility.HtmlEncode(masked)}</p>\n";
        }

        // What was written as entities or with backslashes can be seen only now.
        return Words().Replace(html, words => MaskedWords(words.Value));
    }

    private static string Render(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            if (link.IsImage || !MayBeFollowed(link.Url))
            {
                link.ReplaceBy(new ContainerInline(), copyChildren: true);
            }
            else
            {
                link.GetAttributes().AddProperty("rel", "nofollow");
            }
        }

        foreach (var link in document.Descendants<AutolinkInline>().Where(link => link.IsEmail || !MayBeFollowed(link.Url)).ToList())
        {
            link.ReplaceBy(new LiteralInline(link.Url));
        }

        return document.ToHtml(Pipeline);
    }

    private static bool MayBeFollowed(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
        && WebUtility.UrlDecode(address) is var read && ContactDetails.Masked(read!) == read && !read.Contains(ContactDetails.Mask, StringComparison.Ordinal);

    private static string MaskedWords(string encoded)
    {
        var words = WebUtility.HtmlDecode(encoded);
        var masked = ContactDetails.Masked(words);
        return masked == words ? encoded : WebUtility.HtmlEncode(masked);
    }

    /// <summary>What stands between tags; an angle bracket in a value is written as an entity.</summary>
    [GeneratedRegex("(?<=^|>)[^<>]+")]
    private static partial Regex Words();
}
