using System.Net;
using System.Text.Json;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Projects;

/// <summary>What others republish turns with the day in Brussels. One test, because the clock only goes forward.</summary>
public sealed class RepublishedOverMidnightTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Fact]
    public async Task The_day_turns_for_exports_calendars_and_feeds_at_midnight_in_Brussels()
    {
        var project = await api.AddProjectAsync(Some.Project with { Deadline = new(2027, 1, 10) });
        var all = $"organisationId={project.OrganisationId}&availability=open&availability=deadlinePassed";

        api.Clock.SetUtcNow(new(2027, 1, 10, 22, 59, 59, TimeSpan.Zero));
        var (today, availability, file) = await ExportAsync(all);
        Assert.Equal(("open", "projects-2027-01-10.ndjson"), (availability, file));
        Assert.Single(CalendarText.Parse(await api.Client.GetByteArrayAsync("/v1/projects/deadlines.ics")).Events);
        Assert.NotEmpty((await api.GetJsonAsync("/v1/projects/feed?format=json")).GetProperty("items").EnumerateArray());
        var fixedDay = (await ExportAsync($"{all}&asOf=2027-01-10")).Tag;

        api.Clock.SetUtcNow(new(2027, 1, 10, 23, 0, 0, TimeSpan.Zero));
        var (tomorrow, later, laterFile) = await ExportAsync(all, today);
        Assert.Equal(("deadlinePassed", "projects-2027-01-11.ndjson"), (later, laterFile));
        Assert.NotEqual(today, tomorrow);
        Assert.Empty(CalendarText.Parse(await api.Client.GetByteArrayAsync("/v1/projects/deadlines.ics")).Events);
        Assert.Empty((await api.GetJsonAsync("/v1/projects/feed?format=json")).GetProperty("items").EnumerateArray());

        // With the day given, the export stays the one of that day.
        Assert.Equal((fixedDay, "open"), await ExportAsync($"{all}&asOf=2027-01-10") is var (tag, told, _) ? (tag, told) : default);
    }

    private async Task<(string Tag, string Availability, string File)> ExportAsync(string query, string? known = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/projects/export?{query}");
        request.Headers.TryAddWithoutValidation("If-None-Match", known);
        using var response = await api.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var line = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
        return (response.Headers.ETag!.ToString(), line.GetProperty("availability").GetString()!, response.Content.Headers.ContentDisposition!.FileName!);
    }
}
