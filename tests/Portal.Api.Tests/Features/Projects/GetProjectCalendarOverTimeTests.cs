using Portal.Api.Domain;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Projects;

/// <summary>What a calendar says days and months later. Apart from the others, because the clock only goes forward.</summary>
public sealed class GetProjectCalendarOverTimeTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Fact]
    public async Task A_cancelled_day_stays_for_ninety_days()
    {
        // Dates far enough for the deadline to be still ahead.
        var facts = Some.Project with { Deadline = new(2027, 12, 1), StartsOn = new(2028, 1, 1), EndsOn = new(2028, 3, 1) };
        var project = await api.AddProjectAsync(facts);
        await api.ChangeAsync<Project>(project.Id, found => found.Withdraw(api.Clock.GetUtcNow()));
        var path = $"/v1/projects/deadlines.ics?organisationId={project.OrganisationId}";

        api.Clock.Advance(TimeSpan.FromDays(90));
        Assert.Equal("CANCELLED", Assert.Single(await EventsAsync(path))["STATUS"]);

        // The next day in Brussels.
        api.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await EventsAsync(path));
    }

    [Fact]
    public async Task The_same_content_is_the_same_bytes()
    {
        var project = await api.AddProjectAsync(Some.Project with { Deadline = new(2027, 12, 1), StartsOn = new(2028, 1, 1), EndsOn = new(2028, 3, 1) });
        var path = $"/v1/projects/deadlines.ics?organisationId={project.OrganisationId}";
        var before = await api.Client.GetByteArrayAsync(path);

        api.Clock.Advance(TimeSpan.FromDays(1));
        await api.AddProjectAsync();

        Assert.Equal(before, await api.Client.GetByteArrayAsync(path));
    }

    private async Task<List<CalendarText.Event>> EventsAsync(string path) => CalendarText.Parse(await api.Client.GetByteArrayAsync(path)).Events;
}
