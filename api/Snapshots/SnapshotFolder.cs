using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Api.Platform.EmbeddedPostgres;

namespace Portal.Api.Snapshots;

/// <summary>
/// The folder that snapshots are published from. Each lies in a folder named after its moment, and the link <c>latest</c> leads
/// to the newest. A snapshot is made under another name, and the link is turned in one step once it is whole: a reader sees the
/// one before or this one, and whatever fails leaves the one before.
/// </summary>
internal sealed partial class SnapshotFolder : IDisposable
{
    public const string Latest = "latest";

    private const string Unfinished = ".unfinished-";
    private const string LockName = ".lock";

    private readonly DirectoryInfo folder;
    private readonly FileStream held;

    private SnapshotFolder(DirectoryInfo folder, FileStream held) => (this.folder, this.held) = (folder, held);

    /// <summary>Takes the folder for one run, and clears away what a run left that was killed.</summary>
    /// <returns>Null where another run has it.</returns>
    /// <exception cref="IOException">It cannot be written to; so too <see cref="UnauthorizedAccessException"/>.</exception>
    public static SnapshotFolder? TryTake(DirectoryInfo folder)
    {
        folder.Create();
        if (FileLock.TryTakeAlone(Path.Combine(folder.FullName, LockName)) is not { } held)
        {
            return null;
        }

        try
        {
            foreach (var left in folder.EnumerateFileSystemInfos($"{Unfinished}*").ToList())
            {
                Remove(left);
            }

            return new(folder, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Where a snapshot is made, out of sight.</summary>
    public DirectoryInfo Begin() => folder.CreateSubdirectory($"{Unfinished}{Environment.ProcessId}");

    /// <summary>Shows a whole snapshot, and removes the oldest beyond those that are to be kept for whoever still reads them.</summary>
    public DirectoryInfo Publish(DirectoryInfo whole, DateTimeOffset moment, int keep)
    {
        var name = moment.UtcDateTime.ToString("yyyy-MM-dd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture);
        whole.MoveTo(Path.Combine(folder.FullName, name));
        LeadTo(name);
        foreach (var old in folder.EnumerateDirectories().Where(one => Moment().IsMatch(one.Name) && one.Name != name)
                     .OrderByDescending(one => one.Name, StringComparer.Ordinal).Skip(keep - 1).ToList())
        {
            Remove(old);
        }

        return whole;
    }

    public static void Discard(DirectoryInfo unfinished)
    {
        unfinished.Refresh();
        if (unfinished.Exists)
        {
            Remove(unfinished);
        }
    }

    public void Dispose() => held.Dispose();

    private void LeadTo(string name)
    {
        var (latest, next) = (Path.Combine(folder.FullName, Latest), Path.Combine(folder.FullName, $"{Unfinished}link"));
        if (new FileInfo(latest).LinkTarget is null)
        {
            Directory.CreateSymbolicLink(latest, name);
        }
        else if (OperatingSystem.IsWindows())
        {
            // There, a link to a folder cannot take another's place: for a moment there is none.
            Directory.Delete(latest);
            Directory.CreateSymbolicLink(latest, name);
        }
        else
        {
            // Moving a link would be refused because a folder is at its end; replacing is the same one step (rename).
            File.CreateSymbolicLink(next, name);
            File.Replace(next, latest, destinationBackupFileName: null);
        }
    }

    private static void Remove(FileSystemInfo left)
    {
        if (left is DirectoryInfo { LinkTarget: null } directory)
        {
            directory.Delete(recursive: true);
        }
        else
        {
            left.Delete();
        }
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d{9}Z$")]
    private static partial Regex Moment();
}
