using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Portal.Api.Platform.EmbeddedPostgres;

namespace Portal.Bench.Measure;

/// <summary>A program that serves HTTP, as it was built for release, in a process of its own.</summary>
internal sealed class ServedProgram : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Whatever still runs when this program ends, in whichever way, ends with it.</summary>
    private static readonly ConcurrentDictionary<int, Process> Running = new();

    private readonly Process _process;

    static ServedProgram() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var process in Running.Values)
        {
            End(process);
        }
    };

    private ServedProgram(Process process, int port, TimeSpan startedIn)
    {
        _process = process;
        Port = port;
        StartedIn = startedIn;
    }

    public int Port { get; }

    /// <summary>From the start of the process to the first answer that it is ready.</summary>
    public TimeSpan StartedIn { get; }

    /// <summary>What it holds in memory at this moment.</summary>
    public double Megabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1024.0 / 1024;
        }
    }

    /// <summary>The file of the API, which is the operator's commands too.</summary>
    public static string Api => Path.Combine(Checkout, "api/bin/Release/net10.0/Portal.Api.dll");

    private static readonly string[] Limits = ["Anonymous__Search", "Anonymous__Bulk", "Anonymous__Writes", "Key__Search", "Key__Bulk", "Key__Writes"];

    /// <summary>Without its cache, so that every answer is made, and without limits, because one client asks everything.</summary>
    public static ServedProgram StartApi(string connectionString) => StartApi(connectionString, ("Cache__Megabytes", "0"), ("Overload__Concurrent", "0"));

    /// <summary>With its usual settings and those given, but no limit for each client.</summary>
    public static ServedProgram StartApi(string connectionString, params (string Name, string Value)[] settings) => StartDotnet(
        Api,
        [("ConnectionStrings__Portal", connectionString), .. Limits.Select(name => ($"RateLimits__{name}", "0")), .. settings]);

    public static ServedProgram StartEmptyApp() => StartDotnet(Path.Combine(Checkout, "bench/EmptyApp/bin/Release/net10.0/EmptyApp.dll"), []);

    /// <summary>The web application in front of an API.</summary>
    public static ServedProgram StartWebApp(ServedProgram api) => Start(
        "node", Path.Combine(Checkout, "webapp/build"), "/robots.txt",
        port => [("HOST", "127.0.0.1"), ("PORT", $"{port}"), ("ORIGIN", $"http://127.0.0.1:{port}"), ("PORTAL_API_URL", $"http://127.0.0.1:{api.Port}")]);

    public static string Checkout { get; } = Path.GetDirectoryName(EmbeddedPostgresOptions.InCheckout(AppContext.BaseDirectory).NodeModulesFolder)!;

    private static ServedProgram StartDotnet(string program, (string Name, string Value)[] settings) => Start(
        "dotnet", program, "/health/ready",
        port => [("ASPNETCORE_URLS", $"http://127.0.0.1:{port}"), ("ASPNETCORE_ENVIRONMENT", "Production"), ("SampleData__Load", "false"), .. settings]);

    private static ServedProgram Start(string runtime, string program, string readyPath, Func<int, (string Name, string Value)[]> settings)
    {
        var port = FreePort();
        var start = new ProcessStartInfo(runtime) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(program);
        foreach (var (name, value) in settings(port))
        {
            start.Environment[name] = value;
        }

        var watch = Stopwatch.StartNew();
        var process = Process.Start(start) ?? throw new Refusal($"{program} does not start.");
        Running[process.Id] = process;
        var said = new Queue<string>();
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var ready = HttpLane.Prepare(readyPath);
        while (watch.Elapsed < Patience && !process.HasExited)
        {
            try
            {
                using var lane = new HttpLane(port);
                if (lane.Send(ready) == 200)
                {
                    return new ServedProgram(process, port, watch.Elapsed);
                }
            }
            catch (Exception exception) when (exception is SocketException or IOException)
            {
                // Not listening yet.
            }

            Thread.Sleep(2);
        }

        End(process);
        throw new Refusal($"{program} does not get ready:\n{string.Join('\n', said)}");

        void Keep(string? line)
        {
            lock (said)
            {
                said.Enqueue(line ?? "");
                if (said.Count > 30)
                {
                    said.Dequeue();
                }
            }
        }
    }

    public void Dispose() => End(_process);

    private static void End(Process process)
    {
        Running.TryRemove(process.Id, out _);
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
