namespace Portal.Api.Platform.EmbeddedPostgres;

/// <summary>
/// This process's share in a PostgreSQL server that runs from the repository itself. The first process starts the server,
/// others on the same data folder join it, and the last one to leave stops it. A process that is killed leaves the server
/// running; the next one finds it, joins it and stops it when it leaves.
/// </summary>
public sealed class EmbeddedPostgresServer : IAsyncDisposable
{
    private readonly Cluster _cluster;
    private readonly Postmaster _postmaster;
    private readonly EmbeddedPostgresOptions _options;
    private FileStream? _lease;

    private EmbeddedPostgresServer(Cluster cluster, Postmaster postmaster, EmbeddedPostgresOptions options, FileStream lease)
    {
        _cluster = cluster;
        _postmaster = postmaster;
        _options = options;
        _lease = lease;
    }

    /// <summary>The port on 127.0.0.1 that the server listens on.</summary>
    public int Port => _postmaster.Port;

    /// <summary>The operating system's number of the server's first process.</summary>
    public int ProcessId => _postmaster.Process.Id;

    /// <summary>Starts the server on the data folder, or joins the one that runs there already.</summary>
    /// <param name="options">Where its programs and its data are.</param>
    /// <param name="progress">Is told in a few words what is being done, when it takes a moment.</param>
    /// <param name="ct">Gives up; a server that nobody else uses is then stopped again.</param>
    /// <exception cref="EmbeddedPostgresException">It cannot be used; the message says what to do.</exception>
    public static async Task<EmbeddedPostgresServer> StartOrJoinAsync(
        EmbeddedPostgresOptions options, Action<string>? progress, CancellationToken ct)
    {
        var absolute = options with { DataFolder = Path.GetFullPath(options.DataFolder) };
        try
        {
            return await JoinInTurnAsync(absolute, progress ?? (_ => { }), ct);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new EmbeddedPostgresException(
                $"The data folder {absolute.DataFolder} belongs to another user ({e.Message}): run as that user, or delete the folder to begin again with sample data.", e);
        }
        catch (IOException e)
        {
            throw new EmbeddedPostgresException(
                $"The data folder {absolute.DataFolder} cannot be used ({e.Message}): make room or mend it, or delete it to begin again with sample data.", e);
        }
    }

    /// <summary>How to connect to one of the server's databases, which need not exist yet.</summary>
    public string ConnectionString(string database) => _cluster.ConnectionString(Port, database);

    /// <summary>Leaves the server, and stops it unless another process uses it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _lease, null) is not { } lease)
        {
            return;
        }

        await lease.DisposeAsync();
        if (!Directory.Exists(_options.DataFolder))
        {
            // Deleted while the server ran on it; so are the locks of whoever else used it.
            await _cluster.StopAsync(_postmaster);
            return;
        }

        // Whoever holds the lock for longer is starting or stopping the server, and so answers for it.
        using var turn = await FileLock.TakeAloneAsync(LockFile(_options), _options.Patience, null, CancellationToken.None);
        if (turn is not null)
        {
            await StopIfUnusedAsync(_cluster, _postmaster, _options);
        }
    }

    /// <summary>Leaves the server without a word, as a process does that is killed.</summary>
    internal void Abandon() => Interlocked.Exchange(ref _lease, null)?.Dispose();

    private static async Task<EmbeddedPostgresServer> JoinInTurnAsync(EmbeddedPostgresOptions options, Action<string> progress, CancellationToken ct)
    {
        var binaries = PostgresBinaries.Find(options.NodeModulesFolder);
        ServerHome.Make(options.DataFolder);
        using var turn = await FileLock.TakeAloneAsync(
            LockFile(options), options.Patience, () => progress("Another process is starting or stopping PostgreSQL; waiting for it"), ct)
            ?? throw new EmbeddedPostgresException(
                $"Another process has been starting PostgreSQL in {options.DataFolder} for more than {options.Patience.TotalSeconds:0} seconds: end it and try again.");

        var account = await ServerAccount.ChooseAsync(Path.Combine(options.DataFolder, Cluster.FolderName), ct);
        var home = await ServerHome.ChooseAsync(options.DataFolder, account, ct);
        var cluster = new Cluster(home, await binaries.WithinReachAsync(account, home, progress, ct), account, options);
        await cluster.InitialiseAsync(progress, ct);

        var lease = FileLock.TryShare(LeaseFile(options))
            ?? throw new EmbeddedPostgresException($"Another program holds {LeaseFile(options)}: end it and try again.");
        try
        {
            return new EmbeddedPostgresServer(cluster, await cluster.RunAsync(progress, ct), options, lease);
        }
        catch (Exception e)
        {
            await lease.DisposeAsync();
            if (e is OperationCanceledException)
            {
                // Other failures leave the server as it is: one that recovers slowly would have to begin again.
                await StopIfUnusedAsync(cluster, null, options);
            }

            throw;
        }
    }

    private static async Task StopIfUnusedAsync(Cluster cluster, Postmaster? postmaster, EmbeddedPostgresOptions options)
    {
        // A program that this process is starting right now holds a copy of its closed files for an instant.
        var instant = TimeSpan.FromMilliseconds(200);
        using var unused = await FileLock.TakeAloneAsync(LeaseFile(options), instant, null, CancellationToken.None);
        if (unused is not null)
        {
            await cluster.StopAsync(postmaster);
        }
    }

    private static string LockFile(EmbeddedPostgresOptions options) => Path.Combine(options.DataFolder, "lock");

    private static string LeaseFile(EmbeddedPostgresOptions options) => Path.Combine(options.DataFolder, "lease");
}
