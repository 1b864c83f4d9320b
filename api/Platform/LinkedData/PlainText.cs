using System.Text.RegularExpressions;
using Markdig;
using Portal.Api.Domain;

namespace Portal.Api.Platform.LinkedData;

/// <summary>The beginning of a text without its Markdown, as it may be handed on.</summary>
public static partial class PlainText
{
    public const int MaxLength = 1_000;

    /// <summary>Contact details are masked; what is longer is cut between words.</summary>
    public static string? Of(string? markdown)
    {
        if (string.IsNullOrWhiteSpace(markdown))
        {
            return null;
        }

        // What was written as entities or with backslashes can be seen only without the Markdown, so it is masked after that.
        var text = ContactDetails.Masked(Spaces().Replace(WithoutMarkdown(markdown), " ").Trim());
        if (text.Length <= MaxLength)
        {
            return text.Length == 0 ? null : text;
        }

        var end = text.LastIndexOf(' ', MaxLength - 2);
        end = end > 0 ? end : MaxLength - 2;
        return $"{text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)]}…";
    }

    private static string WithoutMarkdown(string markdown)
    {
        try
        {
            return Markdown.ToPlainText(markdown);
        }
        catch (ArgumentException)
        {
            // Quotes in quotes in quotes, more than anybody writes, are refused by the parser.
            return markdown;
        }
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
