using System.Text.Json;
using CsvHelper;

namespace Portal.Api.Import.DataSets;

/// <summary>Writes records to a stream, one after another.</summary>
internal abstract class DataSetWriter : IAsyncDisposable
{
    public abstract ValueTask WriteAsync(DataSetRecord record, CancellationToken cancellationToken);

    /// <summary>Writes what is still kept. The stream stays open.</summary>
    public abstract ValueTask DisposeAsync();
}

/// <summary>Each record as a JSON object in a line.</summary>
internal sealed class NdjsonWriter(Stream stream) : DataSetWriter
{
    private readonly MemoryStream buffer = new();

    public override async ValueTask WriteAsync(DataSetRecord record, CancellationToken cancellationToken)
    {
        buffer.SetLength(0);
        JsonSerializer.Serialize(buffer, record, DataSetJson.Options);
        buffer.WriteByte((byte)'\n');
        await stream.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), cancellationToken);
    }

    public override ValueTask DisposeAsync() => new(stream.FlushAsync());
}

/// <summary>
/// Records of one kind as RFC 4180 has it, without a mark of UTF-8. No cell is changed for the sake of spreadsheets: what
/// begins with = comes back as it was.
/// </summary>
internal sealed class DataSetCsvWriter : DataSetWriter
{
    private readonly CsvWriter csv;
    private readonly IReadOnlyList<CsvColumn> columns;

    public DataSetCsvWriter(Stream stream, string kind)
    {
        csv = CsvWriter.Create(stream, new CsvWriterOptions { Injection = CsvInjection.None }, leaveOpen: true);
        columns = CsvColumn.Of(kind);
        csv.WriteHeader([.. columns.Select(column => column.Name)]);
    }

    public override async ValueTask WriteAsync(DataSetRecord record, CancellationToken cancellationToken) =>
        await csv.WriteRecordAsync([.. columns.Select(column => column.Cell(record))], cancellationToken);

    public override ValueTask DisposeAsync() => csv.DisposeAsync();
}
