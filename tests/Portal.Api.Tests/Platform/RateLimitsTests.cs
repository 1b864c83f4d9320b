using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Api.Platform.Database;
using Portal.Api.Platform.Limits;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Platform;

/// <summary>How much one client may ask. The limits here are small and come back slowly, so that a test runs into them.</summary>
public sealed class RateLimitsTests(PortalApi api) : IClassFixture<PortalApi>
{
    private const string Here = "192.0.2.1";

    [Fact]
    public async Task Who_asks_too_much_is_told_so_and_when_to_come_back()
    {
        await using var limited = Limited(("RateLimits:Anonymous:Search", "3"));
        using var client = limited.CreateClient();
        for (var left = 2; left >= 0; left--)
        {
            using var answered = await AskAsync(client, "/v1/projects");
            Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
            Assert.Equal("\"search\";q=3;w=60", Of(answered, "RateLimit-Policy"));
            Assert.Equal($"\"search\";r={left};t={(3 - left) * 20}", Of(answered, "RateLimit"));
        }

        foreach (var path in new[] { "/v1/projects", "/v1/organisations?colour=red", $"/v1/projects/{Guid.NewGuid()}" })
        {
            using var refused = await AskAsync(client, path);

            var problem = await PortalApi.ProblemOf(refused, HttpStatusCode.TooManyRequests);
            Assert.Equal("tooManyRequests", problem.GetProperty("code").GetString());
            var wait = int.Parse(Of(refused, "Retry-After")!, CultureInfo.InvariantCulture);
            Assert.InRange(wait, 1, 20);
            Assert.Equal($"Your address may send 3 requests of the kind search a minute. Send the next one in {wait} s.", problem.GetProperty("detail").GetString());
            Assert.Equal("\"search\";r=0;t=60", Of(refused, "RateLimit"));
            Assert.True(refused.Headers.CacheControl?.NoStore);
        }
    }

    [Fact]
    public async Task Problems_are_counted_and_say_what_is_left_too()
    {
        await using var limited = Limited(("RateLimits:Anonymous:Search", "2"));
        using var client = limited.CreateClient();

        using var refused = await AskAsync(client, "/v1/projects?colour=red");

        Assert.Equal((HttpStatusCode.BadRequest, "\"search\";r=1;t=30"), (refused.StatusCode, Of(refused, "RateLimit")));
    }

