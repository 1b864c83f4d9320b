using System.CommandLine;
using System.Globalization;
using Portal.Api.Snapshots;

namespace Portal.Api.Commands;

/// <summary>snapshot: writes everything that is published into a folder that others may read.</summary>
public static class SnapshotCommand
{
    public static Command Create()
    {
        var to = new Option<DirectoryInfo>("--to") { Description = "The folder to write into; it is made where it is missing.", Required = true };
        var keep = new Option<int>("--keep") { Description = "How many snapshots stay there, this one included.", DefaultValueFactory = _ => 2 };
        keep.Validators.Add(given =>
        {
            if (given.Tokens.Count > 0 && !(int.TryParse(given.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= 10_000))
            {
                given.AddError("--keep is a number from 1 to 10000.");
            }
        });
        var command = new Command("snapshot", "Writes all published projects and organisations, masked as the export does, with checksums and a DCAT-AP description.") { to, keep };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(to)!, parsed.GetValue(keep), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(DirectoryInfo to, int keep, CancellationToken cancellationToken)
    {
        try
        {
            using var folder = SnapshotFolder.TryTake(to);
            return folder is null
                ? CommandHost.Fail($"Another run is writing a snapshot into {to.FullName}. Wait until it is done.")
                : await CommandHost.RunAsync(services => WriteAsync(services.GetRequiredService<Snapshot>(), folder, keep, cancellationToken), cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return CommandHost.Fail(
                $"{to.FullName} cannot be written to ({exception.Message.TrimEnd('.')}). Give the user who runs this the right to, make room there, or name another folder with --to.");
        }
    }

    private static async Task<int> WriteAsync(Snapshot snapshot, SnapshotFolder folder, int keep, CancellationToken cancellationToken)
    {
        var unfinished = folder.Begin();
        try
        {
            var content = await snapshot.WriteAsync(unfinished, cancellationToken);
            var written = folder.Publish(unfinished, content.Moment, keep);
            var (projects, organisations) = (RecordsOf(Snapshot.ProjectsNdJson), RecordsOf(Snapshot.OrganisationsNdJson));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{projects} projects and {organisations} organisations as of change {content.ChangeNumber} are in {written.FullName}, {content.Files.Sum(file => file.Bytes)} bytes."));
            return 0;

            int RecordsOf(string name) => content.Files.Single(file => file.Name == name).Records;
        }
        catch
        {
            SnapshotFolder.Discard(new DirectoryInfo(unfinished.FullName));
            throw;
        }
    }
}
