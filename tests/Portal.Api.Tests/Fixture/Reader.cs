using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Portal.Api.Tests.Fixture;

/// <summary>An instance of the API that looks for changes once a second, as usual, and a reader that asks it.</summary>
public sealed class Reader : IAsyncDisposable
{
    public Reader(string connectionString, params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string> { ["Cache:CheckSeconds"] = "1" };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        Host = new PortalHost(connectionString) { Settings = all, AlsoAdd = services => services.AddLogging(Statements.AddTo) };
        Client = Host.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });
    }

    public PortalHost Host { get; }

    public HttpClient Client { get; }

    public Statements Statements { get; } = new();

    public FakeTimeProvider Clock => Host.Clock;

    /// <summary>Reads an answer that has to be 200.</summary>
    public async Task<(string Status, string? Tag, string Body, string? Link)> AskAsync(string path)
    {
        using var response = await Client.GetAsync(path);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"GET {path} answered {(int)response.StatusCode}: {body}");
        return (Of(response, "Cache-Status") ?? "", response.Headers.ETag?.ToString(), body, Of(response, "Link"));
    }

    /// <summary>Where the answer came from, as the header Cache-Status has it.</summary>
    public async Task<string> StatusAsync(string path) => (await AskAsync(path)).Status;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
    }

    private static string? Of(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values) ? string.Join(", ", values) : null;
}
