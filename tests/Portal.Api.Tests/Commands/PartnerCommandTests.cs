using System.Net;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Commands;

/// <summary>The operator's commands for partners, run as an operator runs them.</summary>
public sealed class PartnerCommandTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Fact]
    public async Task A_partner_gets_a_key_that_works_is_rotated_and_ends_when_it_is_revoked()
    {
        var name = $"Agenția {Guid.NewGuid():N}";
        Assert.Equal(0, (await RunAsync("add", name)).ExitCode);
        var (exitCode, secret, told) = await RunAsync("key", "add", name, "--scope", "read", "--days", "3650");
        Assert.Equal(0, exitCode);
        Assert.Contains("shown this once", told, StringComparison.Ordinal);
        var partner = (await PartnerClient.AddAsync(api, name)).WithKey(secret.Trim());
        Assert.Equal(["read"], (await partner.GetAsync("/v1/partner")).GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));

        var next = partner.WithKey((await RunAsync("key", "rotate", partner.Prefix, "--overlap-days", "1")).Output.Trim());
        await next.GetAsync("/v1/partner");

        Assert.Equal(0, (await RunAsync("key", "revoke", next.Prefix)).ExitCode);
        Assert.Equal("keyRevoked", (await next.ProblemAsync(HttpStatusCode.Unauthorized, HttpMethod.Get, "/v1/partner")).GetProperty("code").GetString());
        var list = (await RunAsync("key", "list", name)).Output;
        Assert.Matches($"{next.Prefix}  read .*revoked", list);
        Assert.DoesNotContain(secret.Trim().Split('_', 3)[2], list, StringComparison.Ordinal);
        Assert.Equal(
            ["partnerAdded operator", "keyIssued operator", "keyRotated operator", "keyRevoked operator"],
            await api.SqlListAsync<string>("SELECT kind || ' ' || changed_by FROM partner_events WHERE partner = $1 ORDER BY happened_at, id", name));
    }

    [Theory]
    [InlineData("There is no partner nobody", "key", "add", "nobody")]
    [InlineData("There is no partner nobody", "key", "list", "nobody")]
    [InlineData("No key begins with aaaaaaaa", "key", "revoke", "aaaaaaaa")]
    [InlineData("No key begins with aaaaaaaa", "key", "rotate", "aaaaaaaa")]
    [InlineData("Give a name of 1 to 100 characters", "add", "a/b")]
    [InlineData("--days has to be from 1 to 3650", "key", "add", "nobody", "--days", "3651")]
    public async Task What_cannot_be_done_is_told_in_a_sentence(string sentence, params string[] arguments)
    {
        var (exitCode, _, error) = await RunAsync(arguments);
        Assert.NotEqual(0, exitCode);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_given_once()
    {
        var name = $"Once {Guid.NewGuid():N}";
        await RunAsync("add", name);
        var (exitCode, _, error) = await RunAsync("add", name);
        Assert.Equal((1, $"There is a partner {name} already."), (exitCode, error.Trim()));
    }

    private Task<PortalProgram.Outcome> RunAsync(params string[] arguments) => PortalProgram.RunAsync(api, AppContext.BaseDirectory, ["partner", .. arguments]);
}
