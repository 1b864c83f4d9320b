using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Api.Tests.Fixture;

/// <summary>Reads a calendar by the letter of RFC 5545: every departure fails.</summary>
internal sealed partial class CalendarText
{
    private readonly List<(string Name, string Parameters, string Value)> own = [];

    public List<Event> Events { get; } = [];

    public string this[string name] => Assert.Single(own, property => property.Name == name).Value;

    public string ParametersOf(string name) => Assert.Single(own, property => property.Name == name).Parameters;

    public static CalendarText Parse(byte[] bytes)
    {
        var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        var lines = text[..^2].Split("\r\n");
        Assert.All(lines, line =>
        {
            Assert.InRange(Encoding.UTF8.GetByteCount(line), 1, 75);
            Assert.DoesNotContain(line, letter => char.IsControl(letter) && letter != '\t');
        });

        var calendar = new CalendarText();
        var open = new Stack<string>();
        foreach (var line in Unfolded(lines))
        {
            var match = Property().Match(line);
            Assert.True(match.Success, $"This is no property: {line}");
            var (name, parameters, value) = (match.Groups["name"].Value, match.Groups["parameters"].Value, match.Groups["value"].Value);
            if (name == "BEGIN")
            {
                Assert.Equal(open.Count == 0 ? "VCALENDAR" : "VEVENT", value);
                Assert.InRange(open.Count, 0, 1);
                open.Push(value);
                if (value == "VEVENT")
                {
                    calendar.Events.Add(new Event());
                }
            }
            else if (name == "END")
            {
                Assert.Equal(open.Pop(), value);
            }
            else
            {
                Assert.NotEmpty(open);
                (open.Count == 1 ? calendar.own : calendar.Events[^1].Properties).Add((name, parameters, value));
            }
        }

        Assert.Empty(open);
        Assert.Equal("2.0", calendar["VERSION"]);
        Assert.NotEmpty(calendar["PRODID"]);
        Assert.Equal(calendar.Events.Count, calendar.Events.Select(one => one["UID"]).Distinct().Count());
        return calendar;
    }

    private static IEnumerable<string> Unfolded(string[] lines)
    {
        var whole = new StringBuilder(lines[0]);
        foreach (var line in lines.Skip(1))
        {
            if (line[0] is ' ' or '\t')
            {
                whole.Append(line, 1, line.Length - 1);
                continue;
            }

            yield return whole.ToString();
            whole.Clear().Append(line);
        }

        yield return whole.ToString();
    }

    /// <summary>A text as it was before it was escaped.</summary>
    public static string Unescaped(string value)
    {
        Assert.Matches(@"^(?:[^\\,;]|\\[\\,;nN])*$", value);
        return Escape().Replace(value, escape => escape.Groups[1].Value is "n" or "N" ? "\n" : escape.Groups[1].Value);
    }

    [GeneratedRegex("""^(?<name>[A-Z0-9-]+)(?<parameters>(?:;[A-Z-]+=(?:"[^"]*"|[^";:,]*))*):(?<value>.*)$""", RegexOptions.Singleline)]
    private static partial Regex Property();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escape();

    internal sealed class Event
    {
        public List<(string Name, string Parameters, string Value)> Properties { get; } = [];

        public string this[string name] => Assert.Single(Properties, property => property.Name == name).Value;

        public bool Has(string name) => Properties.Any(property => property.Name == name);

        public string Text(string name) => Unescaped(this[name]);

        /// <summary>A day, which has to be written as a date without a time.</summary>
        public DateOnly Day(string name)
        {
            var (_, parameters, value) = Assert.Single(Properties, property => property.Name == name);
            Assert.Equal(";VALUE=DATE", parameters);
            return DateOnly.ParseExact(value, "yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
