using System.Net;
using Npgsql;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Platform;

/// <summary>What is answered when the database is broken, and when it is away and comes back.</summary>
public sealed class FailingDatabaseTests(TestServer server)
{
    private static readonly string[] Paths = ["/v1/projects", "/v1/organisations", $"/v1/projects/{Guid.NewGuid()}", $"/v1/organisations/{Guid.NewGuid()}", "/v1/reference"];

    [Fact]
    public async Task An_unexpected_failure_is_a_problem_that_gives_nothing_away()
    {
        var connectionString = await server.NewDatabaseAsync();
        await using var host = new PortalHost(connectionString);
        using var client = host.CreateClient();
        await using (var connection = new NpgsqlConnection(connectionString))
        {
            await connection.OpenAsync();
            await using var breaking = new NpgsqlCommand("DROP TABLE changes, projects, organisations, countries CASCADE", connection);
            await breaking.ExecuteNonQueryAsync();
        }

        foreach (var path in Paths)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Origin", "https://example.org" } } };
            using var response = await client.SendAsync(request);

            var problem = await PortalApi.ProblemOf(response, HttpStatusCode.InternalServerError);
            Assert.Equal("internalError", problem.GetProperty("code").GetString());
            Assert.DoesNotContain("relation", problem.GetRawText(), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Npgsql", problem.GetRawText(), StringComparison.OrdinalIgnoreCase);
            Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
            Assert.True(response.Headers.CacheControl?.NoStore);
        }
    }

    [Fact]
    public async Task While_the_database_is_away_that_is_said_and_afterwards_everything_is_answered_again()
    {
        var real = new NpgsqlConnectionStringBuilder(await server.NewDatabaseAsync());
        await using var cable = new Cable(real.Host!, real.Port);
        await using var host = new PortalHost(new NpgsqlConnectionStringBuilder(real.ConnectionString)
        {
            Host = "127.0.0.1",
            Port = cable.Port,
        }.ConnectionString);
        using var client = host.CreateClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/v1/projects?pageSize=1")).StatusCode);

        cable.Pull();

        foreach (var path in Paths)
        {
            using var response = await client.GetAsync(path);

            var problem = await PortalApi.ProblemOf(response, HttpStatusCode.ServiceUnavailable);
            Assert.Equal("databaseUnavailable", problem.GetProperty("code").GetString());
            Assert.Equal("2", Assert.Single(response.Headers.GetValues("Retry-After")));
            Assert.DoesNotContain("127.0.0.1", problem.GetRawText(), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/health/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);

        cable.PlugIn();

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/v1/projects")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);
    }
}
