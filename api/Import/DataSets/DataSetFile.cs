using System.Text;
using Newtonsoft.Json.Linq;

namespace Portal.Api.Import.DataSets;

/// <summary>A record as it stands in a file: JSON, or what could not be made JSON and why.</summary>
internal sealed record DataSetLine(string Text, Refusal? Refusal = null)
{
    /// <summary>The record for the quarantine file.</summary>
    public JToken Raw => Refusal is null ? new JRaw(Text) : new JValue(Text);
}

/// <summary>A file of records that is read as a stream, so that its size does not matter.</summary>
/// <param name="file">Where it is.</param>
/// <param name="name">What messages call it.</param>
internal abstract class DataSetFile(FileInfo file, string name)
{
    /// <summary>Much more than any record may take, in characters; what is longer is no record.</summary>
    protected const int MaxRecordLength = 8 * 1024 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    protected string Name => name;

    /// <summary>Reads the whole file once without keeping it, so that a broken one is refused before anything is written.</summary>
    /// <returns>How many records it holds.</returns>
    /// <exception cref="ImportFileException">It is missing, cut off, not in UTF-8 or of another shape.</exception>
    public int Check()
    {
        try
        {
            var records = CheckRecords();
            return records > 0 ? records : throw new ImportFileException($"{Name} holds no records. Get the file again.");
        }
        catch (DecoderFallbackException)
        {
            throw new ImportFileException($"{Name} is not text in UTF-8. Save it as UTF-8.");
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

    /// <summary>The records, one after another.</summary>
    public abstract IEnumerable<DataSetLine> Records();

    protected abstract int CheckRecords();

    protected ImportFileException CutOff() => new($"{Name} ends in the middle of a record; it was probably cut off. Get the whole file.");

    protected bool EndsWithLineEnd()
    {
        using var bytes = file.OpenRead();
        bytes.Seek(-1, SeekOrigin.End);
        return bytes.ReadByte() is '\n' or '\r';
    }

    /// <summary>The text without the mark of UTF-8 that it may begin with.</summary>
    protected StreamReader Open()
    {
        var reader = new StreamReader(file.OpenRead(), StrictUtf8, detectEncodingFromByteOrderMarks: false);
        if (reader.Peek() == '\uFEFF')
        {
            reader.Read();
        }

        return reader;
    }
}
