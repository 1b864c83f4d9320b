using System.Net;
using Npgsql;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Platform;

/// <summary>What happens to requests beyond what is worked on at once.</summary>
public sealed class OverloadTests(PortalApi api) : IClassFixture<PortalApi>
{
    private const int AtOnce = 2;

    [Fact]
    public async Task Who_waits_too_long_is_sent_away_and_what_was_taken_is_answered()
    {
        await using var reader = new Reader(api.ConnectionString, ("Overload:Concurrent", "2"));
        var kept = await reader.AskAsync("/v1/reference");
        await using var connection = new NpgsqlConnection(api.ConnectionString);
        await connection.OpenAsync();
        await using var blocking = await connection.BeginTransactionAsync();
        await using (var locking = new NpgsqlCommand("LOCK TABLE organisations IN ACCESS EXCLUSIVE MODE", connection))
        {
            await locking.ExecuteNonQueryAsync();
        }

        var asked = Enumerable.Range(0, 12).Select(_ => reader.Client.GetAsync($"/v1/organisations/{Guid.NewGuid()}")).ToList();
        while (asked.Count(request => request.IsCompleted) < asked.Count - AtOnce)
        {
            reader.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        foreach (var refused in asked.Where(request => request.IsCompleted))
        {
            var response = await refused;
            var problem = await PortalApi.ProblemOf(response, HttpStatusCode.ServiceUnavailable);
            Assert.Equal("overloaded", problem.GetProperty("code").GetString());
            Assert.Equal("1", Assert.Single(response.Headers.GetValues("Retry-After")));
        }

        // What is kept, other kinds of requests and the operator's are answered meanwhile.
        Assert.Equal(("portal; hit", kept.Tag), ((await reader.AskAsync("/v1/reference")) is var again ? again.Status : "", again.Tag));
        foreach (var path in new[] { "/v1/changes/projects", "/health/ready", "/metrics" })
        {
            Assert.Equal((path, HttpStatusCode.OK), (path, (await reader.Client.GetAsync(path)).StatusCode));
        }

        await blocking.RollbackAsync();

        var answered = (await Task.WhenAll(asked)).Count(response => response.StatusCode == HttpStatusCode.NotFound);
        Assert.Equal(AtOnce, answered);
        Assert.Equal(HttpStatusCode.OK, (await reader.Client.GetAsync("/v1/projects")).StatusCode);
    }
}
