using System.Net;
using Portal.Api.Tests.Contract;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Partner;

/// <summary>Nobody does or sees anything of a partner's without its key, whatever they try.</summary>
public sealed class PartnerAccessTests(PortalApi api) : IClassFixture<PortalApi>
{
    private const string Webhook = "01980f3a-6c1b-7f60-9d55-3b0f2a7e4c12";

    /// <summary>Every operation of partners: its method, an address of it, and the scope that it needs.</summary>
    private static readonly (HttpMethod Method, string Path, string Scope)[] Operations =
    [
        (HttpMethod.Get, "/v1/partner", "read"),
        (HttpMethod.Post, "/v1/partner/key/rotate", "read"),
        (HttpMethod.Get, "/v1/partner/projects", "read"),
        (HttpMethod.Get, "/v1/partner/projects/club", "read"),
        (HttpMethod.Put, "/v1/partner/projects/club", "write"),
        (HttpMethod.Delete, "/v1/partner/projects/club", "write"),
        (HttpMethod.Post, "/v1/partner/projects/club/confirm", "write"),
        (HttpMethod.Post, "/v1/partner/projects/batch", "write"),
        (HttpMethod.Get, "/v1/partner/organisations", "read"),
        (HttpMethod.Get, "/v1/partner/organisations/casa", "read"),
        (HttpMethod.Put, "/v1/partner/organisations/casa", "write"),
        (HttpMethod.Delete, "/v1/partner/organisations/casa", "write"),
        (HttpMethod.Get, "/v1/partner/webhooks", "read"),
        (HttpMethod.Post, "/v1/partner/webhooks", "write"),
        (HttpMethod.Get, $"/v1/partner/webhooks/{Webhook}", "read"),
        (HttpMethod.Patch, $"/v1/partner/webhooks/{Webhook}", "write"),
        (HttpMethod.Delete, $"/v1/partner/webhooks/{Webhook}", "write"),
        (HttpMethod.Post, $"/v1/partner/webhooks/{Webhook}/replay", "write"),
    ];

    [Fact]
    public void Every_operation_of_partners_is_among_them() => Assert.Equal(
        PublishedContract.Current.Operations().Where(named => named.Path.StartsWith("/v1/partner", StringComparison.Ordinal))
            .Select(named => named.Name.Replace("{externalId}", named.Path.Contains("organisations", StringComparison.Ordinal) ? "casa" : "club", StringComparison.Ordinal).Replace("{id}", Webhook, StringComparison.Ordinal)).Order(),
        Operations.Select(operation => $"{operation.Method} {operation.Path}").Order());

