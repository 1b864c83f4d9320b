using System.Text;
using System.Text.Json.Nodes;
using CsvHelper;

namespace Portal.Api.Import.DataSets;

/// <summary>
/// Records of one kind in CSV as RFC 4180 has it, with a header that names the columns in any order. An empty cell, like a
/// column that is not there, says nothing. Semicolons or tabs may part the cells as well, since spreadsheets write them.
/// </summary>
internal sealed class CsvFile(FileInfo file, string name) : DataSetFile(file, name)
{
    private static readonly char[] Separators = [',', ';', '\t'];

    /// <summary>The columns that tell the kind: one that every record needs and the other kind has not.</summary>
    private const string OrganisationsHave = "name";
    private const string ProjectsHave = "title";

    private static readonly string[] OrganisationsNeed = ["name", "country"];
    private static readonly string[] ProjectsNeed = ["title", "country", "startsOn", "endsOn"];

    public override IEnumerable<DataSetLine> Records()
    {
        var isMalformed = false;
        using var reader = Read(_ => isMalformed = true);
        var (kind, columns) = Columns(reader.Headers);
        while (reader.Read())
        {
            yield return Line(reader, kind, columns, isMalformed);
            isMalformed = false;
        }
    }

    protected override int CheckRecords()
    {
        var isOpenAtEnd = false;
        using var reader = Read(malformed => isOpenAtEnd |= malformed.Reason == CsvMalformedReason.UnterminatedQuote);
        var (_, columns) = Columns(reader.Headers);
        var (records, cells) = (0, columns.Length);
        try
        {
            while (reader.Read())
            {
                (records, cells) = (records + 1, reader.FieldCount);
            }
        }
        catch (CsvFormatException)
        {
            throw new ImportFileException($"{Name} has a record of more than {MaxRecordLength} bytes; a quotation mark is probably missing.");
        }

        return isOpenAtEnd || (cells < columns.Length && !EndsWithLineEnd()) ? throw CutOff() : records;
    }

    private static DataSetLine Line(CsvReader reader, string kind, CsvColumn[] columns, bool isMalformed)
    {
        if (isMalformed)
        {
            return new(Raw(reader), new("quotesMisplaced", "", "A quotation mark stands inside a cell. Put the cell in quotation marks and double those inside."));
        }

        if (reader.FieldCount != columns.Length)
        {
            return new(Raw(reader), new("cellsMiscounted", "", $"The record has {reader.FieldCount} cells and the header {columns.Length}."));
        }

        // Both kinds of values are there even where all their cells are empty, so that what is missing is told.
        var record = new JsonObject { [kind] = new JsonObject() };
        for (var index = 0; index < columns.Length; index++)
        {
            columns[index].Put(reader.GetString(index), record);
        }

        return new(record.ToJsonString(DataSetJson.Options));
    }

    private static string Raw(CsvReader reader) => Encoding.UTF8.GetString(reader.RawRecord);

    /// <exception cref="ImportFileException">A column is unknown, there twice or missing.</exception>
    private (string Kind, CsvColumn[] Columns) Columns(IReadOnlyList<string> names)
    {
        var kind = names.Contains(ProjectsHave) ? DataSetRecord.OfProject : DataSetRecord.OfOrganisation;
        if (!names.Contains(ProjectsHave) && !names.Contains(OrganisationsHave))
        {
            throw new ImportFileException($"{Name} is no CSV of projects or organisations: its first line has neither a column {ProjectsHave} nor a column {OrganisationsHave}.");
        }

        var known = CsvColumn.Of(kind);
        if (names.FirstOrDefault(name => known.All(column => column.Name != name)) is { } unknown)
        {
            throw new ImportFileException($"{Name} has a column '{unknown}' that no {kind} has. Rename it or take it out; there are {string.Join(", ", known.Select(column => column.Name))}.");
        }

        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } repeated)
        {
            throw new ImportFileException($"{Name} has the column '{repeated.Key}' more than once.");
        }

        var needed = kind == DataSetRecord.OfProject ? ProjectsNeed : OrganisationsNeed;
        if (needed.FirstOrDefault(name => !names.Contains(name)) is { } missing)
        {
            throw new ImportFileException($"{Name} has no column '{missing}', which every {kind} needs.");
        }

        return (kind, [.. names.Select(name => known.First(column => column.Name == name))]);
    }

    private CsvReader Read(Action<CsvMalformedRecord> malformed) => CsvReader.Create(
        Open(),
        new CsvReaderOptions
        {
            Separator = Separator(),
            MaxRecordSize = MaxRecordLength,
            OnMalformedRecord = malformed,
            IncludeValuesInExceptions = false,
        });

    /// <summary>No column has one in its name, so the header shows it.</summary>
    private char Separator()
    {
        using var reader = Open();
        var beginning = new char[4096];
        var header = beginning.AsSpan(0, reader.ReadBlock(beginning));
        var end = header.IndexOfAny('\r', '\n');
        foreach (var separator in Separators)
        {
            if ((end < 0 ? header : header[..end]).Contains(separator))
            {
                return separator;
            }
        }

        return Separators[0];
    }
}
