using System.Text.RegularExpressions;
using Portal.Api.Tests.Contract;

namespace Portal.Api.Tests.Examples;

/// <summary>A fenced block of code in README.md or docs/developers, which somebody may copy.</summary>
internal sealed partial record FencedBlock(string Page, string Heading, string Language, string Code)
{
    public const string Readme = "README.md";

    public static readonly string Checkout = Path.GetDirectoryName(PublishedContract.Path)!;

    public static readonly IReadOnlyList<string> DeveloperPages =
        [.. Directory.GetFiles(Path.Combine(Checkout, "docs/developers"), "*.md").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    public static readonly IReadOnlyList<FencedBlock> All =
        [.. Of(Readme, Path.Combine(Checkout, Readme)), .. DeveloperPages.SelectMany(page => Of($"docs/developers/{page}", Path.Combine(Checkout, "docs/developers", page)))];

    public static IEnumerable<FencedBlock> Of(string page, string path)
    {
        var (text, heading) = (File.ReadAllText(path).ReplaceLineEndings("\n"), "");
        foreach (Match found in Parts().Matches(text))
        {
            if (found.Groups["heading"].Success)
            {
                heading = found.Groups["heading"].Value;
            }
            else
            {
                yield return new(page, heading, found.Groups["language"].Value, found.Groups["code"].Value);
            }
        }
    }

    // A # within a block is a comment there: the block is found first, as a whole.
    [GeneratedRegex(@"^ *```(?<language>[^\n`]*)\n(?<code>.*?)^ *```$|^#+ (?<heading>[^\n]+)$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Parts();
}
