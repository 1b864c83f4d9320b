namespace Portal.Api.Platform.EmbeddedPostgres;

/// <summary>
/// The operating-system user that the server runs as. PostgreSQL refuses to be root, so root lends it to an unprivileged user.
/// </summary>
internal sealed class ServerAccount
{
    private const string UnprivilegedUser = "nobody";

    private readonly string[] _prefix;
    private readonly string? _owner;

    private ServerAccount(string[] prefix, string? owner)
    {
        _prefix = prefix;
        _owner = owner;
    }

    /// <summary>True when the server runs as somebody else than this process.</summary>
    public bool IsLent => _owner is not null;

    // Data that is there already keeps its owner, unless that is root.
    public static async Task<ServerAccount> ChooseAsync(string existingCluster, CancellationToken ct)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            // On Windows pg_ctl itself drops an administrator's rights.
            return new ServerAccount([], null);
        }

        var owner = Directory.Exists(existingCluster) ? await OwnerOfAsync(existingCluster, ct) : null;
        if (owner is null or "0:0")
        {
            var user = await ProgramRun.RunAsync(["id", "-u", UnprivilegedUser], "/", ct);
            var group = await ProgramRun.RunAsync(["id", "-g", UnprivilegedUser], "/", ct);
            if (!user.Succeeded || !group.Succeeded)
            {
                throw Refusal($"there is no user '{UnprivilegedUser}'");
            }

            owner = $"{user.Output}:{group.Output}";
        }

        var id = owner.Split(':');
        string[][] ways =
        [
            ["setpriv", $"--reuid={id[0]}", $"--regid={id[1]}", "--clear-groups", "--"],
            ["runuser", "-u", UnprivilegedUser, "--"],
            ["sudo", "-n", "-u", $"#{id[0]}", "--"],
            ["su", "-s", "/bin/sh", "-c", "exec \"$@\"", "--", UnprivilegedUser, "sh"],
        ];
        var lastWords = "";
        foreach (var way in ways)
        {
            var tried = await ProgramRun.RunAsync([.. way, "id", "-u"], "/", ct);
            if (tried.Succeeded && tried.Output == id[0])
            {
                return new ServerAccount(way, owner);
            }

            lastWords = tried.Output;
        }

        throw Refusal($"root cannot run programs as user {id[0]} here ({lastWords})");
    }

    public Task<ProgramRun> RunAsync(IEnumerable<string> command, string workingFolder, CancellationToken ct, bool endsChildren = false) =>
        ProgramRun.RunAsync([.. _prefix, .. command], workingFolder, ct, endsChildren);

    /// <summary>Whether the account gets as far as this file or folder, through every folder above it.</summary>
    public async Task<bool> ReachesAsync(string path, CancellationToken ct) =>
        !IsLent || (await RunAsync(["test", "-r", path, "-a", "-x", path], "/", ct)).Succeeded;

    public async Task OwnAsync(string path, CancellationToken ct)
    {
        if (_owner is null)
        {
            return;
        }

        var run = await ProgramRun.RunAsync(["chown", _owner, path], "/", ct);
        if (!run.Succeeded)
        {
            throw Refusal($"{path} cannot be given to user {_owner} ({run.Output})");
        }
    }

    /// <summary>User and group as <c>uid:gid</c>, or null when there is no telling.</summary>
    public static async Task<string?> OwnerOfAsync(string path, CancellationToken ct)
    {
        // The first is how GNU and BusyBox spell it, the second macOS.
        var run = await ProgramRun.RunAsync(["stat", "-c", "%u:%g", path], "/", ct);
        if (!run.Succeeded)
        {
            run = await ProgramRun.RunAsync(["stat", "-f", "%u:%g", path], "/", ct);
        }

        return run.Succeeded ? run.Output : null;
    }

    private static EmbeddedPostgresException Refusal(string why) =>
        new($"PostgreSQL refuses to run as root and {why}: run as another user, or set ConnectionStrings__Portal to a PostgreSQL server.");
}
