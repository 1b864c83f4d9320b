using System.Net;
using System.Text.Json;
using Portal.Api.Domain;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Platform.LinkedData;

/// <summary>Projects and organisations in the words of schema.org, for whoever asks for them so.</summary>
public sealed class LinkedDataTests(PublicOperations api) : IClassFixture<PublicOperations>
{
    private const string Web = "http://127.0.0.1:5173";
    private const string LinkedDataType = "application/ld+json";

    [Theory]
    [InlineData(LinkedDataType, LinkedDataType)]
    [InlineData("application/ld+json, application/json", LinkedDataType)]
    [InlineData("application/ld+json, application/json;q=0.9, */*;q=0.1", LinkedDataType)]
    [InlineData("application/json;q=0.5, application/ld+json", LinkedDataType)]
    [InlineData("text/turtle, application/ld+json;q=0.8, */*;q=0.2", LinkedDataType)]
    [InlineData(null, "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("application/*", "application/json")]
    [InlineData("application/json", "application/json")]
    [InlineData("application/json, application/ld+json;q=0.9", "application/json")]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/json")]
    [InlineData("text/html", "application/json")]
    [InlineData("application/vnd.api+json", "application/json")]
    public async Task The_form_is_the_one_that_is_asked_for_and_JSON_else(string? accept, string expected)
    {
        foreach (var operation in new[] { "GetProject", "GetOrganisation" })
        {
            using var response = await AskAsync(api.Path(operation), accept);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(expected, response.Content.Headers.ContentType?.MediaType);
            Assert.Contains("Accept", response.Headers.Vary);
        }
    }

    [Fact]
    public async Task Each_form_has_a_tag_of_its_own_that_answers_304()
    {
        using var json = await AskAsync(api.Path("GetProject"), "application/json");
        using var linked = await AskAsync(api.Path("GetProject"), LinkedDataType);
        Assert.NotEqual(json.Headers.ETag, linked.Headers.ETag);

        using var known = await api.SendAsync(HttpMethod.Get, api.Path("GetProject"), ("Accept", LinkedDataType), ("If-None-Match", linked.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        using var other = await api.SendAsync(HttpMethod.Get, api.Path("GetProject"), ("Accept", LinkedDataType), ("If-None-Match", json.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task A_project_is_an_event_with_everything_that_validators_ask_for()
    {
        var organisation = await api.AddOrganisationAsync(new() { Name = "Casa", Country = "MD" });
        var project = await api.AddProjectAsync(
            Some.Project with
            {
                Title = "Garden, call +373 22 000 000",
                Description = "You **help**.\n\n- Write to casa@example.org\n- See [us](https://example.org)",
                Town = "Chișinău",
                Location = new Location(47, 28.8),
                Topics = ["natr"],
                Language = "ro",
                StatedWeeks = 8,
                ApplyUrl = "https://example.org/apply",
                Strand = "humanitarianAid",
            },
            organisation);
        var (page, organiser) = ($"{Web}/projects/{project.Id}", $"{Web}/organisations/{organisation.Id}");

        await AssertIsAsync(
            $$$"""
            {
              "@context": "https://schema.org",
              "@type": ["Event", "EducationalOccupationalProgram"],
              "@id": "{{{page}}}",
              "url": "{{{page}}}",
              "identifier": "{{{project.Id}}}",
              "name": "Garden, call •••",
              "description": "You help. Write to ••• See us",
              "inLanguage": "ro",
              "startDate": "2027-04-01",
              "endDate": "2027-05-31",
              "applicationDeadline": "2027-02-28",
              "timeToComplete": "P8W",
              "eventStatus": "https://schema.org/EventScheduled",
              "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
              "typicalAgeRange": "18-35",
              "keywords": ["Environment and natural protection"],
              "location": {
                "@type": "Place", "name": "Chișinău",
                "address": { "@type": "PostalAddress", "addressLocality": "Chișinău", "addressCountry": "MD" },
                "geo": { "@type": "GeoCoordinates", "latitude": 47, "longitude": 28.8 }
              },
              "organizer": { "@type": "NGO", "@id": "{{{organiser}}}", "url": "{{{organiser}}}", "name": "Casa" },
              "provider": { "@type": "NGO", "@id": "{{{organiser}}}", "url": "{{{organiser}}}", "name": "Casa" },
              "offers": { "@type": "Offer", "url": "https://example.org/apply", "availability": "https://schema.org/InStock", "validThrough": "2027-02-28" }
            }
            """,
            $"/v1/projects/{project.Id}");
    }

    [Fact]
    public async Task What_is_not_known_is_left_out_and_what_is_over_is_not_offered()
    {
        var project = await api.AddProjectAsync(Some.Project with { Deadline = null });
        var told = await LinkedAsync($"/v1/projects/{project.Id}");
        foreach (var member in new[] { "description", "inLanguage", "applicationDeadline" })
        {
            Assert.False(told.TryGetProperty(member, out _), member);
        }

        Assert.Equal("MD", told.GetProperty("location").GetProperty("name").GetString());
        Assert.Equal($"{Web}/projects/{project.Id}", told.GetProperty("offers").GetProperty("url").GetString());
        Assert.False((await LinkedAsync($"/v1/projects/{project.Id}?asOf=2027-12-31")).TryGetProperty("offers", out _));
        await api.ChangeAsync<Project>(project.Id, found => found.Revise(found.Organisation, Some.Project with { Places = "full", Deadline = null }));
        Assert.Equal("https://schema.org/SoldOut", (await LinkedAsync($"/v1/projects/{project.Id}")).GetProperty("offers").GetProperty("availability").GetString());
    }

    [Fact]
    public async Task A_long_description_is_cut_between_words()
    {
        var project = await api.AddProjectAsync(Some.Project with { Description = string.Concat(Enumerable.Repeat("wörd ", 400)) });
        var description = (await LinkedAsync($"/v1/projects/{project.Id}")).GetProperty("description").GetString()!;
        Assert.InRange(description.Length, 990, 1_000);
        Assert.EndsWith("wörd…", description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_organisation_is_an_NGO_without_its_contact_details()
    {
        var organisation = await api.AddOrganisationAsync(new()
        {
            Name = "Casa",
            Country = "XK",
            Pic = "947123456",
            Description = "Call +373 22 000 000.",
            Website = "https://example.org",
            Email = "casa@example.org",
            Phone = "+373 22 111 111",
            Topics = ["edu"],
        });
        var page = $"{Web}/organisations/{organisation.Id}";

        await AssertIsAsync(
            $$$"""
            {
              "@context": "https://schema.org",
              "@type": "NGO",
              "@id": "{{{page}}}",
              "url": "{{{page}}}",
              "name": "Casa",
              "description": "Call •••.",
              "location": { "@type": "Place", "name": "XK", "address": { "@type": "PostalAddress", "addressCountry": "XK" } },
              "address": { "@type": "PostalAddress", "addressCountry": "XK" },
              "keywords": ["Education and training"],
              "sameAs": ["https://example.org"],
              "identifier": { "@type": "PropertyValue", "propertyID": "PIC", "value": "947123456" }
            }
            """,
            $"/v1/organisations/{organisation.Id}");
    }

    [Fact]
    public async Task Failures_stay_problem_documents()
    {
        using var response = await AskAsync($"/v1/projects/{Guid.NewGuid()}", LinkedDataType);
        await PortalApi.ProblemOf(response, HttpStatusCode.NotFound);
    }

    private async Task<JsonElement> LinkedAsync(string path)
    {
        using var response = await AskAsync(path, LinkedDataType);
        Assert.Equal(LinkedDataType, response.Content.Headers.ContentType?.MediaType);
        return JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());
    }

    private async Task AssertIsAsync(string expected, string path) =>
        Assert.Equal(JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(expected)), JsonSerializer.Serialize(await LinkedAsync(path)));

    private Task<HttpResponseMessage> AskAsync(string path, string? accept) =>
        api.SendAsync(HttpMethod.Get, path, accept is null ? [] : [("Accept", accept)]);
}
