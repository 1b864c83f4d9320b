using System.Net;
using Portal.Api.Domain;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Sitemap;

public sealed class GetSitemapPagesTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Fact]
    public async Task Projects_are_told_until_they_end_or_are_withdrawn()
    {
        await api.EmptyAsync();
        var today = PortalApi.Today;
        var open = await api.AddProjectAsync();
        var lastDay = await api.AddProjectAsync(Some.Project with { StartsOn = today.AddDays(-30), EndsOn = today, Deadline = today.AddDays(-60) });
        await api.AddProjectAsync(Some.Project with { StartsOn = today.AddDays(-30), EndsOn = today.AddDays(-1), Deadline = null });
        var withdrawn = await api.AddProjectAsync();
        await api.ChangeAsync<Project>(withdrawn.Id, found => found.Withdraw(api.Clock.GetUtcNow()));

        Assert.Equal(new[] { open.Id, lastDay.Id }.Order(), await IdsAsync("/v1/sitemap/pages"));
    }

    [Fact]
    public async Task A_page_says_when_it_was_last_changed()
    {
        await api.EmptyAsync();
        var project = await api.AddProjectAsync();
        api.Clock.Advance(TimeSpan.FromHours(1));
        await api.ChangeAsync<Project>(project.Id, found => found.Confirm(api.Clock.GetUtcNow()));
        var page = Assert.Single((await api.GetJsonAsync("/v1/sitemap/pages")).GetProperty("items").EnumerateArray());
        Assert.Equal(await api.SqlValueAsync<DateTime>("SELECT updated_at FROM projects WHERE id = $1", project.Id), page.GetProperty("updatedAt").GetDateTime().ToUniversalTime());
    }

    [Fact]
    public async Task Organisations_are_told_until_they_are_withdrawn_and_from_a_key_on()
    {
        await api.EmptyAsync();
        var (one, other, gone) = (await api.AddOrganisationAsync(), await api.AddOrganisationAsync(), await api.AddOrganisationAsync());
        await api.SqlAsync("UPDATE organisations SET withdrawn_at = now() WHERE id = $1", gone.Id);
        var expected = new[] { one.Id, other.Id }.Order().ToList();

        Assert.Equal(expected, await IdsAsync("/v1/sitemap/pages?kind=organisation"));
        Assert.Equal([expected[0]], await IdsAsync("/v1/sitemap/pages?kind=organisation&limit=1"));
        Assert.Equal([expected[1]], await IdsAsync($"/v1/sitemap/pages?kind=organisation&after={expected[0]}"));
        Assert.Empty(await IdsAsync($"/v1/sitemap/pages?kind=organisation&after={expected[1]}"));
    }

    [Theory]
    [InlineData("kind=person", "kind")]
    [InlineData("limit=5001", "limit")]
    [InlineData("after=x", "after")]
    public async Task What_is_no_part_is_refused(string query, string field)
    {
        var problem = await api.GetProblemAsync($"/v1/sitemap/pages?{query}", HttpStatusCode.BadRequest);
        Assert.Contains(problem.GetProperty("errors").EnumerateObject(), error => error.Name == field);
    }

    private async Task<List<Guid>> IdsAsync(string path) =>
        [.. (await api.GetJsonAsync(path)).GetProperty("items").EnumerateArray().Select(page => page.GetProperty("id").GetGuid())];
}
