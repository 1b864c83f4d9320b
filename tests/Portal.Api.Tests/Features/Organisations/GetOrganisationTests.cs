using System.Net;
using System.Text.Json;
using Portal.Api.Domain;
using Portal.Api.Features.Organisations;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Organisations;

public sealed class GetOrganisationTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Fact]
    public async Task A_profile_tells_everything_about_an_organisation()
    {
        var organisation = await api.AddOrganisationAsync(new()
        {
            Pic = "947123456",
            Name = "Casa",
            Description = "We run **two** clubs.",
            Town = "Chișinău",
            Country = "MD",
            Location = new Location(47.0245, 28.8323),
            Website = "https://example.org",
            Email = "casa@example.org",
            Phone = "+373 22 000 000",
            Topics = ["migr", "socl"],
            Labels = [new("host", "2025-1-MD01", new DateOnly(2027, 12, 31)), new("support", null, null)],
            InclusionSupports = ["mentoring"],
        });

        var told = await api.GetJsonAsync($"/v1/organisations/{organisation.Id}");

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["id"] = $"\"{organisation.Id}\"",
                ["pic"] = "\"947123456\"",
                ["name"] = "\"Casa\"",
                ["town"] = "\"Chișinău\"",
                ["country"] = "\"MD\"",
                ["location"] = """{"latitude":47.0245,"longitude":28.8323}""",
                ["topics"] = """["migr","socl"]""",
                ["supports"] = """["mentoring"]""",
                ["openProjects"] = "0",
                ["description"] = "\"We run **two** clubs.\"",
                ["website"] = "\"https://example.org\"",
                ["email"] = "\"casa@example.org\"",
                ["phone"] = "\"+373 22 000 000\"",
                ["labels"] = """[{"role":"host","reference":"2025-1-MD01","validUntil":"2027-12-31"},{"role":"support","reference":null,"validUntil":null}]""",
                ["createdAt"] = "\"2027-01-10T10:00:00Z\"",
                ["updatedAt"] = "\"2027-01-10T10:00:00Z\"",
                ["changeNumber"] = $"{organisation.ChangeNumber}",
                ["projects"] = """{"items":[],"total":0}""",
            }.OrderBy(member => member.Key),
            told.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetRawText()).OrderBy(member => member.Key));
    }

    [Fact]
    public async Task Open_projects_come_first_the_next_deadline_first_and_then_closed_ones_from_the_latest_start_on()
    {
        var organisation = await api.AddOrganisationAsync();
        foreach (var facts in new[]
        {
            Some.Project with { Title = "ended", StartsOn = new(2026, 1, 1), EndsOn = new(2026, 2, 1), Deadline = null },
            Some.Project with { Title = "until filled", Deadline = null },
            Some.Project with { Title = "full", StartsOn = new(2027, 9, 1), EndsOn = new(2027, 9, 30), Deadline = null, Places = Places.Full },
            Some.Project with { Title = "late", Deadline = new DateOnly(2027, 3, 1) },
            Some.Project with { Title = "passed", StartsOn = new(2027, 8, 1), EndsOn = new(2027, 8, 31), Deadline = new DateOnly(2027, 1, 9) },
            Some.Project with { Title = "soon", Deadline = new DateOnly(2027, 1, 10) },
        })
        {
            await api.AddProjectAsync(facts, organisation);
        }

        await api.AddProjectAsync(Some.Project with { Title = "of another" });
        var withdrawn = await api.AddProjectAsync(Some.Project with { Title = "withdrawn" }, organisation);
        await api.ChangeAsync<Project>(withdrawn.Id, found => found.Withdraw(api.Clock.GetUtcNow()));

        var profile = await ProfileAsync(organisation.Id);

        Assert.Equal(["soon", "late", "until filled", "full", "passed", "ended"], profile.Projects.Items.Select(item => item.Title));
        Assert.Equal(6, profile.Projects.Total);
        Assert.Equal(3, profile.OpenProjects);
    }

    [Fact]
    public async Task Full_projects_are_closed_ones_in_the_order_whatever_their_deadline()
    {
        var organisation = await api.AddOrganisationAsync();
        foreach (var facts in new[]
        {
            Some.Project with { Title = "full, deadline ahead, early start", StartsOn = new(2027, 3, 1), Places = Places.Full },
            Some.Project with { Title = "passed, late start", StartsOn = new(2027, 5, 1), Deadline = new DateOnly(2027, 1, 1) },
            Some.Project with { Title = "full without deadline, latest start", StartsOn = new(2027, 5, 20), Deadline = null, Places = Places.Full },
        })
        {
            await api.AddProjectAsync(facts, organisation);
        }

        Assert.Equal(
            ["full without deadline, latest start", "passed, late start", "full, deadline ahead, early start"],
            (await ProfileAsync(organisation.Id)).Projects.Items.Select(item => item.Title));
    }

    [Fact]
    public async Task A_hundred_projects_are_listed_and_all_of_them_counted()
    {
        var organisation = await api.AddOrganisationAsync();
        await api.WriteAsync(db =>
        {
            db.Attach(organisation);
            db.AddRange(Enumerable.Range(0, 99).Select(_ => Project.Publish(organisation, Some.Project)));
            return Task.FromResult(0);
        });
        Assert.Equal((99, 99), await CountAsync());

        await api.AddProjectAsync(organisation: organisation);
        Assert.Equal((100, 100), await CountAsync());

        await api.AddProjectAsync(organisation: organisation);
        Assert.Equal((100, 101), await CountAsync());

        async Task<(int Items, int Total)> CountAsync()
        {
            var projects = (await ProfileAsync(organisation.Id)).Projects;
            return (projects.Items.Count, projects.Total);
        }
    }

    [Fact]
    public async Task Its_projects_are_told_as_of_the_day_asked_for()
    {
        var project = await api.AddProjectAsync();

        Assert.Equal(("open", false), Told(await ProfileAsync(project.OrganisationId)));
        Assert.Equal(("deadlinePassed", false), Told(await ProfileAsync(project.OrganisationId, "?asOf=2027-03-01")));
        Assert.Equal(("deadlinePassed", true), Told(await ProfileAsync(project.OrganisationId, "?asOf=2027-04-01")));
        Assert.Equal(("ended", true), Told(await ProfileAsync(project.OrganisationId, "?asOf=2027-06-01")));

        static (string Availability, bool Started) Told(OrganisationProfile profile) =>
            (Assert.Single(profile.Projects.Items).Availability, Assert.Single(profile.Projects.Items).Started);
    }

    [Fact]
    public async Task An_organisation_that_never_was_is_not_found_and_a_withdrawn_one_is_gone()
    {
        var organisation = await api.AddOrganisationAsync();
        await api.SqlAsync("UPDATE organisations SET withdrawn_at = now() WHERE id = $1", organisation.Id);

        Assert.Equal("organisationNotFound", Code(await api.GetProblemAsync($"/v1/organisations/{Guid.CreateVersion7()}", HttpStatusCode.NotFound)));
        Assert.Equal("organisationWithdrawn", Code(await api.GetProblemAsync($"/v1/organisations/{organisation.Id}", HttpStatusCode.Gone)));

        static string? Code(JsonElement problem) => problem.GetProperty("code").GetString();
    }

    private Task<OrganisationProfile> ProfileAsync(Guid id, string query = "") => api.GetAsync<OrganisationProfile>($"/v1/organisations/{id}{query}");
}
