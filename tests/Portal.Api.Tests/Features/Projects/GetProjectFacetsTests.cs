using Portal.Api.Domain;
using Portal.Api.Features.Projects;
using Portal.Api.Platform.Database;
using Portal.Api.Platform.Search;
using Microsoft.Extensions.DependencyInjection;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Projects;

/// <summary>What facets tell. That every count agrees with the search is in <see cref="SearchProjectsOracleTests"/>.</summary>
public sealed class GetProjectFacetsTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Fact]
    public async Task Countries_come_the_most_frequent_first_with_their_names_in_the_language_asked_for()
    {
        await FillAsync();

        var facets = await FacetsAsync("language=ro");

        Assert.Equal(["RO Romania 2", "GR Greece 1", "MD Moldova 1"], Told((await FacetsAsync("")).Country));
        Assert.Equal(["RO România 2", "GR Grecia 1", "MD Republica Moldova 1"], Told(facets.Country));
    }

    [Fact]
    public async Task A_facet_is_not_shrunk_by_its_own_filter_and_is_by_the_others()
    {
        await FillAsync();

        var facets = await FacetsAsync("country=MD&topic=cult");

        Assert.Equal(["MD Moldova 1"], Told(facets.Country));
        Assert.Equal(["cult Creativity and culture 1", "edu Education and training 1"], Told(facets.Topic));
        Assert.Equal(["individual Individual volunteering 1"], Told(facets.ActivityType));
    }

    [Fact]
    public async Task Codes_have_the_labels_of_their_lists()
    {
        await FillAsync();

        var facets = await FacetsAsync("");

        Assert.Equal(["edu Education and training 3", "cult Creativity and culture 1"], Told(facets.Topic));
        Assert.Equal(["individual Individual volunteering 1", "team Volunteering in a team 1"], Told(facets.ActivityType));
        Assert.Equal("dietary Special dietary requirements are catered for 4", Assert.Single(Told(facets.Support)));
        Assert.Equal(["open Open for applications 4", "full Every place is taken 1", "ended The project has ended 1"], Told(facets.Availability));
        Assert.Equal(["1-2 1–2 weeks 1", "3-8 3–8 weeks 1", "9-26 9–26 weeks 1", "53- 53 weeks or more 1"], Told(facets.Duration));
        Assert.Equal(["2027-04 April 2027 3", "2027-05 May 2027 1"], Told(facets.StartMonth));
    }

    [Fact]
    public async Task Only_the_facets_asked_for_are_counted()
    {
        await FillAsync();

        var facets = await FacetsAsync("facet=topic&facet=duration");

        Assert.NotNull(facets.Topic);
        Assert.NotNull(facets.Duration);
        Assert.Null(facets.Country);
        Assert.Null(facets.ActivityType);
        Assert.Null(facets.Support);
        Assert.Null(facets.Availability);
        Assert.Null(facets.StartMonth);
    }

    [Fact]
    public async Task What_ended_long_ago_is_counted_among_the_ended_ones()
    {
        await FillAsync();
        await api.AddProjectAsync(Some.Project with { Title = "Long ago", Country = "MD", StartsOn = new(2019, 1, 1), EndsOn = new(2019, 2, 1), Deadline = null });
        await api.Services.GetRequiredService<SearchArchive>().MoveAsync(CancellationToken.None);

        Assert.Equal(2, await api.SqlValueAsync<long>("SELECT count(*) FROM project_search_archive"));
        Assert.Equal(["open Open for applications 1", "ended The project has ended 1"], Told((await FacetsAsync("country=MD")).Availability));
        Assert.Equal(["ended The project has ended 1"], Told((await FacetsAsync("text=ago")).Availability));
        Assert.Equal(0, (await api.GetAsync<ProjectFacets>("/v1/projects/facets?text=ago")).Total);
    }

    [Fact]
    public async Task A_misspelt_word_is_counted_as_the_search_reads_it()
    {
        await FillAsync();

        Assert.Equal(1, (await api.GetAsync<ProjectFacets>("/v1/projects/facets?text=carnaval")).Total);
        Assert.Equal(1, (await api.GetAsync<ProjectFacets>("/v1/projects/facets?text=carnavla")).Total);
    }

    private async Task FillAsync()
    {
        await api.EmptyAsync();
        var organisation = await api.AddOrganisationAsync(Some.Organisation with { InclusionSupports = ["dietary"] });
        foreach (var facts in new[]
        {
            Some.Project with { Title = "Carnaval", Country = "MD", Topics = ["edu", "cult"], ActivityType = "individual" },
            Some.Project with { Country = "RO", Topics = ["edu"], ActivityType = "team", StartsOn = new(2027, 5, 1) },
            Some.Project with { Country = "RO", Topics = ["edu"], StatedWeeks = 2 },
            Some.Project with { Country = "GR", EndsOn = new(2028, 12, 31) },
            Some.Project with { Country = "CZ", Places = Places.Full },
            Some.Project with { Country = "CZ", StartsOn = new(2026, 10, 1), EndsOn = new(2026, 11, 30), Deadline = null },
        })
        {
            await api.AddProjectAsync(facts, organisation);
        }
    }

    private async Task<ProjectFacetValues> FacetsAsync(string query) => (await api.GetAsync<ProjectFacets>($"/v1/projects/facets?{query}")).Facets;

    private static IEnumerable<string> Told(IReadOnlyList<FacetValue>? values) => values!.Select(value => $"{value.Value} {value.Label} {value.Count}");
}
