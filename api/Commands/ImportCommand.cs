using System.CommandLine;
using Npgsql;
using Portal.Api.Import;
using Portal.Api.Import.DataSets;
using Portal.Api.Platform.Database;
using Spectre.Console;

namespace Portal.Api.Commands;

/// <summary>import: takes a file of organisations and projects into the database, while the API runs or while it does not.</summary>
public static class ImportCommand
{
    /// <summary>Held while an import runs, because two at once could make the same organisation twice.</summary>
    private const long ImportLock = 0x506F7274616C02;

    public static Command Create()
    {
        var format = new Option<string?>("--format")
        {
            Description = "What the file holds: the live portal's search answer, or a data set as export writes it. Left out, the file's name tells it: .json, .ndjson or .csv.",
        };
        format.AcceptOnlyFromAmong(PortalSearchRecord.Source, DataSetFormat.Ndjson, DataSetFormat.Csv);
        var partner = new Option<string?>("--partner") { Description = "Of a data set: whose records these are. Needed where they have an externalId and do not say whose." };
        var quarantine = new Option<FileInfo?>("--quarantine")
        {
            Description = "Where refused records are kept, one a line; quarantine-<time>.ndjson in this folder when left out.",
        };
        var file = new Argument<FileInfo>("FILE") { Description = "The file to import, or - for standard input." };

        var command = new Command("import", "Imports organisations and projects from a file. Importing it again changes nothing.") { format, partner, quarantine, file };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(file)!, parsed.GetValue(format), parsed.GetValue(partner), parsed.GetValue(quarantine), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo file, string? format, string? partner, FileInfo? quarantineFile, CancellationToken cancellationToken)
    {
        format ??= DataSetFormat.Of(file) ?? (file.Extension.Equals(".json", StringComparison.OrdinalIgnoreCase) ? PortalSearchRecord.Source : null);
        if (format is null)
        {
            return CommandHost.Fail($"Say what the file holds: --format {PortalSearchRecord.Source}, --format {DataSetFormat.Ndjson} or --format {DataSetFormat.Csv}.");
        }

        if (partner is not null && format == PortalSearchRecord.Source)
        {
            return CommandHost.Fail($"Records of {PortalSearchRecord.Source} are nobody's own: leave out --partner.");
        }

        await using var app = CommandHost.Build();
        using var quarantine = new Quarantine(quarantineFile, app.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        using var received = file.Name == CommandHost.Standard ? await ReceivedFile.FromStandardInputAsync(cancellationToken) : null;
        try
        {
            var (total, run) = Prepare(app.Services, received?.File ?? file, received is null ? file.Name : "standard input", format, partner);
            if (quarantineFile is not null)
            {
                quarantine.Open();
            }

            await app.Services.GetRequiredService<DatabaseStartup>().PrepareAsync(withSampleData: false, cancellationToken);
            await using var turn = await TakeTurnAsync(app.Services.GetRequiredService<NpgsqlDataSource>(), cancellationToken);
            var report = await ShowProgressAsync(total, progress => run(quarantine, progress, cancellationToken));

            foreach (var line in report.Lines())
            {
                Console.WriteLine(line);
            }

            if (report.Quarantined > 0)
            {
                Console.WriteLine($"The refused records are in {quarantine.File.FullName}.");
            }

            return 0;
        }
        catch (Exception exception) when (exception is ImportFileException or StartupException)
        {
            return CommandHost.Fail(exception.Message);
        }
        catch (OperationCanceledException)
        {
            return CommandHost.Fail("Stopped. What was taken so far is kept; run the same command again to take the rest.");
        }
        catch (NpgsqlException exception)
        {
            return CommandHost.Fail($"The database stopped answering ({exception.Message}). What was taken so far is kept; run the same command again to take the rest.");
        }
    }

    /// <summary>Reads the file once, and tells how many records it has and what will take them.</summary>
    private static (int Total, Func<Quarantine, Action<int>, CancellationToken, Task<ImportReport>> Run) Prepare(
        IServiceProvider services, FileInfo file, string name, string format, string? partner)
    {
        if (format == PortalSearchRecord.Source)
        {
            var answer = new PortalSearchFile(file);
            return (answer.Check(), (quarantine, progress, cancellationToken) => services.GetRequiredService<ProjectImport>().RunAsync(
                PortalSearchRecord.Source, answer.Records().Select(PortalSearchRecord.Read), quarantine, progress, cancellationToken));
        }

        DataSetFile input = format == DataSetFormat.Csv ? new CsvFile(file, name) : new NdjsonFile(file, name);
        return (input.Check(), (quarantine, progress, cancellationToken) => services.GetRequiredService<DataSetImport>().RunAsync(
            input.Records(), partner, quarantine, progress, cancellationToken));
    }

    private static async Task<NpgsqlConnection> TakeTurnAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock($1)", connection) { Parameters = { new() { Value = ImportLock } } };
        if (await command.ExecuteScalarAsync(cancellationToken) is true)
        {
            return connection;
        }

        await connection.DisposeAsync();
        throw new StartupException("Another import is running on this database; start this one when it has ended.");
    }

    /// <summary>A bar on a terminal, nothing elsewhere.</summary>
    private static Task<ImportReport> ShowProgressAsync(int total, Func<Action<int>, Task<ImportReport>> work)
    {
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return Console.IsErrorRedirected
            ? work(_ => { })
            : terminal.Progress().StartAsync(async context =>
            {
                var bar = context.AddTask("Importing", maxValue: Math.Max(total, 1));
                return await work(done => bar.Value = done);
            });
    }
}
