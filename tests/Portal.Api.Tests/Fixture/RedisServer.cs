using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace Portal.Api.Tests.Fixture;

/// <summary>
/// A Redis or Valkey server: the configured one (PORTAL_TEST_REDIS), else one of this run's own where the program is installed. A real
/// one, because what a shared cache does when it is asked, is late or is away cannot be made up.
/// </summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly string[] Programs = ["valkey-server", "redis-server"];

    private readonly Process? process;

    private RedisServer(string connection, Process? process) => (Connection, this.process) = (connection, process);

    public const string Missing = "There is no Redis or Valkey server: install valkey or redis-server, or name one with PORTAL_TEST_REDIS.";

    public string Connection { get; }

    public static async Task<RedisServer?> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("PORTAL_TEST_REDIS") is { Length: > 0 } configured)
        {
            return new(configured, null);
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (Programs.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists) is not { } program)
        {
            return null;
        }

        var port = FreePort();
        var process = Process.Start(new ProcessStartInfo(program, ["--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"])
        {
            RedirectStandardOutput = true,
        })!;
        // It writes this line once it listens.
        while (await process.StandardOutput.ReadLineAsync() is { } line && !line.Contains("eady to accept connections", StringComparison.Ordinal))
        {
        }

        _ = process.StandardOutput.ReadToEndAsync();
        return new($"127.0.0.1:{port}", process);
    }

    /// <summary>Ends it, as a crash would.</summary>
    public void Kill()
    {
        process!.Kill();
        process.WaitForExit();
    }

    public async Task<int> CountAsync()
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(Connection);
        return connection.GetServers()[0].Keys(pattern: "portal:*").Count();
    }

    public ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            Kill();
        }

        process?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
