using System.Text;
using System.Text.Json;

namespace Portal.Api.Import.DataSets;

/// <summary>Records of both kinds, each a JSON object in a line. Empty lines are left out.</summary>
internal sealed class NdjsonFile(FileInfo file, string name) : DataSetFile(file, name)
{
    public override IEnumerable<DataSetLine> Records() => Lines().Select(line => new DataSetLine(line.Text));

    protected override int CheckRecords()
    {
        var records = 0;
        foreach (var (text, isEnded) in Lines())
        {
            if (records++ == 0 && !text.TrimStart().StartsWith('{'))
            {
                throw new ImportFileException($"{Name} is not NDJSON: its first line is not a JSON object. Say with --format what it is.");
            }

            // Whatever else is in a line, it is quarantined alone. Only the last line can tell that more is missing.
            if (!isEnded && !IsJson(text))
            {
                throw CutOff();
            }
        }

        return records;
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The lines that are not blank, and whether a line end follows.</summary>
    private IEnumerable<(string Text, bool IsEnded)> Lines()
    {
        using var reader = Open();
        var buffer = new char[64 * 1024];
        var line = new StringBuilder();
        int read;
        while ((read = reader.Read(buffer)) > 0)
        {
            var start = 0;
            int length;
            while ((length = buffer.AsSpan(start, read - start).IndexOf('\n')) >= 0)
            {
                line.Append(buffer, start, length);
                start += length + 1;
                if (TakeLine(line) is { } text)
                {
                    yield return (text, true);
                }
            }

            line.Append(buffer, start, read - start);
            if (line.Length > MaxRecordLength)
            {
                throw new ImportFileException($"{Name} has a line of more than {MaxRecordLength} characters. NDJSON has one record in a line.");
            }
        }

        if (TakeLine(line) is { } last)
        {
            yield return (last, false);
        }
    }

    private static string? TakeLine(StringBuilder line)
    {
        var text = line.ToString();
        line.Clear();
        return string.IsNullOrWhiteSpace(text) ? null : text.TrimEnd('\r');
    }
}
