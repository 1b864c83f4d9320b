using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Portal.Api.Tests.Fixture;

/// <summary>A partner's server that webhooks are sent to: a real one, on this machine.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<Message> attempts = new();
    private WebApplication app = null!;

    private WebhookReceiver()
    {
    }

    /// <summary>What is answered; 204 unless a test says otherwise.</summary>
    public Func<Message, HttpContext, Task> Answer { get; set; } = Status(204);

    public int Port => new Uri(app.Urls.Single()).Port;

    public string Url => $"{app.Urls.Single()}/changes";

    /// <summary>Everything that was sent, in the order in which it came.</summary>
    public IReadOnlyList<Message> Attempts => [.. attempts];

    /// <summary>What was taken.</summary>
    public IReadOnlyList<Message> Taken => [.. attempts.Where(message => message.Status is >= 200 and < 300)];

    public static Func<Message, HttpContext, Task> Status(int status, params (string Name, string Value)[] headers) => (_, context) =>
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        return Task.CompletedTask;
    };

    /// <param name="certificate">Makes it a server of HTTPS.</param>
    public static async Task<WebhookReceiver> StartAsync(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        var receiver = new WebhookReceiver { app = builder.Build() };
        receiver.app.Run(receiver.ReceiveAsync);
        await receiver.app.StartAsync();
        return receiver;
    }

    public void Forget() => attempts.Clear();

    /// <summary>The records in the order in which they were taken: type and title.</summary>
    public IEnumerable<string> Told => Taken.Select(message => $"{message.Type} {message.Title}");

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var message = new Message(
            context.Request.Method,
            context.Request.Path + context.Request.QueryString,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray());
        attempts.Enqueue(message);
        await Answer(message, context);
        message.Status = context.Response.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }

    /// <summary>What came, and what was answered.</summary>
    public sealed record Message(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
    {
        public int? Status { get; set; }

        public string Id => Headers["webhook-id"];

        public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

        public JsonElement Data => Json.GetProperty("data");

        public string Type => Json.GetProperty("type").GetString()!;

        public Guid RecordId => Data.GetProperty("id").GetGuid();

        public long ChangeNumber => Data.GetProperty("modified").GetInt64();

        public string Title => !Data.TryGetProperty("data", out var data) ? ""
            : (data.TryGetProperty("title", out var title) ? title : data.GetProperty("name")).GetString()!;

        /// <summary>
        /// How many of its signatures are right, as the specification of Standard Webhooks says to find out: the key is the
        /// base64 after whsec_, the signed content the id, the timestamp and the body, joined by full stops.
        /// </summary>
        public int RightSignatures(string secret)
        {
            Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
            using var hmac = new HMACSHA256(Convert.FromBase64String(secret[6..]));
            var content = Encoding.UTF8.GetBytes(Id + "." + Headers["webhook-timestamp"] + ".").Concat(Body).ToArray();
            var expected = Convert.ToBase64String(hmac.ComputeHash(content));
            return Headers["webhook-signature"].Split(' ').Count(signature => signature.Split(',') is ["v1", var given] && given == expected);
        }

        public DateTimeOffset SentAt => DateTimeOffset.FromUnixTimeSeconds(long.Parse(Headers["webhook-timestamp"], CultureInfo.InvariantCulture));
    }
}
