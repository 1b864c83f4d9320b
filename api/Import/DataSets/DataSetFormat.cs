namespace Portal.Api.Import.DataSets;

/// <summary>The formats of data sets.</summary>
internal static class DataSetFormat
{
    public const string Ndjson = "ndjson";
    public const string Csv = "csv";

    /// <summary>What the name of a file tells; null where it tells nothing.</summary>
    public static string? Of(FileInfo file) => file.Extension.ToLowerInvariant() switch
    {
        ".ndjson" or ".jsonl" => Ndjson,
        ".csv" => Csv,
        _ => null,
    };
}
