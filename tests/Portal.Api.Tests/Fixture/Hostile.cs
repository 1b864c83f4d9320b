namespace Portal.Api.Tests.Fixture;

/// <summary>Texts that mean something to a program that reads them carelessly.</summary>
internal static class Hostile
{
    public static readonly string[] Titles =
    [
        "=HYPERLINK(\"http://evil.example\";\"Click\")",
        "+1-2", "-2+3", "@SUM(A1)", "\t=1", "a, \"b\"; c\\d\\n",
        "<b>bold</b> & <script>alert(1)</script>",
        "two\r\nlines\nEND:VEVENT\nBEGIN:VEVENT",
        "مشروع التطوع ‏في القرية", "👩‍👩‍👧‍👦 🇲🇩 ñ ă ț 🏳️‍🌈", string.Concat(Enumerable.Repeat("ț€😀", 30)),
        "]]> <!-- \u0001\u0008 \uFFFF &#0; -->", "'quoted'", "ends with a backslash \\",
    ];

    public const string Markdown =
        """
        <script>alert(1)</script> <img src=x onerror=alert(2)>

        [run](javascript:alert(3)) [data](data:text/html,x) [quiet](  JaVaScRiPt:alert(4)) <javascript:alert(5)> [relative](/admin) [good](https://example.org/a?b=c&d=e "t")
        ![pixel](https://tracker.example/x.gif) <https://example.org/auto>

        Write to anna@example.org, anna&#64;example.org, anna\@example.org, [here](mailto:anna@example.org) or <anna@example.org>, call +373 22 123 456 or &#43;373 22 123 457.

        ``` "onload="alert(6)
        code <b>
        ```

        [ref]: javascript:alert(7)
        [ref] **bold**
        """;
}
