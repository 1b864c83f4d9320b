using Portal.Api.Domain;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Changes;

public sealed class GetOrganisationChangesTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Fact]
    public async Task Organisations_come_without_their_contacts_and_withdrawn_ones_as_deleted()
    {
        await api.EmptyAsync();
        var gone = await api.AddOrganisationAsync(Some.Organisation with { Name = "Gone" });
        var stays = await api.AddOrganisationAsync(Some.Organisation with { Name = "Stays", Email = "anna@example.org", Phone = "+373 22 123 456", Description = "Ring +373 22 123 456." });
        await api.ChangeAsync<Organisation>(gone.Id, found => found.Withdraw(api.Clock.GetUtcNow(), hasProjects: false));

        var page = await api.GetJsonAsync("/v1/changes/organisations");

        Assert.Equal([$"updated {stays.Id}", $"deleted {gone.Id}"], page.GetProperty("items").EnumerateArray().Select(item => $"{item.GetProperty("state").GetString()} {item.GetProperty("id").GetString()}"));
        var data = page.GetProperty("items")[0].GetProperty("data");
        Assert.Equal(("Stays", "Ring •••."), (data.GetProperty("name").GetString(), data.GetProperty("description").GetString()));
        Assert.DoesNotContain("anna@example.org", page.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("123 456", page.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("country=RO", "")]
    [InlineData("country=MD&topic=edu", "Casa")]
    [InlineData("support=mentoring", "Casa")]
    [InlineData("support=dietary", "")]
    public async Task With_filters_what_does_not_match_comes_as_deleted(string filter, string names)
    {
        await api.EmptyAsync();
        await api.AddOrganisationAsync(Some.Organisation with { Name = "Casa", Country = "MD", Topics = ["edu"], InclusionSupports = ["mentoring"] });

        var item = Assert.Single((await api.GetJsonAsync($"/v1/changes/organisations?{filter}")).GetProperty("items").EnumerateArray());

        Assert.Equal(names, item.TryGetProperty("data", out var data) ? data.GetProperty("name").GetString() : "");
    }
}
