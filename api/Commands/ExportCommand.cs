using System.CommandLine;
using Npgsql;
using Portal.Api.Import.DataSets;

namespace Portal.Api.Commands;

/// <summary>export: writes the data set of a database into a file that import takes.</summary>
public static class ExportCommand
{
    private static readonly Dictionary<string, string> Kinds = new() { ["organisations"] = DataSetRecord.OfOrganisation, ["projects"] = DataSetRecord.OfProject };

    public static Command Create()
    {
        var format = new Option<string?>("--format") { Description = "How to write it: ndjson, or csv, which holds one kind. Left out, the file's name tells it." };
        format.AcceptOnlyFromAmong(DataSetFormat.Ndjson, DataSetFormat.Csv);
        var kind = new Option<string?>("--kind") { Description = "What to write: organisations or projects; both when left out." };
        kind.AcceptOnlyFromAmong([.. Kinds.Keys]);
        var partner = new Option<string?>("--partner") { Description = "Whose records to write; everybody's when left out." };
        var file = new Argument<FileInfo>("FILE") { Description = "The file to write, or - for standard output." };

        var command = new Command("export", "Writes organisations and projects, whole and unmasked, into a file that import takes.") { format, kind, partner, file };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(file)!, parsed.GetValue(format), parsed.GetValue(kind), parsed.GetValue(partner), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo file, string? format, string? kindName, string? partner, CancellationToken cancellationToken)
    {
        format ??= DataSetFormat.Of(file);
        var kind = kindName is null ? null : Kinds[kindName];
        if (format is null)
        {
            return CommandHost.Fail($"Say how to write it: --format {DataSetFormat.Ndjson} or --format {DataSetFormat.Csv}.");
        }

        if (format == DataSetFormat.Csv && kind is null)
        {
            return CommandHost.Fail("CSV holds one kind: add --kind organisations or --kind projects.");
        }

        return await CommandHost.RunAsync(
            async services =>
            {
                var export = services.GetRequiredService<DataSetExport>();
                if (partner is not null && !await IsKnownAsync(services, partner, cancellationToken))
                {
                    return CommandHost.Fail($"There is no partner {partner}. List them with: partner list");
                }

                if (file.Name == CommandHost.Standard)
                {
                    await using var output = Console.OpenStandardOutput();
                    Console.Error.WriteLine(await WriteAsync(export, output, format, kind, partner, cancellationToken));
                    return 0;
                }

                try
                {
                    Console.WriteLine($"{await WriteWholeAsync(file, output => WriteAsync(export, output, format, kind, partner, cancellationToken))} are in {file.FullName}.");
                    return 0;
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
                {
                    return CommandHost.Fail($"{file.FullName} cannot be written: {exception.Message}");
                }
            },
            cancellationToken);
    }

    /// <summary>Under its name the file is only ever whole. E-mail addresses are in it, so it is for its owner alone.</summary>
    private static async Task<string> WriteWholeAsync(FileInfo file, Func<Stream, Task<string>> write)
    {
        var unfinished = new FileInfo($"{file.FullName}.{Environment.ProcessId}.unfinished");
        try
        {
            string told;
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 1 << 16 };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            await using (var output = new FileStream(unfinished.FullName, options))
            {
                told = await write(output);
                output.Flush(flushToDisk: true);
            }

            unfinished.MoveTo(file.FullName, overwrite: true);
            return told;
        }
        finally
        {
            File.Delete($"{file.FullName}.{Environment.ProcessId}.unfinished");
        }
    }

    private static async Task<string> WriteAsync(
        DataSetExport export, Stream output, string format, string? kind, string? partner, CancellationToken cancellationToken)
    {
        await using var writer = format == DataSetFormat.Csv ? (DataSetWriter)new DataSetCsvWriter(output, kind!) : new NdjsonWriter(output);
        var (organisations, projects) = await export.RunAsync(writer, kind, partner, cancellationToken);
        return $"{organisations} organisations and {projects} projects";
    }

    private static async Task<bool> IsKnownAsync(IServiceProvider services, string partner, CancellationToken cancellationToken)
    {
        await using var command = services.GetRequiredService<NpgsqlDataSource>().CreateCommand("SELECT FROM public.partners WHERE name = $1");
        command.Parameters.Add(new() { Value = partner });
        await using var found = await command.ExecuteReaderAsync(cancellationToken);
        return found.HasRows;
    }
}
