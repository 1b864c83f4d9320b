using System.Net;
using System.Text.Json;
using Portal.Api.Domain;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Webhooks;

public sealed class CreateWebhookTests(WebhookApi api) : IClassFixture<WebhookApi>
{
    private const string Url = "https://example.org/changes";

    [Fact]
    public async Task A_webhook_has_what_was_asked_for_and_tells_its_secret_this_once()
    {
        var partner = await PartnerClient.AddAsync(api);
        var filters = new { country = new[] { "MD", "EL" }, topic = new[] { "edu" }, organisationId = new[] { Guid.NewGuid() }, activityType = new[] { "team" }, strand = new[] { "humanitarianAid" }, support = new[] { "mentoring" } };
        using var response = await partner.SendAsync(HttpMethod.Post, WebhookApi.Webhooks, new { url = "https://example.org:8443/changes?from=portal", description = " Our list ", kinds = new[] { "project" }, filters });

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.True(response.Headers.CacheControl?.NoStore);
        var created = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
        var secret = created.GetProperty("secret").GetString()!;
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        Assert.InRange(Convert.FromBase64String(secret[6..]).Length, 24, 64);

        Assert.Equal($"{WebhookApi.Webhooks}/{created.GetProperty("id").GetString()}", response.Headers.Location?.ToString());
        var found = await partner.GetAsync(response.Headers.Location!.ToString());
        Assert.Equal(("https://example.org:8443/changes?from=portal", "Our list", "active", 0), (found.GetProperty("url").GetString(), found.GetProperty("description").GetString(), found.GetProperty("state").GetString(), found.GetProperty("pending").GetInt32()));
        Assert.Equal(JsonSerializer.Serialize(filters).Replace("EL", "GR", StringComparison.Ordinal), found.GetProperty("filters").GetRawText());
        Assert.Equal("[\"project\"]", found.GetProperty("kinds").GetRawText());
        foreach (var name in new[] { "secret", "oldSecretExpiresAt", "disabledReason", "disabledAt", "lastSuccessAt", "lastFailureAt", "lastFailureStatus", "lastFailureReason", "failingSince" })
        {
            Assert.Equal(JsonValueKind.Null, found.GetProperty(name).ValueKind);
        }
    }

