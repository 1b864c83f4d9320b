using System.Net;
using System.ServiceModel.Syndication;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Portal.Api.Domain;
using Portal.Api.Platform;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Projects;

/// <summary>Feed readers follow a search, in both forms.</summary>
public sealed class GetProjectFeedTests(GetProjectFeedTests.Site api) : IClassFixture<GetProjectFeedTests.Site>
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XName Lang = XNamespace.Xml + "lang";

    [Fact]
    public async Task An_entry_says_what_the_project_is_and_where_its_page_is()
    {
        var organisation = await api.AddOrganisationAsync(Some.Organisation with { Name = "Casa & Co" });
        var project = await api.AddProjectAsync(
            Some.Project with
            {
                Title = "Clubul copiilor", Language = "ro", Topics = ["edu", "cult"], Town = "Orhei", ApplyUrl = "https://example.org/apply",
                Description = "Un **club**.", Training = "- unu\n- doi",
            },
            organisation);
        api.Clock.Advance(TimeSpan.FromHours(1));
        await api.ChangeAsync<Project>(project.Id, found => found.Confirm(api.Clock.GetUtcNow()));

        var (feed, xml) = await AtomAsync($"organisationId={organisation.Id}");
        var entry = Assert.Single(feed.Items);
        Assert.Equal($"urn:uuid:{project.Id}", entry.Id);
        Assert.Equal("Clubul copiilor", entry.Title.Text);
        Assert.Equal(api.Clock.GetUtcNow(), entry.LastUpdatedTime);
        Assert.Equal(api.Clock.GetUtcNow().AddHours(-1), entry.PublishDate);
        Assert.Equal(feed.LastUpdatedTime, entry.LastUpdatedTime);
        Assert.Equal("Casa & Co", Assert.Single(entry.Authors).Name);
        Assert.Equal([("edu", "Education and training"), ("cult", "Creativity and culture")], entry.Categories.Select(category => (category.Name, category.Label)));
        Assert.Equal(
            [("alternate", $"https://youth.example/portal/projects/{project.Id}"), ("related", "https://example.org/apply")],
            entry.Links.Select(link => (link.RelationshipType, link.Uri.AbsoluteUri)));
        Assert.Equal("Orhei, Moldova · 2027-04-01 – 2027-05-31 · apply by 2027-02-28", entry.Summary.Text);
        var content = Assert.IsType<TextSyndicationContent>(entry.Content);
        Assert.Equal("html", content.Type);
        Assert.Equal("<p>Un <strong>club</strong>.</p>\n<h3 lang=\"en\">Training</h3>\n<ul>\n<li>unu</li>\n<li>doi</li>\n</ul>\n", content.Text.ReplaceLineEndings("\n"));
        Assert.Equal(("ro", "en"), (xml.Root!.Element(Atom + "entry")!.Attribute(Lang)?.Value, xml.Root.Attribute(Lang)?.Value));

        var json = await JsonAsync($"organisationId={organisation.Id}");
        var item = Assert.Single(json.GetProperty("items").EnumerateArray());
        Assert.Equal(
            $$"""{"id":"urn:uuid:{{project.Id}}","url":"https://youth.example/portal/projects/{{project.Id}}","external_url":"https://example.org/apply","title":"Clubul copiilor","content_html":{{JsonSerializer.Serialize(content.Text, Relaxed)}},"summary":"Orhei, Moldova · 2027-04-01 – 2027-05-31 · apply by 2027-02-28","date_published":"{{api.Clock.GetUtcNow().AddHours(-1):yyyy-MM-dd'T'HH:mm:ss'Z'}}","date_modified":"{{api.Clock.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}}","authors":[{"name":"Casa & Co","url":"https://youth.example/portal/organisations/{{organisation.Id}}"}],"tags":["Education and training","Creativity and culture"],"language":"ro"}""",
            item.GetRawText());
    }

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_feed_says_what_it_is_whose_and_how_it_may_be_used()
    {
        // Addresses in an answer have the one order that every question is put into.
        const string Query = "country=MD&country=RO&language=ro&minWeeks=2&text=garden&topic=edu";
        var (feed, xml) = await AtomAsync(Query);

        Assert.Equal("Volunteering projects, with “garden”, in Republica Moldova or România, about Education and training, 2 weeks or more, open for applications", feed.Title.Text);
        Assert.Equal("European Youth Portal", Assert.Single(feed.Authors).Name);
        Assert.Equal("CC BY 4.0, https://creativecommons.org/licenses/by/4.0/", feed.Copyright.Text);
        Assert.StartsWith("urn:uuid:", feed.Id, StringComparison.Ordinal);
        var links = feed.Links.ToDictionary(link => link.RelationshipType, link => link.Uri.AbsoluteUri);
        Assert.Equal($"http://localhost/v1/projects/feed?{Query}", links["self"]);
        Assert.Equal("https://youth.example/portal/?country=MD&country=RO&minWeeks=2&text=garden&topic=edu", links["alternate"]);
        Assert.Equal("https://creativecommons.org/licenses/by/4.0/", links["license"]);
        foreach (var one in new[] { "id", "title", "updated" })
        {
            Assert.Single(xml.Root!.Elements(Atom + one));
        }

        var json = await JsonAsync(Query);
        Assert.Equal("https://jsonfeed.org/version/1.1", json.GetProperty("version").GetString());
        Assert.Equal(feed.Title.Text, json.GetProperty("title").GetString());
        Assert.Equal(links["alternate"], json.GetProperty("home_page_url").GetString());
        Assert.Equal("http://localhost/v1/projects/feed?country=MD&country=RO&format=json&language=ro&minWeeks=2&text=garden&topic=edu", json.GetProperty("feed_url").GetString());
        Assert.Equal("CC BY 4.0", json.GetProperty("_license").GetProperty("name").GetString());
        Assert.False(json.TryGetProperty("next_url", out _));
        Assert.Equal(feed.Id, (await AtomAsync($"{Query}&pageSize=3")).Feed.Id);
        Assert.NotEqual(feed.Id, (await AtomAsync("country=MD")).Feed.Id);
    }

    [Theory]
    [InlineData("", "Volunteering projects, open for applications")]
    [InlineData("availability=full&availability=ended&asOf=2026-05-01", "Volunteering projects, the project has ended or every place is taken as of 2026-05-01")]
    [InlineData("near=47.02,28.83&radiusKm=50&eligibleCountry=IT", "Volunteering projects, within 50 km of 47.02,28.83, for people who live in Italy, open for applications")]
    [InlineData("freeFrom=2027-06-15&freeTo=2027-08-31&startsFrom=2027-06-01", "Volunteering projects, for whoever is free from 2027-06-15 to 2027-08-31, starting on 2027-06-01 or later, open for applications")]
    [InlineData("deadlineFrom=2027-01-01&deadlineTo=2027-02-01&maxWeeks=8&strand=humanitarianAid", "Volunteering projects, Humanitarian aid volunteering, 8 weeks or fewer, with a deadline from 2027-01-01 to 2027-02-01, open for applications")]
    public async Task Its_title_says_the_search_in_words(string query, string title) => Assert.Equal(title, (await AtomAsync(query)).Feed.Title.Text);

    [Fact]
    public async Task Pages_lead_through_everything_once_the_last_published_first()
    {
        var organisation = await api.AddOrganisationAsync();
        var published = new List<Guid>();
        for (var number = 0; number < 11; number++)
        {
            // Some are published at the same moment.
            api.Clock.Advance(TimeSpan.FromMinutes(number % 2));
            published.Add((await api.AddProjectAsync(organisation: organisation)).Id);
        }

        var atom = new List<string>();
        for (var path = $"/v1/projects/feed?organisationId={organisation.Id}&pageSize=4"; path is not null;)
        {
            var (feed, _) = await ReadAtomAsync(path);
            atom.AddRange(feed.Items.Select(entry => entry.Id));
            path = feed.Links.SingleOrDefault(link => link.RelationshipType == "next")?.Uri.PathAndQuery;
            Assert.Equal($"/v1/projects/feed?organisationId={organisation.Id}&pageSize=4", feed.Links.Single(link => link.RelationshipType == "first").Uri.PathAndQuery);
        }

        var json = new List<string>();
        for (var path = $"/v1/projects/feed?organisationId={organisation.Id}&pageSize=4&format=json"; path is not null;)
        {
            var feed = await api.GetJsonAsync(path);
            json.AddRange(feed.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            path = feed.TryGetProperty("next_url", out var next) ? new Uri(next.GetString()!).PathAndQuery : null;
        }

        var expected = (await api.GetJsonAsync($"/v1/projects?organisationId={organisation.Id}&sort=newest&pageSize=100"))
            .GetProperty("items").EnumerateArray().Select(item => $"urn:uuid:{item.GetProperty("id").GetString()}").ToList();
        Assert.Equal(11, expected.Count);
        Assert.Equal(expected, atom);
        Assert.Equal(expected, json);
    }

    [Fact]
    public async Task A_cursor_of_another_search_is_refused()
    {
        var organisation = await api.AddOrganisationAsync();
        await api.AddProjectAsync(organisation: organisation);
        await api.AddProjectAsync(organisation: organisation);
        var next = new Uri((await JsonAsync($"organisationId={organisation.Id}&pageSize=1")).GetProperty("next_url").GetString()!).PathAndQuery;

        await api.GetProblemAsync($"{next}&country=MD", HttpStatusCode.BadRequest);
        await api.GetProblemAsync("/v1/projects/feed?cursor=nonsense", HttpStatusCode.BadRequest);
        await api.GetProblemAsync("/v1/projects/feed?page=2", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Nothing_in_a_text_can_run_load_or_give_away_a_contact()
    {
        var project = await api.AddProjectAsync(Some.Project with { Language = null });
        await api.SqlAsync("UPDATE projects SET description = $1 WHERE id = $2", Hostile.Markdown, project.Id);

        var html = Assert.IsType<TextSyndicationContent>(Assert.Single((await AtomAsync($"organisationId={project.OrganisationId}")).Feed.Items).Content).Text;
        Assert.Equal(html, Assert.Single((await JsonAsync($"organisationId={project.OrganisationId}")).GetProperty("items").EnumerateArray()).GetProperty("content_html").GetString());

        var body = new HtmlParser().ParseDocument(html).Body!;
        Assert.Empty(body.QuerySelectorAll("script, img, iframe, object, style, form, svg"));
        Assert.All(body.QuerySelectorAll("*").SelectMany(element => element.Attributes), attribute => Assert.Contains(attribute.Name, new[] { "href", "title", "rel", "class", "lang" }));
        Assert.Equal(["https://example.org/a?b=c&d=e", "https://example.org/auto"], body.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
        Assert.DoesNotContain("@example.org", body.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("22 123", body.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("anna", html.Replace("anna\\•", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("<script>alert(1)</script>", body.TextContent, StringComparison.Ordinal);
        Assert.Contains("good", body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_titles_and_names_stay_texts()
    {
        var organisation = await api.AddOrganisationAsync();
        foreach (var title in Hostile.Titles)
        {
            var project = await api.AddProjectAsync(organisation: organisation);
            await api.SqlAsync("UPDATE projects SET title = $1, description = repeat('> ', 3000) || $1, town = $1 WHERE id = $2", title, project.Id);
        }

        await api.SqlAsync("UPDATE organisations SET name = $1 WHERE id = $2", Hostile.Titles[10], organisation.Id);

        var (feed, _) = await AtomAsync($"organisationId={organisation.Id}");
        var titles = (await JsonAsync($"organisationId={organisation.Id}")).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("title").GetString()!).ToList();

        Assert.Equal(Hostile.Titles.Order(StringComparer.Ordinal), titles.Order(StringComparer.Ordinal));
        Assert.Equal(
            titles.Select(title => string.Concat(title.Where(letter => letter is not ('\u0001' or '\u0008' or '\uFFFF'))).ReplaceLineEndings("\n")),
            feed.Items.Select(entry => entry.Title.Text.ReplaceLineEndings("\n")));
    }

    [Fact]
    public async Task A_project_without_texts_and_language_has_a_line_and_hands_no_language_down()
    {
        var project = await api.AddProjectAsync(Some.Project with { Language = null, Deadline = null });

        var (feed, xml) = await AtomAsync($"organisationId={project.OrganisationId}");

        Assert.Equal("<p lang=\"en\">Moldova · 2027-04-01 – 2027-05-31 · open until filled</p>", WebUtility.HtmlDecode(((TextSyndicationContent)Assert.Single(feed.Items).Content).Text));
        Assert.Equal("", xml.Root!.Element(Atom + "entry")!.Attribute(Lang)?.Value);
        Assert.Equal("und", (await JsonAsync($"organisationId={project.OrganisationId}")).GetProperty("items")[0].GetProperty("language").GetString());
    }

    [Fact]
    public async Task It_changes_with_its_content_only()
    {
        var project = await api.AddProjectAsync(Some.Project with { EndsOn = new(2027, 12, 31), Deadline = new(2027, 11, 30) });
        var path = $"/v1/projects/feed?organisationId={project.OrganisationId}";
        var before = await api.Client.GetStringAsync(path);

        await api.AddProjectAsync();
        api.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(before, await api.Client.GetStringAsync(path));

        await api.ChangeAsync<Project>(project.Id, found => found.Confirm(api.Clock.GetUtcNow()));
        Assert.Equal(api.Clock.GetUtcNow(), (await ReadAtomAsync(path)).Feed.LastUpdatedTime);
    }

    [Fact]
    public async Task An_empty_feed_is_a_feed()
    {
        var (feed, _) = await AtomAsync($"organisationId={Guid.NewGuid()}");
        Assert.Empty(feed.Items);
        Assert.Equal(DateTimeOffset.UnixEpoch, feed.LastUpdatedTime);
        Assert.Empty((await JsonAsync($"organisationId={Guid.NewGuid()}")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_corrected_word_is_in_the_title()
    {
        await api.AddProjectAsync(Some.Project with { Title = "Windmill builders" });
        Assert.Contains("with “windmill”", (await AtomAsync("text=windmlil")).Feed.Title.Text, StringComparison.Ordinal);
    }

    private Task<(SyndicationFeed Feed, XDocument Xml)> AtomAsync(string query) => ReadAtomAsync($"/v1/projects/feed?{query}");

    private async Task<(SyndicationFeed Feed, XDocument Xml)> ReadAtomAsync(string path)
    {
        using var response = await api.Client.GetAsync(path);
        Assert.Equal("application/atom+xml; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        var text = await response.Content.ReadAsStringAsync();
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { CheckCharacters = true });
        return (SyndicationFeed.Load(reader), XDocument.Parse(text));
    }

    private async Task<JsonElement> JsonAsync(string query)
    {
        using var response = await api.Client.GetAsync($"/v1/projects/feed?{query}&format=json");
        Assert.Equal("application/feed+json; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        return JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
    }

    /// <summary>The portal with pages at an address of its own.</summary>
    public sealed class Site(TestServer server) : PortalApi(server)
    {
        protected override void AlsoAdd(IServiceCollection services) => services.AddSingleton(new PublicSite(
            new ConfigurationBuilder().AddInMemoryCollection([new("Portal:SiteUrl", "https://youth.example/portal")]).Build()));
    }
}
