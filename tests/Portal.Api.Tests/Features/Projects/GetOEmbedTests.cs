using System.Net;
using System.Text.Json;
using Portal.Api.Domain;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Projects;

public sealed class GetOEmbedTests(PortalApi api) : IClassFixture<PortalApi>
{
    private const string Web = "http://127.0.0.1:5173";

    [Fact]
    public async Task A_project_page_is_embedded_as_a_quotation()
    {
        var organisation = await api.AddOrganisationAsync(new() { Name = "Casa & Co", Country = "MD" });
        var project = await api.AddProjectAsync(Some.Project with { Title = "Garden for <all>", Town = "Chișinău", Language = "ro" }, organisation);

        var embedded = await EmbedAsync($"{Web}/projects/{project.Id}");

        Assert.Equal(
            ["author_name", "author_url", "cache_age", "height", "html", "provider_name", "provider_url", "title", "type", "version", "width"],
            embedded.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal(("rich", "1.0", "European Youth Portal", $"{Web}/"), (Text(embedded, "type"), Text(embedded, "version"), Text(embedded, "provider_name"), Text(embedded, "provider_url")));
        Assert.Equal(("Garden for <all>", "Casa & Co", $"{Web}/organisations/{organisation.Id}"), (Text(embedded, "title"), Text(embedded, "author_name"), Text(embedded, "author_url")));
        Assert.Equal(
            $"""<blockquote cite="{Web}/projects/{project.Id}" lang="en"><p><a href="{Web}/projects/{project.Id}" lang="ro">Garden for &lt;all&gt;</a></p>"""
            + "<p>Casa &amp; Co<br>Chișinău, Moldova<br>1 Apr 2027 – 31 May 2027</p></blockquote>",
            Text(embedded, "html"));
        Assert.Equal((550, 160), (embedded.GetProperty("width").GetInt32(), embedded.GetProperty("height").GetInt32()));
    }

    [Fact]
    public async Task It_is_in_the_language_of_the_page()
    {
        var project = await api.AddProjectAsync(Some.Project with { Country = "DE" });
        var embedded = await EmbedAsync($"{Web}/ro/projects/{project.Id}/?from=elsewhere#apply");
        Assert.Contains("Germania<br>1 apr. 2027 – 31 mai 2027", Text(embedded, "html"), StringComparison.Ordinal);
        Assert.Contains($"href=\"{Web}/ro/projects/{project.Id}\"", Text(embedded, "html"), StringComparison.Ordinal);
        Assert.StartsWith($"{Web}/ro/organisations/", Text(embedded, "author_url"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_fit_is_left_out()
    {
        var project = await api.AddProjectAsync();
        var embedded = await EmbedAsync($"{Web}/projects/{project.Id}", "&maxwidth=300&maxheight=100");
        Assert.True(embedded.GetProperty("width").GetInt32() <= 300);
        Assert.True(embedded.GetProperty("height").GetInt32() <= 100);
        Assert.DoesNotContain("2027", Text(embedded, "html"), StringComparison.Ordinal);

        var roomy = await EmbedAsync($"{Web}/projects/{project.Id}", "&maxwidth=3000&maxheight=3000&format=json");
        Assert.Equal((550, 160), (roomy.GetProperty("width").GetInt32(), roomy.GetProperty("height").GetInt32()));
    }

    [Fact]
    public async Task Contact_details_in_a_title_are_masked()
    {
        var project = await api.AddProjectAsync(Some.Project with { Title = "Write to casa@example.org" });
        Assert.DoesNotContain("casa@example.org", (await EmbedAsync($"{Web}/projects/{project.Id}")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task XML_is_not_implemented()
    {
        var project = await api.AddProjectAsync();
        var problem = await api.GetProblemAsync($"/v1/oembed?format=xml&url={Web}/projects/{project.Id}", HttpStatusCode.NotImplemented);
        Assert.Equal("formatNotImplemented", problem.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData($"{Web}/")]
    [InlineData($"{Web}/organisations/01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11")]
    [InlineData($"{Web}/projects/7")]
    [InlineData($"{Web}/qq/projects/01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11")]
    [InlineData("https://elsewhere.example/projects/01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11")]
    [InlineData("javascript:alert(1)")]
    public async Task Any_other_page_is_not_found(string page) =>
        Assert.Equal("notFound", (await api.GetProblemAsync($"/v1/oembed?url={Uri.EscapeDataString(page)}", HttpStatusCode.NotFound)).GetProperty("code").GetString());

    [Fact]
    public async Task Projects_that_are_not_there_are_told_apart()
    {
        var withdrawn = await api.AddProjectAsync();
        await api.ChangeAsync<Project>(withdrawn.Id, found => found.Withdraw(api.Clock.GetUtcNow()));
        await api.GetProblemAsync($"/v1/oembed?url={Web}/projects/{withdrawn.Id}", HttpStatusCode.Gone);
        await api.GetProblemAsync($"/v1/oembed?url={Web}/projects/{Guid.NewGuid()}", HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("", "url")]
    [InlineData("?url=projects", "url")]
    [InlineData("?url=http://127.0.0.1:5173/&format=yaml", "format")]
    public async Task A_question_that_cannot_be_understood_is_refused(string query, string field)
    {
        var problem = await api.GetProblemAsync($"/v1/oembed{query}", HttpStatusCode.BadRequest);
        Assert.Contains(problem.GetProperty("errors").EnumerateObject(), error => error.Name == field);
    }

    private Task<JsonElement> EmbedAsync(string page, string more = "") => api.GetJsonAsync($"/v1/oembed?url={Uri.EscapeDataString(page)}{more}");

    private static string Text(JsonElement embedded, string member) => embedded.GetProperty(member).GetString()!;
}
