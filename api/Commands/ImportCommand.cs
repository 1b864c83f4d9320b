using System.CommandLine;
using Npgsql;
using Portal.Api.Import;
using Portal.Api.Platform.Database;
using Spectre.Console;

namespace Portal.Api.Commands;

/// <summary>import: takes a file of projects into the database, while the API runs or while it does not.</summary>
public static class ImportCommand
{
    /// <summary>Held while an import runs, because two at once could make the same organisation twice.</summary>
    private const long ImportLock = 0x506F7274616C02;

    public static Command Create()
    {
        var format = new Option<string>("--format") { Description = "What the file holds.", Required = true };
        format.AcceptOnlyFromAmong(PortalSearchRecord.Source);
        var quarantine = new Option<FileInfo?>("--quarantine")
        {
            Description = "Where refused records are kept, one a line; quarantine-<time>.ndjson in this folder when left out.",
        };
        var file = new Argument<FileInfo>("FILE") { Description = "The file to import." };

        var command = new Command("import", "Imports projects from a file. Importing it again changes nothing.") { format, quarantine, file };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetValue(file)!, parsed.GetValue(quarantine), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo file, FileInfo? quarantineFile, CancellationToken cancellationToken)
    {
        await using var app = CommandHost.Build();
        using var quarantine = new Quarantine(quarantineFile, app.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        try
        {
            var input = new PortalSearchFile(file);
            var total = input.Check();
            if (quarantineFile is not null)
            {
                quarantine.Open();
            }

            await app.Services.GetRequiredService<DatabaseStartup>().PrepareAsync(withSampleData: false, cancellationToken);
            await using var turn = await TakeTurnAsync(app.Services.GetRequiredService<NpgsqlDataSource>(), cancellationToken);
            var report = await ShowProgressAsync(total, progress => app.Services.GetRequiredService<ProjectImport>().RunAsync(
                PortalSearchRecord.Source, input.Records().Select(PortalSearchRecord.Read), quarantine, progress, cancellationToken));

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