    [Fact]
    public async Task Searches_bulk_and_writes_are_counted_separately()
    {
        await using var limited = Limited(("RateLimits:Anonymous:Search", "1"), ("RateLimits:Anonymous:Bulk", "1"), ("RateLimits:Anonymous:Writes", "1"));
        using var client = limited.CreateClient();
        (HttpMethod Method, string Path, string Kind, HttpStatusCode Status)[] requests =
        [
            (HttpMethod.Get, "/v1/projects", "search", HttpStatusCode.OK),
            (HttpMethod.Get, "/v1/changes/projects", "bulk", HttpStatusCode.OK),
            (HttpMethod.Delete, "/v1/partner/projects/x", "writes", HttpStatusCode.Unauthorized),
        ];
        foreach (var (method, path, kind, status) in requests)
        {
            using var answered = await AskAsync(client, path, method: method);
            Assert.Equal((path, status, $"\"{kind}\";r=0;t=60"), (path, answered.StatusCode, Of(answered, "RateLimit")));
        }

        foreach (var (method, path, _, _) in requests)
        {
            using var refused = await AskAsync(client, path, method: method);
            Assert.Equal((path, HttpStatusCode.TooManyRequests), (path, refused.StatusCode));
        }
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.2", true)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", true)]
    public async Task Each_address_counts_for_itself_and_an_IPv6_network_as_one(string one, string other, bool isAnother)
    {
        await using var limited = Limited(("RateLimits:Anonymous:Search", "1"));
        using var client = limited.CreateClient();
        (await AskAsync(client, "/v1/projects", one)).Dispose();

        using var second = await AskAsync(client, "/v1/projects", other);

        Assert.Equal(isAnother ? HttpStatusCode.OK : HttpStatusCode.TooManyRequests, second.StatusCode);
    }

    [Fact]
    public async Task A_key_counts_for_itself_wherever_it_is_used()
    {
        var (mine, others) = (await PartnerClient.AddAsync(api), await PartnerClient.AddAsync(api));
        await using var limited = Limited(("RateLimits:Anonymous:Search", "3"), ("RateLimits:Key:Search", "2"));
        using var client = limited.CreateClient();

        // Until a key has been looked up once, it may be anybody's, and the address counts.
        using (var first = await AskAsync(client, "/v1/partner", key: mine.Key))
        {
            Assert.Equal("\"search\";q=3;w=60", Of(first, "RateLimit-Policy"));
        }

        foreach (var address in new[] { Here, "192.0.2.9" })
        {
            using var counted = await AskAsync(client, "/v1/partner", address, mine.Key);
            Assert.Equal((HttpStatusCode.OK, "\"search\";q=2;w=60"), (counted.StatusCode, Of(counted, "RateLimit-Policy")));
        }

        using var refused = await AskAsync(client, "/v1/partner", "192.0.2.10", mine.Key);
        var problem = await PortalApi.ProblemOf(refused, HttpStatusCode.TooManyRequests);
        Assert.StartsWith("Your key may send 2", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(client, "/v1/partner", key: others.Key)).StatusCode);
    }

    [Fact]
    public async Task Keys_that_nobody_has_are_counted_for_the_address_that_tries_them()
    {
        await using var limited = Limited(("RateLimits:Anonymous:Search", "5"));
        using var client = limited.CreateClient();
        var statuses = new List<HttpStatusCode>();
        for (var attempt = 0; attempt < 7; attempt++)
        {
            statuses.Add((await AskAsync(client, "/v1/partner", key: $"portal_{attempt}_guess")).StatusCode);
        }

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.Unauthorized, 5), HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests], statuses);
    }

    [Fact]
    public async Task What_is_kept_is_free_and_so_is_what_is_no_operation()
    {
        await using var limited = Limited(("RateLimits:Anonymous:Search", "1"), ("Cache:Megabytes", "64"));
        using var client = limited.CreateClient();
        Assert.NotNull(Of(await AskAsync(client, "/v1/projects"), "RateLimit"));
        foreach (var path in new[] { "/v1/projects", "/health/live", "/health/ready", "/metrics", "/openapi.yaml", "/v1/projects?page=1" })
        {
            using var free = await AskAsync(client, path);
            Assert.Equal((path, HttpStatusCode.OK, null), (path, free.StatusCode, Of(free, "RateLimit")));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await AskAsync(client, "/v1/projects?page=2")).StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.1", "198.51.100.1", "198.51.100.2", true)]
    [InlineData("10.1.2.3", "198.51.100.1", "198.51.100.2", true)]
    [InlineData("10.1.2.3", "198.51.100.1", "forged, 198.51.100.1", false)]
    [InlineData("10.1.2.3", "198.51.100.1", "203.0.113.9, 198.51.100.1", false)]
    [InlineData("10.1.2.3", "198.51.100.1", "198.51.100.2, 10.9.9.9", true)]
    [InlineData("192.0.2.1", "198.51.100.1", "198.51.100.2", false)]
    public async Task Whom_a_request_is_from_is_believed_of_known_proxies_only(string proxy, string one, string other, bool isAnother)
    {
        await using var limited = Limited(("RateLimits:Anonymous:Search", "1"), ("Proxies:Known", "10.0.0.0/8, 203.0.113.77"));
        using var client = limited.CreateClient();
        (await AskAsync(client, "/v1/projects", proxy, forwardedFor: one)).Dispose();

        using var second = await AskAsync(client, "/v1/projects", proxy, forwardedFor: other);

        Assert.Equal(isAnother ? HttpStatusCode.OK : HttpStatusCode.TooManyRequests, second.StatusCode);
    }

    [Fact]
    public void Usual_limits_are_far_from_what_a_person_asks_and_each_can_be_set_alone()
    {
        var settings = RateLimitSettings.From(Of(("RateLimits:Anonymous:Search", "5")));

        Assert.Equal(new Allowance { Search = 5, Bulk = 600, Writes = 300 }, settings.Anonymous);
        Assert.Equal(new Allowance { Search = 6_000, Bulk = 1_200, Writes = 3_000 }, settings.Key);
        Assert.Equal(3_000, RateLimitSettings.From(Of()).Anonymous.Search);
        Assert.Throws<StartupException>(() => RateLimitSettings.From(Of(("RateLimits:Key:Bulk", "-1"))));
    }

    [Fact]
    public void A_proxy_that_is_no_address_is_told_at_the_start()
    {
        using var services = new ServiceCollection().AddSingleton(Of(("Proxies:Known", "10.0.0.0/8, my-proxy"))).AddLimits().BuildServiceProvider();

        var refusal = Assert.Throws<StartupException>(() => services.GetRequiredService<IOptions<ForwardedHeadersOptions>>().Value);
        Assert.StartsWith("Proxies__Known names 'my-proxy'", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Without a cache, so that every request is counted.</summary>
    private PortalHost Limited(params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string> { ["Cache:Megabytes"] = "0", ["RateLimits:Anonymous:Search"] = "3000", ["RateLimits:Anonymous:Bulk"] = "600" };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        return new PortalHost(api.ConnectionString) { Settings = all, AlsoAdd = services => services.AddTransient<IStartupFilter, Addresses>() };
    }

    private static async Task<HttpResponseMessage> AskAsync(
        HttpClient client, string path, string address = Here, string? key = null, HttpMethod? method = null, string? forwardedFor = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path) { Headers = { { Addresses.Header, address } } };
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        }

        if (forwardedFor is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", forwardedFor);
        }

        return await client.SendAsync(request);
    }

    private static IConfiguration Of(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build();

    private static string? Of(HttpResponseMessage response, string header) => response.Headers.TryGetValues(header, out var values) ? string.Join(", ", values) : null;

    /// <summary>Requests within the process come from nowhere; this gives them an address.</summary>
    private sealed class Addresses : IStartupFilter
    {
        public const string Header = "Test-Address";

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, following) =>
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse(context.Request.Headers[Header].ToString());
                return following(context);
            });
            next(app);
        };
    }
}
