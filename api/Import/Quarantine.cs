using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Portal.Api.Import;

/// <summary>
/// The file that keeps each refused record whole, one a line, with its reasons. Without a given name it is made when
/// the first record is refused.
/// </summary>
public sealed class Quarantine(FileInfo? given, DateTimeOffset now) : IDisposable
{
    private StreamWriter? writer;

    public FileInfo File { get; } = given ?? new FileInfo($"quarantine-{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}.ndjson");

    public bool IsOpen => writer is not null;

    /// <exception cref="ImportFileException">The file cannot be written.</exception>
    public void Open()
    {
        try
        {
            writer ??= new StreamWriter(File.FullName, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ImportFileException($"The quarantine file {File.FullName} cannot be written: {exception.Message}");
        }
    }

    public void Add(JToken record, IEnumerable<Refusal> refusals)
    {
        Open();
        var line = new JObject
        {
            ["reasons"] = new JArray(refusals.Select(refusal => new JObject
            {
                ["code"] = refusal.Code,
                ["field"] = refusal.Field,
                ["message"] = refusal.Message,
            })),
            ["record"] = record,
        };
        writer!.WriteLine(line.ToString(Formatting.None));
    }

    public void Dispose() => writer?.Dispose();
}
