using System.Text.RegularExpressions;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Platform;

/// <summary>The neighbours of a page in its Link header.</summary>
public sealed partial class PageLinksTests(PageLinksTests.SevenProjects api) : IClassFixture<PageLinksTests.SevenProjects>
{
    [Theory]
    [InlineData("pageSize=3", "first=1 last=3 next=2")]
    [InlineData("pageSize=3&page=2", "first=1 last=3 next=3 prev=1")]
    [InlineData("pageSize=3&page=3", "first=1 last=3 prev=2")]
    [InlineData("pageSize=3&page=4", "first=1 last=3 prev=3")]
    [InlineData("pageSize=3&page=900", "first=1 last=3 prev=3")]
    [InlineData("pageSize=7", "first=1 last=1")]
    [InlineData("pageSize=20", "first=1 last=1")]
    [InlineData("pageSize=20&availability=ended", "first=1 last=1")]
    public async Task Each_page_names_its_neighbours(string query, string expected)
    {
        foreach (var collection in new[] { "projects", "organisations" })
        {
            if (collection == "organisations" && query.Contains("availability", StringComparison.Ordinal))
            {
                continue;
            }

            var links = await LinksAsync($"/v1/{collection}?{query}");

            Assert.Equal(
                expected,
                string.Join(' ', links.OrderBy(link => link.Key, StringComparer.Ordinal).Select(link => $"{link.Key}={Page().Match(link.Value).Groups[1].Value}")));
        }
    }

    [Fact]
    public async Task A_link_asks_the_same_question_and_can_be_followed_to_the_end()
    {
        // However it was asked, links ask it in one way.
        var text = Uri.EscapeDataString("\"after school\" & ünï");
        var links = await LinksAsync($"/v1/projects?text={text}&country=RO&country=MD&sort=start&pageSize=3");
        Assert.Equal($"/v1/projects?country=MD&country=RO&pageSize=3&sort=start&text={text}&page=1", Uri.UnescapeDataString(links["first"]).Replace("\"after school\" & ünï", Uri.EscapeDataString("\"after school\" & ünï"), StringComparison.Ordinal));

        var told = new List<Guid>();
        for (var next = "/v1/projects?pageSize=3&country=MD"; next is not null; next = (await LinksAsync(next)).GetValueOrDefault("next"))
        {
            told.AddRange((await api.GetAsync<Portal.Api.Features.Projects.ProjectPage>(next)).Items.Select(item => item.Id));
        }

        Assert.Equal(7, told.Count);
        Assert.Equal(7, told.Distinct().Count());
    }

    [Fact]
    public async Task What_is_no_page_has_no_links()
    {
        using var response = await api.Client.GetAsync("/v1/reference");

        Assert.False(response.Headers.Contains("Link"));
    }

    private async Task<Dictionary<string, string>> LinksAsync(string path)
    {
        using var response = await api.Client.GetAsync(path);
        return Assert.Single(response.Headers.GetValues("Link")).Split(", <")
            .Select(link => Link().Match(link))
            .ToDictionary(link => link.Groups["relation"].Value, link => link.Groups["target"].Value);
    }

    [GeneratedRegex("^<?(?<target>[^>]+)>; rel=\"(?<relation>[a-z]+)\"$")]
    private static partial Regex Link();

    [GeneratedRegex(@"[?&]page=(\d+)$")]
    private static partial Regex Page();

    public sealed class SevenProjects(TestServer server) : PortalApi(server), IAsyncLifetime
    {
        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            for (var i = 0; i < 7; i++)
            {
                await AddProjectAsync();
            }
        }
    }
}
