using System.Text.RegularExpressions;
using Portal.Api.Platform.Search;

namespace Portal.Api.Tests.Platform.Search;

public sealed partial class HighlightTests
{
    [Theory]
    [InlineData("You live in a lighthouse.", "lighthouse", "You live in a <mark>lighthouse</mark>.")]
    [InlineData("LIGHTHOUSE by night", "lighthouse", "<mark>LIGHTHOUSE</mark> by night")]
    [InlineData("Une école, deux écoles", "ecole ecoles", "Une <mark>école</mark>, deux <mark>écoles</mark>")]
    [InlineData("Στην Πάτρα", "πατρα", "Στην <mark>Πάτρα</mark>")]
    [InlineData("Garden and garden", "garden", "<mark>Garden</mark> and <mark>garden</mark>")]
    // Whole words only
    [InlineData("gardens, gardener", "garden", null)]
    [InlineData("after-school", "school", "after-<mark>school</mark>")]
    [InlineData("", "garden", null)]
    [InlineData("Nothing here", "garden", null)]
    public void Whole_words_are_marked_whatever_their_accents_and_case(string text, string words, string? html) =>
        Assert.Equal(html, Of(text, words));

    [Theory]
    [InlineData("**Bold** garden", "Bold <mark>garden</mark>")]
    [InlineData("A *garden* and a _pond_", "A <mark>garden</mark> and a pond")]
    [InlineData("# Title\n\n- a garden\n- a pond", "Title a <mark>garden</mark> a pond")]
    [InlineData("1. a garden\n2) a pond", "a <mark>garden</mark> a pond")]
    [InlineData("> `garden`", "<mark>garden</mark>")]
    [InlineData("[Our garden](https://example.org/a_b) grows", "Our <mark>garden</mark> grows")]
    [InlineData("![garden](x.png)", "<mark>garden</mark>")]
    [InlineData("3 * 4 garden snake_case", "3 * 4 <mark>garden</mark> snake_case")]
    public void Signs_of_markdown_are_dropped_and_the_passage_is_one_line(string text, string html) =>
        Assert.Equal(html, Of(text, "garden"));

    [Theory]
    [InlineData("<script>alert('garden')</script>")]
    [InlineData("garden<img src=x onerror=alert(1)>")]
    [InlineData("\"garden\" & <b>bold</b>")]
    [InlineData("<mark>garden</mark>")]
    [InlineData("</mark><script>garden")]
    [InlineData("&lt;script&gt; garden &#60;")]
    [InlineData("[garden](javascript:alert(1))")]
    [InlineData("![garden\"onload=\"x](y)")]
    [InlineData("garden <svg/onload=alert`1`>")]
    [InlineData("<<b>script>garden<</b>/script>")]
    [InlineData("<a href=\"javascript:x\">garden</a>")]
    [InlineData("garden \u2028<br>\u0000</p>")]
    [InlineData("<garden>")]
    public void Nothing_but_marks_is_html(string text)
    {
        var html = Of(text, "garden script mark onload")!;

        Assert.NotNull(html);
        Assert.Contains("<mark>", html, StringComparison.Ordinal);
        var rest = Mark().Replace(html, "$1");
        Assert.DoesNotContain('<', rest);
        Assert.DoesNotContain('>', rest);
        Assert.DoesNotContain('"', rest);
        Assert.Empty(Ampersand().Matches(rest));
    }

    [Theory]
    [InlineData("Write to anna@example.org in the garden", "anna", "example.org")]
    [InlineData("Call +373 22 000 000 from the garden", "373", "22 000")]
    [InlineData("garden (030) 1234 5678", "1234", "5678")]
    public void Contact_details_are_masked_also_where_they_are_asked_for(string text, params string[] hidden)
    {
        var html = Of(text, "garden anna example org 373 22 1234 5678")!;

        Assert.Contains("•••", html, StringComparison.Ordinal);
        Assert.All(hidden, detail => Assert.DoesNotContain(detail, html, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, 5000)]
    [InlineData(5000, 1)]
    [InlineData(300, 300)]
    public void A_passage_is_short_and_shows_that_it_was_cut(int before, int after)
    {
        var text = $"{Words(before)} garden {Words(after)}";

        var html = Of(text, "garden")!;

        Assert.InRange(html.Length, 20, 320);
        Assert.Contains("<mark>garden</mark>", html, StringComparison.Ordinal);
        Assert.Equal(before > 100, html.StartsWith("… ", StringComparison.Ordinal));
        Assert.Equal(after > 100, html.EndsWith(" …", StringComparison.Ordinal));

        static string Words(int count) => string.Join(' ', Enumerable.Repeat("tree", count));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("😀")]
    [InlineData("[")]
    [InlineData("[](")]
    [InlineData("*")]
    public void A_text_without_spaces_is_cut_as_well_and_never_inside_a_character(string letter)
    {
        var long5000 = string.Concat(Enumerable.Repeat(letter, 5000));

        foreach (var text in new[] { $"{long5000} garden {long5000}", $"{long5000}-garden-{long5000}" })
        {
            var html = Of(text, "garden");

            Assert.NotNull(html);
            Assert.InRange(html.Length, 6, 600);
            Assert.Equal(html, new string(html.EnumerateRunes().SelectMany(rune => rune.ToString()).ToArray()));
            Assert.DoesNotContain('\uFFFD', html);
        }
    }

    [Fact]
    public void The_passage_with_the_most_different_words_of_the_first_text_that_has_any_is_shown()
    {
        var far = string.Join(' ', Enumerable.Repeat("and so on", 60));

        Assert.Contains("<mark>garden</mark> <mark>kitchen</mark>", Highlight.Of([null, "", "nothing", $"garden {far} garden kitchen", "pond"], Set("garden kitchen pond")), StringComparison.Ordinal);
        Assert.Equal("<mark>pond</mark>", Highlight.Of(["nothing", "pond"], Set("pond")));
        Assert.Null(Highlight.Of(["garden"], Set("")));
    }

    private static string? Of(string text, string words) => Highlight.Of([text], Set(words));

    private static HashSet<string> Set(string words) => [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    [GeneratedRegex("<mark>([^<]*)</mark>")]
    private static partial Regex Mark();

    [GeneratedRegex("&(?!amp;|lt;|gt;|quot;)")]
    private static partial Regex Ampersand();
}
