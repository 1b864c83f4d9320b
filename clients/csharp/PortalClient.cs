using System.Net;
using System.Net.Http.Headers;

namespace Portal.Client;

/// <summary>
/// The Portal API: one method for each operation of its contract. An error answer is thrown as a
/// <see cref="PortalApiException{TResult}"/> of <see cref="Problem"/>. A client serves any number of threads and is best kept.
/// </summary>
public partial class PortalClient : IDisposable
{
    private readonly bool ownsHttpClient;

    /// <summary>A client with connections of its own, which sends again what failed in passing: see <see cref="RetryHandler"/>.</summary>
    /// <param name="address">Where the API is, without /v1.</param>
    /// <param name="key">A partner's key, for the operations that need one.</param>
    /// <param name="retries">How often and how long; <see cref="RetryOptions.None"/> for never.</param>
    public PortalClient(Uri address, string? key = null, RetryOptions? retries = null)
        : this(Connect(address, key, retries))
    {
        ownsHttpClient = true;
    }

    /// <summary>Closes the connections, where they are the client's own.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the connections, where they are the client's own.</summary>
    /// <param name="disposing">Whether it was asked to.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && ownsHttpClient)
        {
            _httpClient.Dispose();
        }
    }

    private static HttpClient Connect(Uri address, string? key, RetryOptions? retries)
    {
        ArgumentNullException.ThrowIfNull(address);

        // New connections ask again where the name leads; one that is kept for ever would not.
        var connections = new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        var http = new HttpClient(new RetryHandler(retries) { InnerHandler = connections })
        {
            // Paths are appended to it, and a last segment without a slash would be replaced.
            BaseAddress = address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/"),
            // The retries have limits of their own, for each attempt and for all.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        if (key is not null)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        return http;
    }
}
