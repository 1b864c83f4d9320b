using System.Diagnostics;
using System.Text.Json;
using Portal.Api.Tests.Examples;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Platform.Webhooks;

/// <summary>What the pages for developers tell partners to check signatures with does so.</summary>
public sealed class VerificationInDocumentsTests(WebhookApi api) : IClassFixture<WebhookApi>
{
    [Fact]
    public async Task The_code_takes_what_is_signed_and_nothing_else()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var partner = await PartnerClient.AddAsync(api);
        var created = await WebhookApi.RegisterAsync(partner, receiver);
        var rotated = await partner.SendAsync(System.Net.HttpStatusCode.OK, HttpMethod.Patch, $"{WebhookApi.Webhooks}/{created.GetProperty("id")}", new { rotateSecret = true });
        await api.AddOrganisationAsync(Some.Organisation with { Name = "Café" });
        await api.SendDueAsync();
        var message = Assert.Single(receiver.Taken);
        var now = message.SentAt.ToUnixTimeSeconds();
        var (old, secret) = (created.GetProperty("secret").GetString(), rotated.GetProperty("secret").GetString());

        var headers = message.Headers.Where(header => header.Key.StartsWith("webhook-", StringComparison.OrdinalIgnoreCase)).ToDictionary(header => header.Key, header => header.Value);
        var other = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD9HqEI7ALiYo=";
        Assert.Equal("[true,true,false,false,false,false]", await RunAsync($$"""
            const headers = {{JsonSerializer.Serialize(headers)}};
            const body = Buffer.from('{{Convert.ToBase64String(message.Body)}}', 'base64');
            console.log(JSON.stringify([
              isFromPortal(headers, body, '{{secret}}', {{now}} + 299),
              isFromPortal(headers, body, '{{old}}', {{now}}),
              isFromPortal(headers, body, '{{other}}', {{now}}),
              isFromPortal(headers, Buffer.concat([body, Buffer.from(' ')]), '{{secret}}', {{now}}),
              isFromPortal({ ...headers, 'webhook-id': 'msg_1' }, body, '{{secret}}', {{now}}),
              isFromPortal(headers, body, '{{secret}}', {{now}} + 301),
            ]));
            """));
    }

    private static async Task<string> RunAsync(string use)
    {
        var code = Assert.Single(FencedBlock.All, block => block.Language == "js" && block.Code.Contains("isFromPortal", StringComparison.Ordinal)).Code;
        using var process = Process.Start(new ProcessStartInfo("node", ["--input-type=module", "-"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        await process.StandardInput.WriteAsync($"{code}\n{use}");
        process.StandardInput.Close();
        var (output, error) = (await process.StandardOutput.ReadToEndAsync(), await process.StandardError.ReadToEndAsync());
        Assert.Equal("", error);
        return output.Trim();
    }
}
