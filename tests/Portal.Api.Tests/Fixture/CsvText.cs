namespace Portal.Api.Tests.Fixture;

/// <summary>Reads comma-separated values as RFC 4180 has them and nothing else: every departure fails.</summary>
internal static class CsvText
{
    public static List<List<string>> Parse(string text)
    {
        var records = new List<List<string>>();
        for (var at = 0; at < text.Length;)
        {
            var record = new List<string>();
            do
            {
                record.Add(Field(text, ref at));
            }
            while (text[at++] == ',');
            Assert.True(text[at - 1] == '\r' && text[at++] == '\n', $"Record {records.Count + 1} does not end with CRLF.");
            records.Add(record);
        }

        Assert.All(records, record => Assert.Equal(records[0].Count, record.Count));
        return records;
    }

    private static string Field(string text, ref int at)
    {
        var first = at;
        if (text[at] != '"')
        {
            at = text.AsSpan(at).IndexOfAny(",\r\n\"") + at;
            Assert.True(text[at] is ',' or '\r', $"A quote or a line feed stands bare after {text[first..at]}.");
            return text[first..at];
        }

        for (at++; text[at] != '"' || text[at + 1] == '"'; at++)
        {
            at += text[at] == '"' ? 1 : 0;
        }

        at++;
        Assert.True(text[at] is ',' or '\r', "Something follows a closing quote.");
        return text[(first + 1)..(at - 1)].Replace("\"\"", "\"", StringComparison.Ordinal);
    }
}
