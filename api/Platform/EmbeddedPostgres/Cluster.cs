using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace Portal.Api.Platform.EmbeddedPostgres;

/// <summary>
/// One folder of PostgreSQL data and the server on it. Its methods expect that their caller holds the data folder's lock.
/// </summary>
internal sealed class Cluster(string home, PostgresBinaries binaries, ServerAccount account, EmbeddedPostgresOptions options)
{
    public const string FolderName = "cluster";
    private const string Superuser = "portal";
    private const long LargeLog = 8 * 1024 * 1024;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private string _password = "";

    private string Folder => Path.Combine(home, FolderName);

    private string PasswordFile => Path.Combine(Folder, "portal-password");

    private string PidFile => Path.Combine(Folder, "postmaster.pid");

    private string Log => Path.Combine(home, "postgres.log");

    private string PortFile => Path.Combine(home, "port");

    public string ConnectionString(int port, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = Superuser,
        Password = _password,
        Database = database,
    }.ConnectionString;

    /// <summary>Makes the data folder when there is none. One that was left half-made, by a kill or a power cut, is made again.</summary>
    public async Task InitialiseAsync(Action<string> progress, CancellationToken ct)
    {
        foreach (var leftover in Directory.EnumerateFileSystemEntries(home, $"{FolderName}.new-*"))
        {
            TryDelete(leftover);
        }

        if (!Directory.Exists(Folder))
        {
            progress("Making a new PostgreSQL data folder");
            await MakeAsync(ct);
        }

        var version = File.ReadAllText(Path.Combine(Folder, "PG_VERSION")).Trim();
        if (version != binaries.MajorVersion)
        {
            throw new EmbeddedPostgresException(
                $"The data in {options.DataFolder} is of PostgreSQL {version} and the server is {binaries.MajorVersion}: delete that folder to begin again with sample data.");
        }

        _password = File.ReadAllText(PasswordFile).Trim();
    }

    /// <summary>Finds the server that runs on this folder or starts one, and waits until it accepts connections.</summary>
    public async Task<Postmaster> RunAsync(Action<string> progress, CancellationToken ct)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var postmaster = await FindRunningAsync(ct);
            if (postmaster is null)
            {
                await StartAsync(progress, waited, ct);
                postmaster = await FindRunningAsync(ct);
            }

            if (postmaster is not null && await WaitUntilItAcceptsAsync(postmaster, progress, waited, ct))
            {
                // Written anew each time, for whoever wants to look at the database with other tools.
                File.WriteAllText(PortFile, postmaster.Port.ToString(CultureInfo.InvariantCulture));
                return postmaster;
            }

