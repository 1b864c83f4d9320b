using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Portal.Api.Platform.Webhooks;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Platform.Webhooks;

public sealed class WebhookSecretsTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const long Timestamp = 1614265330;
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static readonly byte[] Payload = Encoding.UTF8.GetBytes("""{"test": 2432232314}""");

    private readonly WebhookSecrets secrets = new(new EphemeralDataProtectionProvider());

    /// <summary>The example that Standard Webhooks' own documents and libraries are tested with.</summary>
    [Fact]
    public void The_published_example_is_signed_as_it_is_published()
    {
        var other = secrets.Protect(WebhookSecrets.New());
        Assert.Equal(Signature, secrets.Sign([secrets.Protect(Secret)], Id, Timestamp, Payload));
        Assert.StartsWith($"{Signature} v1,", secrets.Sign([secrets.Protect(Secret), other], Id, Timestamp, Payload), StringComparison.Ordinal);
    }

    [Fact]
    public void The_tests_check_signatures_as_the_published_example_asks()
    {
        var message = new WebhookReceiver.Message(
            "POST", "/", new Dictionary<string, string> { ["webhook-id"] = Id, ["webhook-timestamp"] = $"{Timestamp}", ["webhook-signature"] = $"v1,AAAA {Signature} v2,{Signature[3..]}" }, Payload);
        Assert.Equal(1, message.RightSignatures(Secret));
        Assert.Equal(0, (message with { Body = Encoding.UTF8.GetBytes("""{"test": 2432232315}""") }).RightSignatures(Secret));
    }
}
