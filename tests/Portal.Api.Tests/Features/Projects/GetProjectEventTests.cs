using System.Net;
using Portal.Api.Domain;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Projects;

public sealed class GetProjectEventTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Fact]
    public async Task The_stay_is_one_event_of_whole_days()
    {
        var project = await api.AddProjectAsync(Some.Project with { Title = "Call +373 22 123 456, now", Town = "Orhei" });

        using var response = await api.Client.GetAsync($"/v1/projects/{project.Id}/event.ics?language=ro");
        Assert.Equal("text/calendar; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        var stay = Assert.Single(CalendarText.Parse(await response.Content.ReadAsByteArrayAsync()).Events);

        Assert.Equal((project.StartsOn, project.EndsOn.AddDays(1)), (stay.Day("DTSTART"), stay.Day("DTEND")));
        Assert.Equal(($"stay-{project.Id}", "0", "CONFIRMED", "20270110T100000Z"), (stay["UID"], stay["SEQUENCE"], stay["STATUS"], stay["DTSTAMP"]));
        Assert.Equal(("Call •••, now", "Orhei, Republica Moldova"), (stay.Text("SUMMARY"), stay.Text("LOCATION")));
        Assert.False(stay.Has("GEO"));
    }

    [Fact]
    public async Task Days_that_change_raise_the_number_and_other_changes_do_not()
    {
        var project = await api.AddProjectAsync();
        await ReviseAsync(project, Some.Project with { EndsOn = new(2027, 6, 30) });
        await ReviseAsync(project, Some.Project with { EndsOn = new(2027, 6, 30), Deadline = new(2027, 3, 1) });
        await ReviseAsync(project, Some.Project with { StartsOn = new(2027, 4, 2), EndsOn = new(2027, 7, 1), Deadline = new(2027, 3, 1) });

        var stay = Assert.Single(CalendarText.Parse(await api.Client.GetByteArrayAsync($"/v1/projects/{project.Id}/event.ics")).Events);

        Assert.Equal("2", stay["SEQUENCE"]);
        Assert.Equal((new DateOnly(2027, 4, 2), new DateOnly(2027, 7, 2)), (stay.Day("DTSTART"), stay.Day("DTEND")));
    }

    [Fact]
    public async Task A_withdrawn_project_has_no_event_and_an_unknown_one_neither()
    {
        var project = await api.AddProjectAsync();
        await api.ChangeAsync<Project>(project.Id, found => found.Withdraw(api.Clock.GetUtcNow()));

        await api.GetProblemAsync($"/v1/projects/{project.Id}/event.ics", HttpStatusCode.Gone);
        await api.GetProblemAsync($"/v1/projects/{Guid.NewGuid()}/event.ics", HttpStatusCode.NotFound);
        await api.GetProblemAsync("/v1/projects/7/event.ics", HttpStatusCode.BadRequest);
    }

    private Task<Project> ReviseAsync(Project project, ProjectFacts facts) =>
        api.ChangeAsync<Project>(project.Id, found => found.Revise(found.Organisation, facts));
}