    [Theory]
    [InlineData(null, "keyMissing")]
    [InlineData("", "keyMissing")]
    [InlineData("Bearer", "keyUnknown")]
    [InlineData("Bearer ", "keyUnknown")]
    [InlineData("Bearer x", "keyUnknown")]
    [InlineData("Bearer portal_aaaaaaaa_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "keyUnknown")]
    [InlineData("Basic dXNlcjpwYXNz", "keyUnknown")]
    [InlineData("Bearer ' OR 1=1 --", "keyUnknown")]
    public async Task Without_a_key_that_there_is_nothing_is_done(string? header, string code)
    {
        foreach (var (method, path, _) in Operations)
        {
            using var request = new HttpRequestMessage(method, path);
            if (header is not null)
            {
                request.Headers.TryAddWithoutValidation("Authorization", header);
            }

            using var response = await api.Client.SendAsync(request);
            var problem = await PortalApi.ProblemOf(response, HttpStatusCode.Unauthorized);
            Assert.Equal(code, problem.GetProperty("code").GetString());
            Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
        }
    }

    [Fact]
    public async Task A_key_that_has_ended_or_allows_too_little_is_refused_everywhere_and_at_once()
    {
        var partner = await PartnerClient.AddAsync(api);
        var shortLived = partner.WithKey((await PartnerClient.AddAsync(api, partner.Name, lifetime: TimeSpan.FromDays(1))).Key);
        var (reader, writer, revoked) = (await partner.WithKeyAsync("read"), await partner.WithKeyAsync("write"), await partner.WithKeyAsync("read", "write"));
        await revoked.GetAsync("/v1/partner");
        await api.SqlAsync("UPDATE partner_keys SET revoked_at = now() WHERE prefix = $1", revoked.Prefix);
        await shortLived.GetAsync("/v1/partner");
        api.Clock.Advance(TimeSpan.FromDays(1));

        foreach (var (method, path, scope) in Operations)
        {
            await Refused(revoked, method, path, HttpStatusCode.Unauthorized, "keyRevoked");
            await Refused(shortLived, method, path, HttpStatusCode.Unauthorized, "keyExpired");
            await Refused(scope == "write" ? reader : writer, method, path, HttpStatusCode.Forbidden, "scopeMissing");
        }

        async Task Refused(PartnerClient with, HttpMethod method, string path, HttpStatusCode status, string code)
        {
            var problem = await with.ProblemAsync(status, method, path, method == HttpMethod.Get || method == HttpMethod.Delete ? null : "{}");
            Assert.Equal(code, problem.GetProperty("code").GetString());
        }
    }

    [Fact]
    public async Task What_another_partner_has_looks_as_what_nobody_has()
    {
        var (one, other) = (await PartnerClient.AddAsync(api), await PartnerClient.AddAsync(api));
        await one.PublishOrganisationAsync();
        await one.PublishAsync("club");

        foreach (var (method, path, _) in Operations.Where(operation => operation.Path.EndsWith("club", StringComparison.Ordinal) || operation.Path.EndsWith("casa", StringComparison.Ordinal) || operation.Path.EndsWith("confirm", StringComparison.Ordinal)).Where(operation => operation.Method != HttpMethod.Put))
        {
            var theirs = await other.ProblemAsync(HttpStatusCode.NotFound, method, path);
            var nobodys = await other.ProblemAsync(HttpStatusCode.NotFound, method, path.Replace("club", "clab", StringComparison.Ordinal).Replace("casa", "cosa", StringComparison.Ordinal));
            Assert.Equal(
                theirs.GetProperty("detail").GetString(),
                nobodys.GetProperty("detail").GetString()!.Replace("clab", "club", StringComparison.Ordinal).Replace("cosa", "casa", StringComparison.Ordinal));
        }

        Assert.Equal(0, (await other.GetAsync("/v1/partner/projects")).GetProperty("total").GetInt32());
        Assert.Equal(0, (await other.GetAsync("/v1/partner/organisations")).GetProperty("total").GetInt32());
        await other.PublishOrganisationAsync("casa", PartnerClient.Organisation(("name", "Theirs")));
        Assert.Equal("Casa", (await one.GetAsync("/v1/partner/organisations/casa")).GetProperty("name").GetString());
    }

    [Fact]
    public async Task The_key_itself_is_kept_nowhere()
    {
        var partner = await PartnerClient.AddAsync(api);
        await partner.GetAsync("/v1/partner");
        var rows = await api.SqlListAsync<string>("SELECT partner_keys::text FROM partner_keys UNION ALL SELECT partner_events::text FROM partner_events");
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.DoesNotContain(partner.Key.Split('_', 3)[2], row, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_last_use_is_noted_to_the_minute()
    {
        var partner = await PartnerClient.AddAsync(api);
        var first = api.Clock.GetUtcNow();
        await partner.GetAsync("/v1/partner");
        api.Clock.Advance(TimeSpan.FromSeconds(59));
        await partner.GetAsync("/v1/partner");
        Assert.Equal(first, await LastUseAsync());
        api.Clock.Advance(TimeSpan.FromSeconds(1));
        await partner.GetAsync("/v1/partner");
        Assert.Equal(first.AddMinutes(1), await LastUseAsync());

        async Task<DateTimeOffset> LastUseAsync() => new(await api.SqlValueAsync<DateTime>("SELECT last_used_at FROM partner_keys WHERE prefix = $1", partner.Prefix));
    }

    [Theory]
    [InlineData("{key}")]
    [InlineData("Basic {key}")]
    [InlineData("Token {key}")]
    [InlineData("Bearer{key}")]
    [InlineData("Bearer={key}")]
    [InlineData("Bearer \"{key}\"")]
    [InlineData("Bearer {key}x")]
    [InlineData("Bearer x{key}")]
    [InlineData("Bearer {KEY}")]
    [InlineData("Bearer {prefix}")]
    [InlineData("Bearer portal_{prefix}_")]
    [InlineData("Bearer {key}, Bearer {key}")]
    [InlineData("Bearer Bearer {key}")]
    [InlineData("Bearer {key} {key}")]
    [InlineData("Bearer ключ")]
    [InlineData("Bearer {long}")]
    public async Task A_key_that_is_not_sent_as_it_was_issued_is_none(string header)
    {
        var partner = await PartnerClient.AddAsync(api);
        var sent = header.Replace("{key}", partner.Key, StringComparison.Ordinal).Replace("{KEY}", partner.Key.ToUpperInvariant(), StringComparison.Ordinal)
            .Replace("{prefix}", partner.Prefix, StringComparison.Ordinal).Replace("{long}", partner.Key + new string('a', 10_000), StringComparison.Ordinal);
        foreach (var (method, path, _) in Operations)
        {
            await UnauthorizedAsync(method, path, "keyUnknown", sent);
        }

        Assert.Equal(0, (await partner.GetAsync("/v1/partner/organisations")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_key_in_two_headers_or_in_the_address_is_none()
    {
        var partner = await PartnerClient.AddAsync(api);
        foreach (var (method, path, _) in Operations)
        {
            await UnauthorizedAsync(method, path, "keyUnknown", $"Bearer {partner.Key}", $"Bearer {partner.Key}");
            await UnauthorizedAsync(method, $"{path}?access_token={partner.Key}", "keyMissing");
            await UnauthorizedAsync(method, $"{path}?key={partner.Key}", "keyMissing");
        }
    }

    [Theory]
    [InlineData("Bearer {key}")]
    [InlineData("bearer {key}")]
    [InlineData("BEARER {key}")]
    [InlineData("Bearer   {key}")]
    [InlineData("Bearer {key} ")]
    public async Task The_case_of_the_scheme_and_spaces_around_the_key_do_not_matter(string header)
    {
        var partner = await PartnerClient.AddAsync(api);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/partner");
        request.Headers.TryAddWithoutValidation("Authorization", header.Replace("{key}", partner.Key, StringComparison.Ordinal));
        using var response = await api.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_key_holds_to_the_last_second_and_not_one_longer()
    {
        var partner = await PartnerClient.AddAsync(api, lifetime: TimeSpan.FromDays(1));
        api.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
        await partner.GetAsync("/v1/partner");
        api.Clock.Advance(TimeSpan.FromSeconds(1));
        var problem = await partner.ProblemAsync(HttpStatusCode.Unauthorized, HttpMethod.Get, "/v1/partner");
        Assert.Equal("keyExpired", problem.GetProperty("code").GetString());
    }

    private async Task UnauthorizedAsync(HttpMethod method, string path, string code, params string[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (headers.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Authorization", headers);
        }

        using var response = await api.Client.SendAsync(request);
        var problem = await PortalApi.ProblemOf(response, HttpStatusCode.Unauthorized);
        Assert.True(code == problem.GetProperty("code").GetString(), $"{method} {path} with {string.Join(" and ", headers)}: {problem.GetRawText()}");
    }
}
