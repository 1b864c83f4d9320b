using System.Net;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Platform;

/// <summary>The date in Brussels is part of what is cached. One test, because the clock only goes forward.</summary>
public sealed class CachingOverMidnightTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Fact]
    public async Task No_answer_is_fresh_beyond_midnight_in_Brussels_and_the_new_day_has_its_own()
    {
        var project = await api.AddProjectAsync(Some.Project with { Deadline = new DateOnly(2027, 1, 10), EndsOn = new(2027, 12, 31) });
        var path = $"/v1/projects/{project.Id}";

        // In winter Brussels is an hour ahead of UTC.
        var today = await AtAsync("2027-01-10T22:58:59.9Z", path, 60, 0);
        Assert.Equal(today, await AtAsync("2027-01-10T22:59:00Z", path, 60, 0));
        Assert.Equal(today, await AtAsync("2027-01-10T22:59:01Z", path, 59, 0));
        Assert.Equal(today, await AtAsync("2027-01-10T22:59:59.5Z", path, 0, 0));
        await AtAsync("2027-01-10T22:59:59.6Z", "/v1/reference", 0, 0);

        var tomorrow = await AtAsync("2027-01-10T23:00:00Z", path, 60);
        Assert.NotEqual(today, tomorrow);
        Assert.Equal("deadlinePassed", (await api.GetJsonAsync(path)).GetProperty("availability").GetString());
        Assert.Equal(0, (await api.GetJsonAsync("/v1/projects")).GetProperty("total").GetInt32());
        Assert.Equal(0, (await api.GetJsonAsync($"/v1/organisations/{project.OrganisationId}")).GetProperty("openProjects").GetInt32());
        using (var stale = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "If-None-Match", today } } })
        {
            Assert.Equal(HttpStatusCode.OK, (await api.Client.SendAsync(stale)).StatusCode);
        }

        // A day without a change of the content: the same tag, though it was asked on another date.
        Assert.Equal(tomorrow, await AtAsync("2027-01-12T12:00:00Z", path, 60));

        // The day of 23 hours ends at 22:00 UTC, the one of 25 hours at 23:00 UTC.
        await AtAsync("2027-03-27T22:30:00Z", "/v1/reference", 1800, 0);
        await AtAsync("2027-03-28T00:30:00Z", "/v1/reference", 3600);
        await AtAsync("2027-03-28T21:30:00Z", "/v1/reference", 1800, 0);
        await AtAsync("2027-03-28T21:59:59Z", path, 1, 0);
        await AtAsync("2027-10-30T21:59:30Z", path, 30, 0);
        await AtAsync("2027-10-31T21:59:30Z", path, 60);
        await AtAsync("2027-10-31T22:30:00Z", "/v1/reference", 1800, 0);
        await AtAsync("2027-10-31T22:59:30Z", path, 30, 0);
    }

    /// <param name="instant">When it is asked.</param>
    /// <param name="path">What is asked.</param>
    /// <param name="fresh">For how many seconds a reader may reuse the answer.</param>
    /// <param name="stale">For how many more a shared cache may give it while it asks; 30 while the day lasts.</param>
    private async Task<string> AtAsync(string instant, string path, int fresh, int? stale = null)
    {
        var cacheControl = $"public, max-age={fresh}, s-maxage={fresh / 2}, stale-while-revalidate={stale ?? 30}";
        api.Clock.SetUtcNow(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));
        using var response = await api.Client.GetAsync(path);
        Assert.Equal((instant, cacheControl), (instant, response.Headers.CacheControl?.ToString()));
        return response.Headers.ETag!.ToString();
    }
}
