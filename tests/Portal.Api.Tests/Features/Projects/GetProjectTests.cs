using System.Net;
using Portal.Api.Domain;
using Portal.Api.Features.Projects;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Projects;

public sealed class GetProjectTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Fact]
    public async Task A_project_is_told_with_its_facts()
    {
        var project = await api.AddProjectAsync(Some.Project with { Title = "Garden for all", Town = "CHIȘINĂU" });

        var told = await api.GetAsync<ProjectDetail>($"/v1/projects/{project.Id}");

        Assert.Equal("Garden for all", told.Title);
        Assert.Equal("CHIȘINĂU", told.Town);
        Assert.Equal("open", told.Availability);
    }

    [Fact]
    public async Task A_project_that_never_was_is_not_found()
    {
        var problem = await api.GetProblemAsync($"/v1/projects/{Guid.CreateVersion7()}", HttpStatusCode.NotFound);

        Assert.Equal("projectNotFound", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_withdrawn_project_is_gone()
    {
        var project = await api.AddProjectAsync();
        await api.ChangeAsync<Project>(project.Id, found => found.Withdraw(api.Clock.GetUtcNow()));

        var problem = await api.GetProblemAsync($"/v1/projects/{project.Id}", HttpStatusCode.Gone);

        Assert.Equal("projectWithdrawn", problem.GetProperty("code").GetString());
    }
}
