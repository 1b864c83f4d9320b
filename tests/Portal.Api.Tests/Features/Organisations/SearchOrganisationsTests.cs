using System.Net;
using Portal.Api.Domain;
using Portal.Api.Features.Organisations;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Organisations;

public sealed class SearchOrganisationsTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Theory]
    [InlineData("", "Alpha", "Beta", "Gamma")]
    [InlineData("country=MD", "Alpha")]
    [InlineData("country=EL", "Beta")]
    [InlineData("country=MD&country=UK", "Alpha", "Gamma")]
    [InlineData("topic=edu", "Alpha", "Beta")]
    [InlineData("topic=edu&topic=cult", "Alpha", "Beta", "Gamma")]
    [InlineData("support=mentoring", "Alpha", "Beta")]
    [InlineData("support=mentoring&support=dietary", "Beta")]
    [InlineData("country=EL&topic=edu&support=dietary", "Beta")]
    [InlineData("country=MD&topic=cult")]
    [InlineData("text=alpha", "Alpha")]
    [InlineData("text=CHISINAU", "Alpha")]
    [InlineData("text=moldova", "Alpha")]
    [InlineData("text=creativity", "Gamma")]
    [InlineData("text=bicycles", "Beta")]
    [InlineData("text=bicycles%20alpha")]
    [InlineData("text=-alpha", "Beta", "Gamma")]
    [InlineData("text=%22repairs%20bicycles%22", "Beta")]
    [InlineData("text=%22bicycles%20repairs%22")]
    [InlineData("text=!!!")]
    public async Task Filters_apply_as_they_do_for_projects(string query, params string[] names)
    {
        await api.EmptyAsync();
        await api.AddOrganisationAsync(new() { Name = "Beta", Country = "GR", Topics = ["edu"], InclusionSupports = ["dietary", "mentoring"], Description = "It repairs bicycles." });
        await api.AddOrganisationAsync(new() { Name = "Gamma", Country = "GB", Topics = ["cult"] });
        await api.AddOrganisationAsync(new() { Name = "Alpha", Country = "MD", Town = "Chișinău", Topics = ["edu"], InclusionSupports = ["mentoring"] });

        Assert.Equal(names, (await NamesAsync(query)).Order());
    }

    [Theory]
    [InlineData("hasOpenProjects=true", "open")]
    [InlineData("hasOpenProjects=false", "closed", "none", "withdrawn")]
    [InlineData("hasOpenProjects=true&asOf=2026-12-01", "closed", "open")]
    [InlineData("hasOpenProjects=true&asOf=2027-02-28", "open")]
    [InlineData("hasOpenProjects=true&asOf=2027-03-01")]
    [InlineData("", "closed", "none", "open", "withdrawn")]
    public async Task Organisations_with_and_without_open_projects_are_told_apart_as_of_a_day(string query, params string[] names)
    {
        await api.EmptyAsync();
        await api.AddProjectAsync(organisation: await Named("open"));
        await api.AddProjectAsync(Some.Project with { Deadline = new DateOnly(2027, 1, 9) }, await Named("closed"));
        await Named("none");
        var withdrawn = await api.AddProjectAsync(organisation: await Named("withdrawn"));
        await api.ChangeAsync<Project>(withdrawn.Id, found => found.Withdraw(api.Clock.GetUtcNow()));

        Assert.Equal(names, await NamesAsync(query));

        Task<Organisation> Named(string name) => api.AddOrganisationAsync(Some.Organisation with { Name = name });
    }

    [Fact]
    public async Task Open_projects_are_counted_as_of_the_day_without_withdrawn_ones()
    {
        await api.EmptyAsync();
        var organisation = await api.AddOrganisationAsync();
        await api.AddProjectAsync(organisation: organisation);
        await api.AddProjectAsync(Some.Project with { Deadline = new DateOnly(2027, 1, 20) }, organisation);
        await api.AddProjectAsync(Some.Project with { Places = Places.Full }, organisation);
        var withdrawn = await api.AddProjectAsync(organisation: organisation);
        await api.ChangeAsync<Project>(withdrawn.Id, found => found.Withdraw(api.Clock.GetUtcNow()));

        Assert.Equal(2, Assert.Single((await PageAsync("")).Items).OpenProjects);
        Assert.Equal(1, Assert.Single((await PageAsync("asOf=2027-01-21")).Items).OpenProjects);
        Assert.Equal(0, Assert.Single((await PageAsync("asOf=2027-03-01")).Items).OpenProjects);
    }

    [Fact]
    public async Task The_directory_is_by_name_with_accents_and_case_aside_and_by_match_with_text()
    {
        await api.EmptyAsync();
        foreach (var name in new[] { "Ébène youth", "alpha", "Delta", "Čedok", "éa youth" })
        {
            await api.AddOrganisationAsync(new() { Name = name, Country = "MD", Description = name == "Delta" ? "For the youth." : null });
        }

        Assert.Equal(["alpha", "Čedok", "Delta", "éa youth", "Ébène youth"], await NamesAsync(""));
        Assert.Equal(["Delta", "éa youth", "Ébène youth"], await NamesAsync("text=youth&sort=name"));
        Assert.Equal("Delta", (await NamesAsync("text=youth"))[^1]);
        Assert.Equal("Delta", (await NamesAsync("text=youth&sort=relevance"))[^1]);
    }

    [Theory]
    [InlineData("l'atelier", null)]
    [InlineData("latelier", null)]
    [InlineData("ATELIER boucles", null)]
    [InlineData("boucle", null)]
    [InlineData("besancon", null)]
    [InlineData("frankreich", null)]
    [InlineData("atelire", "atelier")]
    [InlineData("besanson", "besançon")]
    [InlineData("\"atelire\"", "")]
    public async Task Names_are_found_in_other_forms_and_spellings(string text, string? corrected)
    {
        await api.EmptyAsync();
        await api.AddOrganisationAsync(new()
        {
            Name = "L'Atelier des Boucles", Country = "FR", Town = "Besançon", Description = "Nous sommes un atelier pour les jeunes et avec des jeunes.",
        });
        await api.AddOrganisationAsync(new() { Name = "Casa", Country = "MD" });

        var page = await PageAsync($"text={Uri.EscapeDataString(text)}");

        Assert.Equal(corrected == "" ? [] : ["L'Atelier des Boucles"], page.Items.Select(item => item.Name));
        Assert.Equal(corrected == "" ? null : corrected, page.CorrectedText);
    }

    [Fact]
    public async Task The_whole_name_comes_first_then_words_of_names_of_towns_and_of_descriptions()
    {
        await api.EmptyAsync();
        await api.AddOrganisationAsync(new() { Name = "in a description", Country = "MD", Description = "A harbour." });
        await api.AddOrganisationAsync(new() { Name = "in a town", Country = "MD", Town = "Harbour" });
        await api.AddOrganisationAsync(new() { Name = "Friends of the harbour", Country = "MD" });
        await api.AddOrganisationAsync(new() { Name = "Harbour", Country = "MD" });

        Assert.Equal(["Harbour", "Friends of the harbour", "in a town", "in a description"], await NamesAsync("text=harbour"));
    }

    [Fact]
    public async Task Relevance_needs_text()
    {
        var problem = await api.GetProblemAsync("/v1/organisations?sort=relevance", HttpStatusCode.BadRequest);

        Assert.Equal(["Sorting by relevance needs text."], problem.GetProperty("errors").GetProperty("sort").EnumerateArray().Select(message => message.GetString()));
    }

    [Fact]
    public async Task Pages_of_equal_names_neither_repeat_nor_miss()
    {
        await api.EmptyAsync();
        var keys = new List<Guid>();
        for (var i = 0; i < 11; i++)
        {
            keys.Add((await api.AddOrganisationAsync()).Id);
        }

        var told = new List<Guid>();
        for (var page = 1; page <= 4; page++)
        {
            var answer = await PageAsync($"pageSize=4&page={page}");
            Assert.Equal((11, page, 4), (answer.Total, answer.Page, answer.PageSize));
            told.AddRange(answer.Items.Select(item => item.Id));
        }

        Assert.Equal(keys.OrderBy(key => key.ToString(), StringComparer.Ordinal), told);
    }

    [Fact]
    public async Task Withdrawn_organisations_are_never_found()
    {
        await api.EmptyAsync();
        var organisation = await api.AddOrganisationAsync();
        await api.SqlAsync("UPDATE organisations SET withdrawn_at = now() WHERE id = $1", organisation.Id);

        Assert.Empty(await NamesAsync(""));
    }

    [Fact]
    public async Task A_summary_has_every_fact_in_its_place_and_no_address_to_write_to_or_call()
    {
        await api.EmptyAsync();
        var organisation = await api.AddOrganisationAsync(new()
        {
            Pic = "947123456",
            Name = "Casa",
            Town = "Chișinău",
            Country = "MD",
            Location = new Location(47.0245, 28.8323),
            Topics = ["migr"],
            InclusionSupports = ["mentoring"],
            Email = "casa@example.org",
            Phone = "+373 22 000 000",
            Website = "https://example.org",
            Description = "Words",
        });
        await api.AddProjectAsync(organisation: organisation);

        var page = await api.GetJsonAsync("/v1/organisations");

        Assert.Equal(
            $$"""{"id":"{{organisation.Id}}","pic":"947123456","name":"Casa","town":"Chișinău","country":"MD","location":{"latitude":47.0245,"longitude":28.8323},"topics":["migr"],"supports":["mentoring"],"openProjects":1}""",
            Assert.Single(page.GetProperty("items").EnumerateArray()).GetRawText());
        foreach (var path in new[] { "/v1/organisations", "/v1/projects", "/v1/organisations?text=casa", "/v1/projects?text=casa" })
        {
            var body = (await api.GetJsonAsync(path)).GetRawText();
            Assert.Contains("Casa", body, StringComparison.Ordinal);
            Assert.DoesNotContain("@", body, StringComparison.Ordinal);
            Assert.DoesNotContain("+373", body, StringComparison.Ordinal);
        }
    }

    private Task<OrganisationPage> PageAsync(string query) => api.GetAsync<OrganisationPage>($"/v1/organisations?{query}");

    private async Task<List<string>> NamesAsync(string query)
    {
        var page = await PageAsync(query);
        Assert.Equal(page.Items.Count, page.Total);
        return [.. page.Items.Select(item => item.Name)];
    }
}
