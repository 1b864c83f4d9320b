using Portal.Api.Features.Organisations;
using Portal.Api.Platform.Search;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Organisations;

public sealed class GetOrganisationFacetsTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Theory]
    [InlineData("", 3, "MD 2, RO 1", "edu 2, cult 1")]
    [InlineData("country=MD", 2, "MD 2, RO 1", "cult 1, edu 1")]
    [InlineData("topic=edu", 2, "MD 1, RO 1", "edu 2, cult 1")]
    [InlineData("country=MD&topic=edu", 1, "MD 1, RO 1", "cult 1, edu 1")]
    [InlineData("hasOpenProjects=true", 1, "RO 1", "edu 1")]
    [InlineData("text=windmill", 1, "MD 1", "cult 1")]
    [InlineData("text=windmil", 1, "MD 1", "cult 1")]
    [InlineData("support=dietary", 0, "", "")]
    public async Task A_facet_is_not_shrunk_by_its_own_filter_and_is_by_the_others(string query, int total, string countries, string topics)
    {
        await FillAsync();

        var facets = await api.GetAsync<OrganisationFacets>($"/v1/organisations/facets?{query}");

        Assert.Equal(total, facets.Total);
        Assert.Equal(countries, Told(facets.Facets.Country));
        Assert.Equal(topics, Told(facets.Facets.Topic));
        Assert.Equal(total, (await api.GetAsync<OrganisationPage>($"/v1/organisations?{query}")).Total);
    }

    [Fact]
    public async Task Countries_are_named_in_the_language_asked_for()
    {
        await FillAsync();

        var facets = await api.GetAsync<OrganisationFacets>("/v1/organisations/facets?language=ro&country=MD&topic=cult");

        Assert.Equal("Republica Moldova", Assert.Single(facets.Facets.Country).Label);
        Assert.Equal("Creativity and culture", facets.Facets.Topic[0].Label);
    }

    private async Task FillAsync()
    {
        await api.EmptyAsync();
        await api.AddOrganisationAsync(Some.Organisation with { Name = "Windmill", Country = "MD", Topics = ["cult"] });
        await api.AddOrganisationAsync(Some.Organisation with { Name = "Watermill", Country = "MD", Topics = ["edu"] });
        await api.AddProjectAsync(organisation: await api.AddOrganisationAsync(Some.Organisation with { Name = "Mill", Country = "RO", Topics = ["edu"] }));
    }

    private static string Told(IEnumerable<FacetValue> values) => string.Join(", ", values.Select(value => $"{value.Value} {value.Count}"));
}
