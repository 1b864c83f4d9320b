using System.Diagnostics;

namespace Portal.Api.Tests.Fixture;

/// <summary>The API as a process of its own on the test's database, so that it can be killed as nothing in this process can.</summary>
internal sealed class ServedApi : IDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process process;

    private ServedApi(Process process, Uri address)
    {
        this.process = process;
        Client = new HttpClient { BaseAddress = address };
    }

    public HttpClient Client { get; }

    /// <summary>Starts it on a free port; it listens once its database is ready.</summary>
    public static async Task<ServedApi> StartAsync(PortalApi api)
    {
        var start = PortalProgram.Prepare(api, AppContext.BaseDirectory);
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["SampleData__Load"] = "false";
        foreach (var (name, value) in PortalHost.Usual)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var process = Process.Start(start)!;
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        // Read to the end, or it waits for somebody to read what it says.
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            return new ServedApi(process, await address.Task);
        }
        catch
        {
            process.Dispose();
            throw;
        }

        void Read(string? line)
        {
            if (line is null)
            {
                address.TrySetException(new InvalidOperationException("The API ended before it was listening."));
            }
            else if (line.IndexOf(Listening, StringComparison.Ordinal) is var at and >= 0)
            {
                address.TrySetResult(new Uri(line[(at + Listening.Length)..].Trim()));
            }
        }
    }

    /// <summary>As kill -9 does: it has no time to finish anything.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        Client.Dispose();
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
