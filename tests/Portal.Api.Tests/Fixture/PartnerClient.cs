using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Portal.Api.Data;
using Portal.Api.Domain;

namespace Portal.Api.Tests.Fixture;

/// <summary>A partner with a key, which asks as a partner's program does.</summary>
public sealed class PartnerClient(PortalApi api, string name, string key)
{
    public string Name => name;

    public string Key => key;

    public string Prefix => key.Split('_')[1];

    /// <summary>A partner that nobody else has, with a key of the given scopes.</summary>
    public static async Task<PartnerClient> AddAsync(PortalApi api, string? name = null, string[]? scopes = null, TimeSpan? lifetime = null)
    {
        name ??= $"Partner {Guid.NewGuid():N}";
        return new(api, name, await IssueAsync(api, name, scopes ?? ["read", "write"], lifetime ?? TimeSpan.FromDays(365)));
    }

    /// <summary>A partner that has published the organisation that <see cref="Project"/> is of.</summary>
    public static async Task<PartnerClient> WithOrganisationAsync(PortalApi api)
    {
        var partner = await AddAsync(api);
        await partner.PublishOrganisationAsync();
        return partner;
    }

    /// <summary>The same partner with another key.</summary>
    public async Task<PartnerClient> WithKeyAsync(params string[] scopes) => new(api, name, await IssueAsync(api, name, scopes, TimeSpan.FromDays(365)));

    public PartnerClient WithKey(string other) => new(api, name, other);

    private static async Task<string> IssueAsync(PortalApi api, string name, string[] scopes, TimeSpan lifetime)
    {
        await using var scope = api.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        if (await db.Partners.FindAsync(name) is null)
        {
            db.Add(new PartnerRow { Name = name, CreatedAt = api.Clock.GetUtcNow() });
        }

        var (issued, secret) = PartnerKey.Issue(name, scopes, api.Clock.GetUtcNow(), lifetime);
        db.Add(issued);
        await db.SaveChangesAsync();
        return secret;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        foreach (var (header, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body, JsonSerializerOptions.Web), Encoding.UTF8, "application/json");
        }

        return await api.Client.SendAsync(request);
    }

    /// <summary>Sends a request whose answer has to have this status, and reads it.</summary>
    public async Task<JsonElement> SendAsync(HttpStatusCode status, HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var response = await SendAsync(method, path, body, headers);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{method} {path} answered {(int)response.StatusCode}, not {(int)status}: {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    public async Task<JsonElement> ProblemAsync(HttpStatusCode status, HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var response = await SendAsync(method, path, body, headers);
        return await PortalApi.ProblemOf(response, status);
    }

    public Task<JsonElement> GetAsync(string path) => SendAsync(HttpStatusCode.OK, HttpMethod.Get, path);

    public Task<HttpResponseMessage> PutProjectAsync(string externalId, object body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Put, $"/v1/partner/projects/{Uri.EscapeDataString(externalId)}", body, headers);

    /// <summary>Publishes or replaces, which has to be taken.</summary>
    public async Task<JsonElement> PublishAsync(string externalId, object? body = null)
    {
        using var response = await PutProjectAsync(externalId, body ?? Project());
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{externalId}: {(int)response.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    public async Task<JsonElement> PublishOrganisationAsync(string externalId = "casa", object? body = null)
    {
        using var response = await SendAsync(HttpMethod.Put, $"/v1/partner/organisations/{Uri.EscapeDataString(externalId)}", body ?? Organisation());
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{externalId}: {(int)response.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    /// <summary>A project that the rules take, with some members changed; null takes one away.</summary>
    public static JsonObject Project(params (string Name, JsonNode? Value)[] changes) => Changed(
        new JsonObject
        {
            ["organisationExternalId"] = "casa",
            ["title"] = "After-school club",
            ["country"] = "MD",
            ["startsOn"] = "2027-04-01",
            ["endsOn"] = "2027-05-31",
            ["deadline"] = "2027-02-28",
        },
        changes);

    public static JsonObject Organisation(params (string Name, JsonNode? Value)[] changes) =>
        Changed(new JsonObject { ["name"] = "Casa", ["country"] = "MD" }, changes);

    private static JsonObject Changed(JsonObject body, (string Name, JsonNode? Value)[] changes)
    {
        foreach (var (name, value) in changes)
        {
            if (value is null)
            {
                body.Remove(name);
            }
            else
            {
                body[name] = value;
            }
        }

        return body;
    }
}
