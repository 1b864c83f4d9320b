using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Portal.Api.Tests.Fixture;

/// <summary>The whole API, started as in production, on a given database and with a clock that stands still.</summary>
public sealed class PortalHost(string connectionString) : WebApplicationFactory<Program>
{
    /// <summary>11 o'clock on Sunday, 10 January 2027, in Brussels.</summary>
    public static readonly DateTimeOffset StartOfTests = new(2027, 1, 10, 10, 0, 0, TimeSpan.Zero);

    public FakeTimeProvider Clock { get; } = new(StartOfTests);

    public bool WithSampleData { get; init; }

    /// <summary>
    /// What differs from how tests usually want it: every answer is what the database has at that moment, and nobody asks too much.
    /// Webhooks are sent only when a test says so.
    /// </summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    internal static readonly IReadOnlyDictionary<string, string> Usual = new Dictionary<string, string>
    {
        ["Cache:CheckSeconds"] = "0",
        ["RateLimits:Anonymous:Search"] = "0",
        ["RateLimits:Anonymous:Bulk"] = "0",
        ["RateLimits:Anonymous:Writes"] = "0",
        ["RateLimits:Key:Search"] = "0",
        ["RateLimits:Key:Bulk"] = "0",
        ["RateLimits:Key:Writes"] = "0",
        ["Overload:Concurrent"] = "0",
    };

    /// <summary>What a test adds to the API, for example an endpoint that fails.</summary>
    public Action<IServiceCollection> AlsoAdd { get; init; } = _ => { };

    /// <summary>Creates and migrates the database where that is still to be done.</summary>
    public void Start() => _ = Server;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("ConnectionStrings:Portal", connectionString);
        builder.UseSetting("SampleData:Load", WithSampleData.ToString());
        builder.UseSetting("Webhooks:Deliver", bool.FalseString);
        foreach (var (name, value) in Usual.Concat(Settings))
        {
            builder.UseSetting(name, value);
        }

        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            AlsoAdd(services);
        });
    }
}
