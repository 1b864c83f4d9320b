using Portal.Api.Import;

namespace Portal.Api.Tests.Import;

/// <summary>What people typed into plain boxes shows the same as Markdown.</summary>
public sealed class MarkdownTextTests
{
    [Theory]
    [InlineData("One line.", "One line.")]
    [InlineData("First line\nSecond line", "First line\n\nSecond line")]
    [InlineData("  too   many\tblanks  ", "too many blanks")]
    [InlineData("Tasks:\n• cooking\n•cleaning\nThanks", "Tasks:\n\n- cooking\n- cleaning\n\nThanks")]
    [InlineData("Tasks:\n- cooking\n– cleaning\n* singing", "Tasks:\n\n- cooking\n- cleaning\n- singing")]
    [InlineData("• one • two • three", "- one\n- two\n- three")]
    [InlineData("You need: - patience - a driving licence", "You need:\n\n- patience\n- a driving licence")]
    [InlineData("- one - two", "- one\n- two")]
    [InlineData("Open 9 - 17, Monday - Friday", "Open 9 - 17, Monday - Friday")]
    [InlineData("- open 9 - 17", "- open 9 - 17")]
    [InlineData("a\n\n\n\nb", "a\n\nb")]
    [InlineData("2 * 3 * 4 and [x] and `y`", "2 \\* 3 \\* 4 and \\[x\\] and \\`y\\`")]
    [InlineData("# no heading", "\\# no heading")]
    [InlineData("snake_case and _stress_", "snake_case and \\_stress\\_")]
    [InlineData("I <3 it, age <30", "I \\<3 it, age \\<30")]
    [InlineData("write to <anna@example.org>", "write to \\<anna@example.org>")]
    [InlineData("bell\u0007 and nul\u0000", "bell and nul")]
    public void Plain_text_becomes_markdown(string plain, string markdown) => Assert.Equal((markdown, false), MarkdownText.From(plain));

    [Theory]
    [InlineData("A <b>bold</b> word", "A bold word")]
    [InlineData("<p>One</p><p>Two<br/>Three</p>", "One\n\nTwo\n\nThree")]
    [InlineData("<ul><li>One</li><li>Two</li></ul>", "- One\n- Two")]
    [InlineData("Before<script>alert(1)</script>after", "Beforeafter")]
    [InlineData("<a href=\"javascript:alert(1)\">click</a>", "click")]
    [InlineData("<img src=x onerror=alert(1)>text", "text")]
    public void Tags_go_and_their_text_stays(string plain, string markdown) => Assert.Equal((markdown, true), MarkdownText.From(plain));

    [Fact]
    public void Entities_become_their_letters() => Assert.Equal(("Caf\u00e9 & bar", false), MarkdownText.From("Caf&eacute; &amp; bar"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n \u00a0 ")]
    public void Nothing_stays_nothing(string? plain) => Assert.Equal((null, false), MarkdownText.From(plain));
}
