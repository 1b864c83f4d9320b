using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Portal.Api.Platform.Webhooks;

/// <summary>Sends one message and tells how that went. It follows no redirect and reads nothing of the answer but its status.</summary>
public sealed class WebhookSender : IDisposable
{
    private readonly WebhookSecrets secrets;
    private readonly TimeProvider time;
    private readonly ILogger<WebhookSender> logger;
    private readonly TimeSpan timeout;
    private readonly HttpClient client;

    public WebhookSender(
        WebhookAddresses addresses, WebhookSecrets secrets, TimeProvider time, IOptions<WebhookOptions> options, ILogger<WebhookSender> logger)
    {
        (this.secrets, this.time, this.logger, timeout) = (secrets, time, logger, options.Value.Timeout);
        client = new(new SocketsHttpHandler
        {
            ConnectCallback = addresses.ConnectAsync,
            ConnectTimeout = timeout,
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = 16 * 1024,
            // A connection that is kept goes where its host was when it was made.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        })
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.UserAgent.Add(new("Portal-Webhooks", "1.0"));
    }

    /// <exception cref="OperationCanceledException">The process is about to end.</exception>
    public async Task<Attempt> SendAsync(TakenDelivery taken, WebhookMessage message, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var request = RequestOf(taken, message);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var status = (int)response.StatusCode;
            return response.IsSuccessStatusCode ? new(status, Reason: null) : new(status, ReasonOf(response.StatusCode), RetryAfterOf(response));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(Status: null, $"No answer came within {timeout.TotalSeconds} seconds.");
        }
        catch (HttpRequestException exception)
        {
            return new(Status: null, ReasonOf(exception));
        }
        catch (CryptographicException exception)
        {
            logger.LogError(exception, "The secret of the webhook {Webhook} cannot be decrypted: its key is missing", taken.WebhookId);
            return new(Status: null, "The secret cannot be read any more. Rotate it.");
        }
    }

    public void Dispose() => client.Dispose();

    private HttpRequestMessage RequestOf(TakenDelivery taken, WebhookMessage message)
    {
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds();
        return new(HttpMethod.Post, taken.Url)
        {
            Content = new ByteArrayContent(message.Payload) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            Headers =
            {
                { "webhook-id", taken.MessageId },
                { "webhook-timestamp", timestamp.ToString(System.Globalization.CultureInfo.InvariantCulture) },
                { "webhook-signature", secrets.Sign(taken.Secrets, taken.MessageId, timestamp, message.Payload) },
            },
        };
    }

    private static string ReasonOf(HttpStatusCode status) => (int)status switch
    {
        >= 300 and < 400 => $"The receiver answered {(int)status}; redirects are not followed.",
        _ => $"The receiver answered {(int)status}.",
    };

    /// <summary>What may be told of a connection that failed: nothing that the partner could not find out itself.</summary>
    private static string ReasonOf(HttpRequestException exception) => exception.InnerException is AddressRefusedException refused
        ? refused.Message
        : exception.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => "The host cannot be found.",
            HttpRequestError.ConnectionError when exception.InnerException is System.Net.Sockets.SocketException { SocketErrorCode: System.Net.Sockets.SocketError.HostNotFound } => "The host cannot be found.",
            HttpRequestError.ConnectionError => "The host does not take connections.",
            HttpRequestError.SecureConnectionError => "No secure connection could be made; check the certificate.",
            _ => "The connection broke, or the answer was no HTTP.",
        };

    private DateTimeOffset? RetryAfterOf(HttpResponseMessage response)
    {
        if (response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable) || response.Headers.RetryAfter is not { } asked)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var (wanted, latest) = (asked.Date ?? now + (asked.Delta ?? TimeSpan.Zero), now + RetrySchedule.LongestRetryAfter);
        return wanted < latest ? wanted : latest;
    }
}
