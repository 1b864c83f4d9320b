namespace Portal.Api.Platform.EmbeddedPostgres;

/// <summary>The folder that the server keeps its data in: the data folder itself, unless the server's user cannot get there.</summary>
internal static class ServerHome
{
    private const string Elsewhere = "/var/tmp";

    /// <summary>Makes the data folder such that a server with another user can be at home in it.</summary>
    public static void Make(string dataFolder)
    {
        if (Directory.Exists(dataFolder))
        {
            return;
        }

        Directory.CreateDirectory(dataFolder);
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
        {
            // Root's umask may say otherwise. What needs protection inside has modes of its own.
            File.SetUnixFileMode(dataFolder, OpenToAll);
        }
    }

    public static async Task<string> ChooseAsync(string dataFolder, ServerAccount account, CancellationToken ct)
    {
        if (!account.IsLent)
        {
            return dataFolder;
        }

        // The checkout may lie under root's own home folder, where no other user gets in. The data then lives elsewhere
        // under a random name that only the checkout knows, so that deleting the checkout forgets it.
        var pointer = Path.Combine(dataFolder, "elsewhere");
        if (!File.Exists(pointer))
        {
            if (await account.ReachesAsync(dataFolder, ct))
            {
                return dataFolder;
            }

            if (Directory.Exists(Path.Combine(dataFolder, Cluster.FolderName)))
            {
                throw new EmbeddedPostgresException(
                    $"The user that PostgreSQL runs as can no longer enter {dataFolder}: allow it with chmod on the folders above, or delete that folder to begin again with sample data.");
            }

            await File.WriteAllTextAsync(pointer, Guid.NewGuid().ToString("N"), ct);
        }

        var home = Guid.TryParseExact((await File.ReadAllTextAsync(pointer, ct)).Trim(), "N", out var id)
            ? Path.Combine(Elsewhere, $"portal-postgres-{id:N}")
            : throw new EmbeddedPostgresException($"The file {pointer} is damaged: delete {dataFolder} to begin again with sample data.");
        if (!Directory.Exists(home) && !OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(home);
            File.SetUnixFileMode(home, OpenToAll);
        }

        // Everybody may make folders there, so it must be the one that root made.
        return await ServerAccount.OwnerOfAsync(home, ct) is { } owner && owner.StartsWith("0:", StringComparison.Ordinal)
            ? home
            : throw new EmbeddedPostgresException($"The folder {home} was not made by root: delete it and {dataFolder} to begin again with sample data.");
    }

    private const UnixFileMode OpenToAll =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
}
