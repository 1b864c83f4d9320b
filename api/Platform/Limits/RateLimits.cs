using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Api.Platform.Errors;
using Portal.Api.Platform.Security;

namespace Portal.Api.Platform.Limits;

/// <summary>
/// How much one client may ask: so many requests of each kind at once, which come back evenly over a minute. A client is a key that
/// was good before, else an address. What is answered from the cache is free.
/// </summary>
public sealed class RateLimits(RateLimitSettings settings, KnownKeys keys) : IDisposable
{
    private const int WindowInSeconds = 60;

    private readonly PartitionedRateLimiter<HttpContext> limiter = PartitionedRateLimiter.Create<HttpContext, Client>(context => PartitionOf(context.Features.Get<Counted>()?.Client));

    public void AddTo(RateLimiterOptions options)
    {
        options.GlobalLimiter = limiter;
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (rejected, _) => new(RefuseAsync(rejected));
    }

    /// <summary>Says what is left on every answer that is counted, as the IETF's draft "RateLimit header fields for HTTP" has it.</summary>
    public Task TellAsync(HttpContext context, RequestDelegate next)
    {
        if (ClientOf(context) is { Allowed: > 0 } client)
        {
            // Kept with the request, because the handling of an exception takes the operation away.
            context.Features.Set(new Counted(client));
            // Set last, because the handling of an exception starts over with no headers.
            context.Response.OnStarting(() =>
            {
                var left = Math.Max(0, limiter.GetStatistics(context)?.CurrentAvailablePermits ?? 0);
                var wait = (client.Allowed - left) * WindowInSeconds / (double)client.Allowed;
                var headers = context.Response.Headers;
                headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"{client.Kind.Name()}\";q={client.Allowed};w={WindowInSeconds}");
                headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"{client.Kind.Name()}\";r={left};t={Math.Ceiling(wait)}");
                return Task.CompletedTask;
            });
        }

        return next(context);
    }

    public void Dispose() => limiter.Dispose();

    private static RateLimitPartition<Client> PartitionOf(Client? client) => client is not { } counted
        ? RateLimitPartition.GetNoLimiter(default(Client))
        : RateLimitPartition.GetTokenBucketLimiter(counted, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = counted.Allowed,
            TokensPerPeriod = Math.Max(1, counted.Allowed / WindowInSeconds),
            ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, WindowInSeconds / (double)counted.Allowed)),
        });

    private Client? ClientOf(HttpContext context)
    {
        if (RequestKinds.Of(context.GetEndpoint()?.Metadata) is not { } kind)
        {
            return null;
        }

        return keys.PrefixOf(context.Request.Headers.Authorization.ToString()) is { } prefix
            ? new Client(kind, $"key {prefix}", settings.Key.Of(kind))
            : new Client(kind, NameOf(context.Connection.RemoteIpAddress), settings.Anonymous.Of(kind));
    }

    /// <summary>A household has at least a /64 of its own, and may take another address from it for each request.</summary>
    private static string NameOf(IPAddress? address)
    {
        if (address is null)
        {
            return "unknown";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPNetwork(Masked(address), 64).ToString() : address.ToString();
    }

    private static IPAddress Masked(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new(bytes);
    }

    private static async Task RefuseAsync(OnRejectedContext rejected)
    {
        var context = rejected.HttpContext;
        var client = context.Features.Get<Counted>()!.Client;
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var told) ? Math.Max(1, (int)Math.Ceiling(told.TotalSeconds)) : 1;
        context.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        var who = client.Name.StartsWith("key ", StringComparison.Ordinal) ? "Your key" : "Your address";
        await Problem.From(
            ApiError.TooManyRequests,
            string.Create(CultureInfo.InvariantCulture, $"{who} may send {client.Allowed} requests of the kind {client.Kind.Name()} a minute. Send the next one in {wait} s."),
            context).WriteAsync(context);
    }

    private sealed record Counted(Client Client);

    private readonly record struct Client(RequestKind Kind, string Name, int Allowed);
}
