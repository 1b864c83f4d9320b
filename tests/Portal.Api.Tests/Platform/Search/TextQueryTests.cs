using Portal.Api.Platform.Search;

namespace Portal.Api.Tests.Platform.Search;

public sealed class TextQueryTests
{
    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("youth", "youth")]
    [InlineData(" tea  or\tcoffee ", "tea", "or", "coffee")]
    [InlineData("\"youth centre\" work", "\"youth centre\"", "work")]
    [InlineData("youth -centre", "youth", "-centre")]
    [InlineData("-\"youth centre\"", "-\"youth centre\"")]
    [InlineData("after-school l'école a/b", "after-school", "l'école", "a/b")]
    [InlineData("a-\"b c\"", "a-", "\"b c\"")]
    // What is left open ends with the text.
    [InlineData("\"youth centre", "\"youth centre\"")]
    [InlineData("youth\"", "youth", "\"\"")]
    [InlineData("a \"\" b", "a", "\"\"", "b")]
    // A minus alone is only a sign.
    [InlineData("-", "-")]
    [InlineData("youth - work", "youth", "-", "work")]
    [InlineData("--x", "--x")]
    public void Spaces_part_words_quotes_hold_them_together_and_a_minus_leaves_out(string text, params string[] terms)
    {
        var read = TextQuery.Terms(text);

        Assert.Equal(terms, read.Select(term => term.ToString()));
        Assert.Equal(read, TextQuery.Terms(string.Join(' ', read)));
    }

    [Theory]
    [InlineData("\"a b\"", "a b", true, false)]
    [InlineData("-a", "a", false, true)]
    [InlineData("-\"a b\"", "a b", true, true)]
    [InlineData("a", "a", false, false)]
    public void A_term_knows_its_words_without_the_signs_around_them(string text, string words, bool isQuoted, bool isLeftOut) =>
        Assert.Equal(new TextTerm(words, isQuoted, isLeftOut), Assert.Single(TextQuery.Terms(text)));
}
