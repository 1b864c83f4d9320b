using System.Net;
using Portal.Api.Domain;
using Portal.Api.Features.Projects;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Projects;

/// <summary>What is offered to somebody who is still typing.</summary>
public sealed class SuggestProjectsTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Theory]
    // The beginning of a name
    [InlineData("chi", "town Chișinău")]
    [InlineData("CHIȘ", "town Chișinău")]
    [InlineData("house by", "organisation House by the river")]
    [InlineData("after", "title After-school club")]
    [InlineData("after-sch", "title After-school club")]
    [InlineData("after sch", "title After-school club")]
    // The beginning of a word inside it
    [InlineData("riv", "organisation House by the river")]
    [InlineData("clu", "title After-school club")]
    [InlineData("school clu", "title After-school club")]
    [InlineData("mold", "country Moldova")]
    [InlineData("educ", "topic Education and training")]
    // A slip of the finger
    [InlineData("chisniau", "town Chișinău")]
    [InlineData("chissin", "town Chișinău")]
    [InlineData("scholl", "title After-school club")]
    // A country's code is no part of a name
    [InlineData("countr")]
    // Nothing near
    [InlineData("zebra")]
    [InlineData("!")]
    public async Task Names_are_completed(string text, params string[] expected)
    {
        await FillAsync();

        Assert.Equal(expected, (await CompletionsAsync(text)).Select(completion => $"{completion.Kind} {completion.Text}"));
    }

    [Fact]
    public async Task Each_kind_brings_what_it_can_be_searched_for_by()
    {
        await FillAsync();

        var town = Assert.Single(await CompletionsAsync("chi"));
        Assert.Equal(("MD", 47.02, 28.83, 2), (town.Country, town.Location!.Latitude, town.Location.Longitude, town.Total));
        Assert.Null(town.Id);

        var organisation = Assert.Single(await CompletionsAsync("house"));
        Assert.Equal(HttpStatusCode.OK, (await api.Client.GetAsync($"/v1/organisations/{organisation.Id}")).StatusCode);
        Assert.Equal(2, organisation.Total);

        var title = Assert.Single(await CompletionsAsync("after"));
        Assert.Equal("After-school club", (await api.GetAsync<ProjectDetail>($"/v1/projects/{title.Id}")).Title);

        Assert.Equal(("MD", 2), (Assert.Single(await CompletionsAsync("mold")).Code, Assert.Single(await CompletionsAsync("mold")).Total));
        Assert.Equal(("edu", 1), (Assert.Single(await CompletionsAsync("educ")).Code, Assert.Single(await CompletionsAsync("educ")).Total));
    }

    [Fact]
    public async Task Countries_are_found_and_named_in_the_language_asked_for()
    {
        await FillAsync();

        Assert.Equal("Republica Moldova", Assert.Single(await CompletionsAsync("repub", "&language=ro")).Text);
        Assert.Equal("Молдова", Assert.Single(await CompletionsAsync("молд", "&language=bg")).Text);
    }

    [Fact]
    public async Task Nothing_is_offered_that_is_not_open_for_applications()
    {
        await api.EmptyAsync();
        await api.AddProjectAsync(Some.Project with { Title = "Harbour", Town = "Soroca", Places = Places.Full, Topics = ["edu"] });
        await api.AddProjectAsync(Some.Project with { Title = "Harbour light", Town = "Soroca", Deadline = PortalApi.Today.AddDays(-1), Topics = ["edu"] });

        foreach (var text in new[] { "harb", "soro", "house", "mold", "educ" })
        {
            Assert.Empty(await CompletionsAsync(text));
        }
    }

    [Fact]
    public async Task Names_that_many_projects_share_come_once_and_before_rarer_ones()
    {
        await api.EmptyAsync();
        var organisation = await api.AddOrganisationAsync();
        foreach (var title in new[] { "Garden", "Garden party", "Garden", "GARDEN!" })
        {
            await api.AddProjectAsync(Some.Project with { Title = title }, organisation);
        }

        var completions = await CompletionsAsync("gard");

        Assert.Equal([3, 1], completions.Select(completion => completion.Total));
        Assert.Equal("Garden party", completions[1].Text);
    }

    [Fact]
    public async Task There_are_as_many_as_asked_for_and_not_more()
    {
        await api.EmptyAsync();
        var organisation = await api.AddOrganisationAsync();
        foreach (var number in Enumerable.Range(0, 25))
        {
            await api.AddProjectAsync(Some.Project with { Title = $"Garden {number}" }, organisation);
        }

        Assert.Equal(10, (await CompletionsAsync("garden")).Count);
        Assert.Equal(3, (await CompletionsAsync("garden", "&limit=3")).Count);
        Assert.Equal(20, (await CompletionsAsync("garden", "&limit=20")).Count);
    }

    [Theory]
    [InlineData("", "text")]
    [InlineData("text=", "text")]
    [InlineData("text=%20", "text")]
    [InlineData("text=a%00", "text")]
    [InlineData("text=a&limit=0", "limit")]
    [InlineData("text=a&limit=21", "limit")]
    [InlineData("text=a&language=xx", "language")]
    public async Task What_cannot_be_asked_is_refused(string query, string parameter)
    {
        var problem = await api.GetProblemAsync($"/v1/projects/suggestions?{query}", HttpStatusCode.BadRequest);
        Assert.True(problem.GetProperty("errors").TryGetProperty(parameter, out _));
    }

    private async Task FillAsync()
    {
        await api.EmptyAsync();
        var organisation = await api.AddOrganisationAsync();
        await api.AddProjectAsync(
            Some.Project with { Town = "Chișinău", Location = new Location(47.02, 28.83), Topics = ["edu"] }, organisation);
        await api.AddProjectAsync(
            Some.Project with { Title = "Lights", Town = "CHIȘINĂU", Location = new Location(47.02, 28.83) }, organisation);
    }

    private async Task<IReadOnlyList<SearchCompletion>> CompletionsAsync(string text, string more = "") =>
        (await api.GetAsync<SearchCompletions>($"/v1/projects/suggestions?text={Uri.EscapeDataString(text)}{more}")).Items;
}
