using System.Net;
using Portal.Api.Domain;
using Portal.Api.Features.Projects;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Projects;

/// <summary>Everybody sees how a project has changed, and nothing that is not theirs to see.</summary>
public sealed class GetProjectHistoryTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Fact]
    public async Task Each_change_tells_which_fields_went_from_what_to_what_the_last_first()
    {
        var project = await api.AddProjectAsync(Some.Project with { Topics = ["edu"] });
        api.Clock.Advance(TimeSpan.FromHours(1));
        await ReviseAsync(project, Some.Project with { Topics = ["edu", "socl"], Deadline = new DateOnly(2027, 3, 15), RequiresCv = true });
        api.Clock.Advance(TimeSpan.FromHours(1));
        await ReviseAsync(project, Some.Project with { Topics = ["edu", "socl"], Deadline = null, RequiresCv = true, Description = "Write to anna@example.org." });

        var history = await HistoryAsync(project.Id);

        Assert.Equal(3, history.Total);
        Assert.Equal(["changed", "changed", "created"], history.Items.Select(entry => entry.Kind));
        Assert.Equal(
            ["description:  → Write to •••.", "deadline: 2027-03-15 → ", "deadline: 2027-02-28 → 2027-03-15", "topics: edu → edu socl", "requiresCv:  → true"],
            history.Items.SelectMany(entry => entry.Fields).Select(field => $"{field.Field}: {field.From} → {field.To}"));
        Assert.Equal(api.Clock.GetUtcNow(), history.Items[0].ChangedAt);
        Assert.Equal(history.Items.Select(entry => entry.ChangeNumber).OrderDescending(), history.Items.Select(entry => entry.ChangeNumber));
    }

    [Fact]
    public async Task What_only_its_partner_knows_is_not_told()
    {
        var partner = await PartnerClient.WithOrganisationAsync(api);
        var id = Guid.Parse((await partner.PublishAsync("secret-key-17")).GetProperty("id").GetString()!);
        await partner.PublishAsync("secret-key-17", PartnerClient.Project(("title", "Changed")));
        await api.SqlAsync("UPDATE projects SET external_id = 'secret-key-18' WHERE id = $1", id);

        var text = (await api.GetJsonAsync($"/v1/projects/{id}/history")).GetRawText();

        Assert.DoesNotContain("secret-key", text, StringComparison.Ordinal);
        Assert.DoesNotContain(partner.Name, text, StringComparison.Ordinal);
        Assert.Equal(["changed", "created"], (await HistoryAsync(id)).Items.Select(entry => entry.Kind));
    }

    [Fact]
    public async Task It_comes_in_pages_and_goes_with_the_project()
    {
        var project = await api.AddProjectAsync();
        foreach (var number in Enumerable.Range(1, 4))
        {
            await ReviseAsync(project, Some.Project with { Title = $"Title {number}" });
        }

        var page = await api.GetAsync<ProjectHistory>($"/v1/projects/{project.Id}/history?page=2&pageSize=2");
        Assert.Equal((5, "Title 2"), (page.Total, Assert.Single(page.Items[0].Fields).To));

        await api.ChangeAsync<Project>(project.Id, found => found.Withdraw(api.Clock.GetUtcNow()));
        await api.GetProblemAsync($"/v1/projects/{project.Id}/history", HttpStatusCode.Gone);
        await api.GetProblemAsync($"/v1/projects/{Guid.Empty}/history", HttpStatusCode.NotFound);
    }

    private Task<Project> ReviseAsync(Project project, ProjectFacts facts) =>
        api.ChangeAsync<Project>(project.Id, found => found.Revise(found.Organisation, facts));

    private Task<ProjectHistory> HistoryAsync(Guid id) => api.GetAsync<ProjectHistory>($"/v1/projects/{id}/history");
}
