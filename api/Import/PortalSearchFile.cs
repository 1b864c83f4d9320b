using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Portal.Api.Import;

/// <summary>
/// The live portal's search answer: an Elasticsearch document with the records at hits.hits. It is read as a stream,
/// so that its size does not matter.
/// </summary>
public sealed class PortalSearchFile(FileInfo file)
{
    private const string RecordsPath = "hits.hits";

    /// <summary>Inside the document, its hits and their list.</summary>
    private const int RecordDepth = 3;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the whole file once without keeping it, so that a broken one is refused before anything is written.</summary>
    /// <returns>How many records it holds.</returns>
    /// <exception cref="ImportFileException">It is missing, cut off, not JSON or of another shape.</exception>
    public int Check()
    {
        if (file is { Exists: true, Length: 0 })
        {
            throw new ImportFileException($"{file.Name} is empty. Get the file again.");
        }

        var records = 0;
        var isSearchAnswer = false;
        Read(reader =>
        {
            while (reader.Read())
            {
                isSearchAnswer |= reader.TokenType == JsonToken.StartArray && reader.Depth == RecordDepth - 1 && reader.Path == RecordsPath;
                records += IsRecord(reader) ? 1 : 0;
            }
        });
        return isSearchAnswer
            ? records
            : throw new ImportFileException($"{file.Name} is not a portal search answer: it has no list at {RecordsPath}.");
    }

    /// <summary>The records, one after another.</summary>
    public IEnumerable<JToken> Records()
    {
        using var reader = Open();
        while (reader.Read())
        {
            if (IsRecord(reader))
            {
                yield return JToken.ReadFrom(reader);
            }
        }
    }

    private void Read(Action<JsonTextReader> read)
    {
        try
        {
            using var reader = Open();
            read(reader);
            if (reader.Depth > 0)
            {
                throw CutOff();
            }
        }
        catch (JsonReaderException exception) when (IsAtEnd(exception))
        {
            throw CutOff();
        }
        catch (JsonReaderException exception)
        {
            throw new ImportFileException(
                $"{file.Name} is not whole JSON: it cannot be read at line {exception.LineNumber}, position {exception.LinePosition}. Get the file again.");
        }
        catch (DecoderFallbackException)
        {
            throw new ImportFileException($"{file.Name} is not text in UTF-8. Save it as UTF-8.");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ImportFileException($"There is no file {file.FullName}. Check the path.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ImportFileException($"{file.FullName} cannot be read: {exception.Message}");
        }
    }

    private ImportFileException CutOff() => new($"{file.Name} ends in the middle; it was probably cut off. Get the whole file.");

    /// <summary>The reader tells the end of the file inside a word or a number only in its message.</summary>
    private static bool IsAtEnd(JsonReaderException exception) =>
        exception.Message.StartsWith("Unterminated string", StringComparison.Ordinal)
        || exception.Message.StartsWith("Unexpected end", StringComparison.Ordinal);

    private JsonTextReader Open() => new(new StreamReader(file.OpenRead(), StrictUtf8))
    {
        // Dates are calendar dates as they are written, not instants.
        DateParseHandling = DateParseHandling.None,
        FloatParseHandling = FloatParseHandling.Double,
        CloseInput = true,
    };

    /// <summary>True at the first token of an element of the list, whatever kind of value it is.</summary>
    private static bool IsRecord(JsonTextReader reader) =>
        reader.Depth == RecordDepth
        && reader.TokenType is not (JsonToken.EndObject or JsonToken.EndArray or JsonToken.PropertyName or JsonToken.Comment)
        && reader.Path.StartsWith($"{RecordsPath}[", StringComparison.Ordinal);
}
