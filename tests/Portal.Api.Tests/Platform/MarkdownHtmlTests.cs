using Portal.Api.Platform;

namespace Portal.Api.Tests.Platform;

public sealed class MarkdownHtmlTests
{
    [Theory]
    [InlineData("**one** *two*\n\n- a\n- b", "<p><strong>one</strong> <em>two</em></p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n")]
    [InlineData("[web](https://example.org/?a=1&b=2)", "<p><a href=\"https://example.org/?a=1&amp;b=2\" rel=\"nofollow\">web</a></p>\n")]
    [InlineData("[a](javascript:alert(1))", "<p>a</p>\n")]
    [InlineData("[a](vbscript:x) [b](data:text/html,x) [c](//evil.example) [d](/x) [e](file:///etc)", "<p>a b c d e</p>\n")]
    [InlineData("![*seen*](https://example.org/x.png)", "<p><em>seen</em></p>\n")]
    [InlineData("<b onclick=x>hi</b>", "<p>&lt;b onclick=x&gt;hi&lt;/b&gt;</p>\n")]
    [InlineData("a&#64;b.org and a\\@b.org and [x](mailto:a@b.org)", "<p>&#8226;&#8226;&#8226; and &#8226;&#8226;&#8226; and x</p>\n")]
    [InlineData("[x](https://example.org/?to=a%40b.org)", "<p>x</p>\n")]
    [InlineData("", "")]
    public void Texts_become_HTML_that_may_be_shown_anywhere(string markdown, string html) =>
        Assert.Equal(html, MarkdownHtml.Masked(markdown).Replace("•", "&#8226;", StringComparison.Ordinal));

    [Fact]
    public void What_is_nested_too_deeply_is_shown_as_it_is_written() =>
        Assert.Contains("&gt; &gt;", MarkdownHtml.Masked(string.Concat(Enumerable.Repeat("> ", 4_000)) + "end"), StringComparison.Ordinal);
}