            if (waited.Elapsed > options.Patience)
            {
                throw Failure("PostgreSQL starts but does not stay up, so look at what its log says", LogTail(0));
            }
        }
    }

    public async Task StopAsync(Postmaster? postmaster)
    {
        foreach (var mode in new[] { "fast", "immediate" })
        {
            if (!File.Exists(PidFile))
            {
                break;
            }

            var run = await account.RunAsync([binaries.PgCtl, "-D", Folder, "-m", mode, "-w", "-t", "30", "stop"], home, CancellationToken.None);
            if (run.Succeeded)
            {
                return;
            }
        }

        // Without its folder a server cannot be told to stop, and has nothing left to lose.
        if (!File.Exists(PidFile) && postmaster is not null && IsAlive(postmaster.Process))
        {
            postmaster.Process.Kill();
        }
    }

    private async Task MakeAsync(CancellationToken ct)
    {
        // Made beside its place and renamed when it is whole, so that a folder in its place is always a whole one.
        var unfinished = $"{Folder}.new-{Guid.NewGuid():N}";
        var passwordFile = $"{unfinished}.password";
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(unfinished);
            File.WriteAllText(passwordFile, NewPassword());
        }
        else
        {
            Directory.CreateDirectory(unfinished, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            await using (var file = new StreamWriter(passwordFile, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }))
            {
                await file.WriteAsync(NewPassword());
            }
        }

        await account.OwnAsync(unfinished, ct);
        await account.OwnAsync(passwordFile, ct);

        // The built-in locale gives every machine the same order and the same upper and lower case. The operating
        // system's is still what the full-text parser asks which characters are letters, and not every one has C.UTF-8.
        string[] locale = OperatingSystem.IsLinux() ? ["--locale=C.UTF-8"]
            : OperatingSystem.IsMacOS() ? ["--locale=en_US.UTF-8", "--builtin-locale=C.UTF-8"]
            : ["--locale=en-US", "--builtin-locale=C.UTF-8"];
        string[] haste = options.Durable ? [] : ["--no-sync"];
        var run = await account.RunAsync(
            [
                binaries.Initdb, "-D", unfinished, "-U", Superuser, $"--pwfile={passwordFile}", "--auth=scram-sha-256",
                "--encoding=UTF8", "--locale-provider=builtin", .. locale, "--no-instructions", .. haste,
            ],
            home,
            ct,
            endsChildren: true);
        if (!run.Succeeded)
        {
            throw Failure($"PostgreSQL could not make its data folder in {home}, so look at what initdb says, or set ConnectionStrings__Portal to a PostgreSQL server", run.Output);
        }

        File.Move(passwordFile, Path.Combine(unfinished, Path.GetFileName(PasswordFile)));
        Directory.Move(unfinished, Folder);
    }

    /// <summary>
    /// The server that owns this folder, or null. A pid file alone proves nothing: after a crash or a restart of the machine
    /// its number can belong to any program, or its port.
    /// </summary>
    private async Task<Postmaster?> FindRunningAsync(CancellationToken ct)
    {
        string[] lines;
        try
        {
            lines = await File.ReadAllLinesAsync(PidFile, ct);
        }
        catch (FileNotFoundException)
        {
            return null;
        }

        if (lines.Length < 4
            || !int.TryParse(lines[0], CultureInfo.InvariantCulture, out var pid)
            || !int.TryParse(lines[3], CultureInfo.InvariantCulture, out var port)
            || FindProcess(pid) is not { } process)
        {
            // PostgreSQL itself clears away the file of a server that is no more.
            return null;
        }

        var postmaster = new Postmaster(process, port);
        if (await ConnectAsync(postmaster, ct) == Answer.Yes || IsThisServer(process))
        {
            return postmaster;
        }

        // PostgreSQL would take any live process of its own user for a server and refuse to start.
        File.Delete(PidFile);
        return null;
    }

    private async Task StartAsync(Action<string> progress, Stopwatch waited, CancellationToken ct)
    {
        if (File.Exists(Log) && new FileInfo(Log).Length > LargeLog)
        {
            File.Delete(Log);
        }

        if (!File.Exists(Log))
        {
            await File.Create(Log).DisposeAsync();
            await account.OwnAsync(Log, ct);
        }

        var port = File.Exists(PortFile) && int.TryParse(File.ReadAllText(PortFile), CultureInfo.InvariantCulture, out var last) ? last : 0;
        while (true)
        {
            port = IsFree(port) ? port : FreePort();
            progress($"Starting PostgreSQL on 127.0.0.1:{port}");
            var logged = new FileInfo(Log).Length;
            var seconds = Math.Max(1, (int)(options.Patience - waited.Elapsed).TotalSeconds);
            var run = await account.RunAsync(
                [binaries.PgCtl, "-D", Folder, "-l", Log, "-w", "-t", $"{seconds}", "-o", Settings(port), "start"], home, ct);
            if (run.Succeeded)
            {
                return;
            }

            var said = LogTail(logged);
            if (said.Contains("the database system is starting up", StringComparison.Ordinal) || waited.Elapsed > options.Patience)
            {
                throw StillStarting(said);
            }

            // Another program took the port in between: take another. The processes of a killed server are still
            // leaving: let them.
            if (IsFree(port) && !said.Contains("is still in use", StringComparison.Ordinal))
            {
                throw Failure("PostgreSQL does not start, so look at what it says, or set ConnectionStrings__Portal to a PostgreSQL server", $"{run.Output}\n{said}");
            }

            await Task.Delay(Pause, ct);
        }
    }

    private string Settings(int port)
    {
        // No socket folder: its path would have to be short and writable everywhere. The compiler for expressions costs
        // small queries more than it saves them.
        var settings = new List<string>
        {
            "listen_addresses=127.0.0.1", $"port={port}", "unix_socket_directories=", "max_connections=200",
            $"shared_buffers={options.SharedBuffers}", "jit=off", "timezone=UTC", "log_timezone=UTC", "logging_collector=off",
        };
        if (!options.Durable)
        {
            settings.AddRange(["fsync=off", "synchronous_commit=off", "full_page_writes=off"]);
        }

        return string.Join(' ', settings.Select(setting => $"-c {setting}"));
    }

    private async Task<bool> WaitUntilItAcceptsAsync(Postmaster postmaster, Action<string> progress, Stopwatch waited, CancellationToken ct)
    {
        var told = false;
        while (true)
        {
            switch (await ConnectAsync(postmaster, ct))
            {
                case Answer.Yes:
                    return true;
                case Answer.WrongPassword:
                    throw new EmbeddedPostgresException(
                        $"The PostgreSQL on port {postmaster.Port} does not accept the password in {PasswordFile}: stop it (process {postmaster.Process.Id}) and try again.");
                default:
                    if (!IsAlive(postmaster.Process))
                    {
                        return false;
                    }

                    break;
            }

            if (waited.Elapsed > options.Patience)
            {
                throw StillStarting(LogTail(0));
            }

            if (!told)
            {
                progress("PostgreSQL is recovering; waiting until it accepts connections");
                told = true;
            }

            await Task.Delay(Pause, ct);
        }
    }

    private async Task<Answer> ConnectAsync(Postmaster postmaster, CancellationToken ct)
    {
        var target = new NpgsqlConnectionStringBuilder(ConnectionString(postmaster.Port, "postgres")) { Pooling = false, Timeout = 5, CommandTimeout = 5 };
        try
        {
            await using var connection = new NpgsqlConnection(target.ConnectionString);
            await connection.OpenAsync(ct);

            // A server that asks for no password lets everybody in; only the one on this folder can read this file in it.
            await using var command = new NpgsqlCommand("select pg_read_file('portal-password')", connection);
            return await command.ExecuteScalarAsync(ct) is string read && read.Trim() == _password ? Answer.Yes : Answer.WrongPassword;
        }
        catch (PostgresException e)
        {
            return e.SqlState switch
            {
                PostgresErrorCodes.TooManyConnections => Answer.Yes,
                PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => Answer.WrongPassword,
                _ => Answer.NotYet,
            };
        }
        catch (NpgsqlException)
        {
            return Answer.NotYet;
        }
        catch (TimeoutException)
        {
            return Answer.NotYet;
        }
    }

    private bool IsThisServer(Process process)
    {
        if (!OperatingSystem.IsLinux())
        {
            return process.ProcessName.StartsWith("postgres", StringComparison.OrdinalIgnoreCase);
        }

        // A server's working folder is its data folder; one that is dead and not yet reaped has none.
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/cwd/{Path.GetFileName(PasswordFile)}").Trim() == _password;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private string LogTail(long from)
    {
        using var file = new FileStream(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Position = Math.Max(Math.Min(from, file.Length), file.Length - 16 * 1024);
        using var reader = new StreamReader(file);
        return string.Join('\n', reader.ReadToEnd().TrimEnd().Split('\n').TakeLast(15));
    }

    private EmbeddedPostgresException StillStarting(string said) =>
        Failure($"PostgreSQL is still recovering its data after {options.Patience.TotalSeconds:0} seconds, so try again in a minute", said);

    private EmbeddedPostgresException Failure(string sentence, string said) => new($"{sentence} (log: {Log}):\n{said.Trim()}");

    private static Process? FindProcess(int pid)
    {
        try
        {
            return Process.GetProcessById(pid);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsAlive(Process process)
    {
        if (!OperatingSystem.IsLinux())
        {
            return !process.HasExited;
        }

        // A container's first process may never collect the dead, which then look alive to a signal.
        try
        {
            var status = File.ReadAllText($"/proc/{process.Id}/stat");
            return status[(status.LastIndexOf(')') + 2)..][0] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool IsFree(int port)
    {
        if (port is < 1 or > 65535)
        {
            return false;
        }

        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string NewPassword() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    private static void TryDelete(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
            else
            {
                File.Delete(path);
            }
        }
        catch (IOException)
        {
            // An initdb whose caller was killed may still be writing to it. It is in nobody's way and goes next time.
        }
    }

    private enum Answer
    {
        Yes,
        NotYet,
        WrongPassword,
    }
}

/// <summary>A running server: its first process, and where it listens.</summary>
internal sealed record Postmaster(Process Process, int Port);