    [Fact]
    public async Task The_secret_is_kept_encrypted_and_told_nowhere_else()
    {
        var partner = await PartnerClient.AddAsync(api);
        var secret = (await partner.SendAsync(HttpStatusCode.Created, HttpMethod.Post, WebhookApi.Webhooks, new { url = Url })).GetProperty("secret").GetString()![6..];

        Assert.DoesNotContain(secret, (await partner.GetAsync(WebhookApi.Webhooks)).GetRawText(), StringComparison.Ordinal);
        Assert.All(await api.SqlListAsync<string>("SELECT webhooks::text FROM webhooks"), row => Assert.DoesNotContain(secret, row, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{}""", "url")]
    [InlineData("""{"url":""}""", "url")]
    [InlineData("""{"url":"example.org/changes"}""", "url")]
    [InlineData("""{"url":"/changes"}""", "url")]
    [InlineData("""{"url":"ftp://example.org/changes"}""", "url")]
    [InlineData("""{"url":"file:///etc/passwd"}""", "url")]
    [InlineData("""{"url":"https://user:password@example.org/"}""", "url")]
    [InlineData("""{"url":"https://user@example.org/"}""", "url")]
    [InlineData("""{"url":"https://example.org/#part"}""", "url")]
    [InlineData("""{"url":"https://exa mple.org/"}""", "url")]
    [InlineData("""{"url":"https://example.org/\u0000"}""", "url")]
    [InlineData("""{"url":"https://example.org:99999/"}""", "url")]
    [InlineData("""{"url":"https://"}""", "url")]
    [InlineData("""{"url":"https://example.org/","kinds":["person"]}""", "kinds")]
    [InlineData("""{"url":"https://example.org/","filters":{"country":["Moldova"]}}""", "filters.country")]
    [InlineData("""{"url":"https://example.org/","filters":{"topic":["moon"]}}""", "filters.topic")]
    [InlineData("""{"url":"https://example.org/","filters":{"organisationId":["casa"]}}""", "filters.organisationId")]
    [InlineData("""{"url":"https://example.org/","filters":{"activityType":["pair"]}}""", "filters.activityType")]
    [InlineData("""{"url":"https://example.org/","filters":{"strand":["left"]}}""", "filters.strand")]
    [InlineData("""{"url":"https://example.org/","filters":{"support":["money"]}}""", "filters.support")]
    [InlineData("""{"url":"https://example.org/","filters":{"availability":["open"]}}""", "filters.availability")]
    [InlineData("""{"url":"https://example.org/","secret":"whsec_AAAA"}""", "secret")]
    public async Task What_is_not_as_it_should_be_is_refused(string body, string member)
    {
        var partner = await PartnerClient.AddAsync(api);
        var problem = await partner.ProblemAsync(HttpStatusCode.BadRequest, HttpMethod.Post, WebhookApi.Webhooks, body);
        Assert.Equal(member, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
        Assert.Empty((await partner.GetAsync(WebhookApi.Webhooks)).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Too_long_an_address_description_or_list_is_refused()
    {
        var partner = await PartnerClient.AddAsync(api);
        var problem = await partner.ProblemAsync(HttpStatusCode.BadRequest, HttpMethod.Post, WebhookApi.Webhooks, new
        {
            url = Url,
            description = new string('a', Webhook.MaxDescriptionLength + 1),
            kinds = Enumerable.Repeat("project", 51),
            filters = new { country = Enumerable.Repeat("MD", 51), organisationId = Enumerable.Repeat(Guid.Empty, 51) },
        });
        Assert.Equal(["description", "filters.country", "filters.organisationId", "kinds"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order());
        var longest = $"{Url}?{new string('a', Webhook.MaxUrlLength - Url.Length - 1)}";
        await partner.SendAsync(HttpStatusCode.Created, HttpMethod.Post, WebhookApi.Webhooks, new { url = longest });
        await partner.ProblemAsync(HttpStatusCode.BadRequest, HttpMethod.Post, WebhookApi.Webhooks, new { url = $"{longest}a" });
    }

    /// <summary>127.0.0.1 alone is allowed here.</summary>
    [Theory]
    [InlineData("https://127.0.0.2/")]
    [InlineData("https://127.2/")]
    [InlineData("https://2130706434/")]
    [InlineData("https://0x7f000002/")]
    [InlineData("https://0177.0.0.2/")]
    [InlineData("https://10.1.2.3/")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:127.0.0.2]/")]
    [InlineData("https://[::ffff:7f00:2]/")]
    [InlineData("https://[fd00:ec2::254]/")]
    [InlineData("https://[64:ff9b::a9fe:a9fe]/")]
    [InlineData("https://inside.example/")]
    [InlineData("https://INSIDE.example:8443/")]
    [InlineData("https://half-inside.example/")]
    [InlineData("https://inside-6.example/")]
    [InlineData("https://missing.example/")]
    [InlineData("https://nowhere.example/")]
    public async Task A_host_that_is_not_on_the_internet_is_refused(string url)
    {
        api.Hosts["inside.example"] = () => [IPAddress.Parse("192.168.1.1")];
        api.Hosts["half-inside.example"] = () => [IPAddress.Parse("93.184.215.14"), IPAddress.Parse("10.0.0.1")];
        api.Hosts["inside-6.example"] = () => [IPAddress.Parse("fe80::1")];
        api.Hosts["nowhere.example"] = () => [];
        var partner = await PartnerClient.AddAsync(api);
        var problem = await partner.ProblemAsync(HttpStatusCode.BadRequest, HttpMethod.Post, WebhookApi.Webhooks, new { url });
        var error = Assert.Single(problem.GetProperty("errors").EnumerateObject());
        Assert.Equal("url", error.Name);
        // The partner learns nothing of what the name means inside.
        Assert.DoesNotContain("192.168", problem.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://trusted.example/")]
    [InlineData("https://TRUSTED.example:8443/")]
    [InlineData("https://[fd12:3456::1]/")]
    [InlineData("http://127.0.0.1/")]
    public async Task What_the_operator_allows_is_taken_wherever_it_is(string url)
    {
        api.Hosts["trusted.example"] = () => [IPAddress.Parse("192.168.1.1")];
        var partner = await PartnerClient.AddAsync(api);
        await partner.SendAsync(HttpStatusCode.Created, HttpMethod.Post, WebhookApi.Webhooks, new { url });
    }

    [Fact]
    public async Task A_partner_may_have_twenty_however_many_are_made_at_once()
    {
        var (partner, other) = (await PartnerClient.AddAsync(api), await PartnerClient.AddAsync(api));
        var answers = await Task.WhenAll(Enumerable.Range(0, 25).Select(_ => partner.SendAsync(HttpMethod.Post, WebhookApi.Webhooks, new { url = Url })));
        Assert.Equal(20, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
        {
            Assert.Equal("tooManyWebhooks", (await PortalApi.ProblemOf(refused, HttpStatusCode.Conflict)).GetProperty("code").GetString());
        }

        await other.SendAsync(HttpStatusCode.Created, HttpMethod.Post, WebhookApi.Webhooks, new { url = Url });
    }
}
