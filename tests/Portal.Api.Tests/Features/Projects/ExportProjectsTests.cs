using System.Net;
using System.Text;
using System.Text.Json;
using CsvHelper;
using Portal.Api.Domain;
using Portal.Api.Features.Projects;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Projects;

/// <summary>A search is handed on whole, in forms that other programs read.</summary>
public sealed class ExportProjectsTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Fact]
    public async Task Each_line_is_what_getProject_answers()
    {
        await api.EmptyAsync();
        await AddAsync(GeneratedProjects.Generate(1, 20, PortalApi.Today, 200));

        var lines = await LinesAsync("availability=open&availability=full&availability=deadlinePassed&availability=ended");

        Assert.Equal(20, lines.Count);
        foreach (var line in lines)
        {
            Assert.Equal((await api.GetJsonAsync($"/v1/projects/{line.GetProperty("id").GetString()}")).GetRawText(), line.GetRawText());
        }
    }

    public static TheoryData<string> Filters =>
    [
        "", "text=garden", "text=%22a garden%22 -puppet", "country=MD&country=RO", "topic=edu", "activityType=team", "strand=volunteering",
        "availability=ended", "availability=full&availability=deadlinePassed", "eligibleCountry=IT", "near=47,28.8&radiusKm=100", "minWeeks=3&maxWeeks=20",
        "freeFrom=2027-02-01&freeTo=2027-05-31", "freeFrom=2027-02-01&freeTo=2027-05-31&fit=any", "startsFrom=2027-02-01", "startsTo=2027-02-01",
        "deadlineFrom=2027-01-15&deadlineTo=2027-02-15", "asOf=2026-12-01", "text=gardn", "support=mentoring",
    ];

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task It_is_what_a_search_with_the_same_filters_finds(string filter)
    {
        await api.EmptyAsync();
        await AddAsync(GeneratedProjects.Generate(2, 80, PortalApi.Today, 90));

        var found = (await api.GetAsync<ProjectPage>($"/v1/projects?{filter}&pageSize=100")).Items;
        var lines = await LinesAsync(filter);
        var records = CsvText.Parse(await TextAsync($"format=csv&{filter}"))[1..];

        Assert.Equal(found.Select(project => project.Id).Order(new ByText()), lines.Select(line => line.GetProperty("id").GetGuid()));
        Assert.Equal(lines.Select(line => line.GetProperty("id").GetString()), records.Select(record => record[0]));
        foreach (var line in lines)
        {
            var summary = found.Single(project => project.Id == line.GetProperty("id").GetGuid());
            Assert.Equal(summary.DistanceKm, line.GetProperty("distanceKm").ValueKind == JsonValueKind.Null ? null : line.GetProperty("distanceKm").GetDouble());
            Assert.Equal(summary.Fit?.State, line.GetProperty("fit").ValueKind == JsonValueKind.Null ? null : line.GetProperty("fit").GetProperty("state").GetString());
            Assert.Equal(summary.Availability, line.GetProperty("availability").GetString());
        }
    }

    [Fact]
    public async Task Contact_details_in_texts_are_masked()
    {
        const string Contact = "Write to anna@example.org or call +373 22 000 000.";
        var project = await api.AddProjectAsync(Some.Project with
        {
            Title = Contact, Description = Contact, ParticipantProfile = Contact, Accommodation = Contact, Training = Contact,
        });

        foreach (var format in new[] { "ndjson", "csv" })
        {
            var text = await TextAsync($"format={format}&organisationId={project.OrganisationId}");
            Assert.DoesNotContain("anna@", text, StringComparison.Ordinal);
            Assert.DoesNotContain("000 000", text, StringComparison.Ordinal);
            Assert.Equal(5, text.Split("Write to ••• or call •••.").Length - 1);
        }
    }

    [Fact]
    public async Task Hostile_texts_stay_texts_in_CSV()
    {
        var organisation = await api.AddOrganisationAsync();
        var titles = new Dictionary<Guid, string>();
        foreach (var title in Hostile.Titles)
        {
            var project = await api.AddProjectAsync(Some.Project with { Location = new(-12.5, -0.25) }, organisation);
            await api.SqlAsync("UPDATE projects SET title = $1, description = $1, training = $1 WHERE id = $2", title, project.Id);
            titles.Add(project.Id, title);
        }

        var text = await TextAsync($"format=csv&organisationId={organisation.Id}");

        var records = CsvText.Parse(text);
        Assert.Equal(Hostile.Titles.Length + 1, records.Count);
        var places = records[0].Index().ToDictionary(column => column.Item, column => column.Index);
        Assert.All(records[1..], record =>
        {
            var title = titles[Guid.Parse(record[places["id"]])];
            Assert.Equal(Harmless(title), record[places["title"]]);
            Assert.Equal(Harmless(title), record[places["description"]]);
            Assert.All(record.Where((_, column) => column != places["latitude"] && column != places["longitude"]), cell => Assert.DoesNotMatch("^[=+\\-@\t\r]", cell));
            Assert.Equal(("-12.5", "-0.25"), (record[places["latitude"]], record[places["longitude"]]));
        });

        // As the library reads it back.
        using var reader = CsvReader.FromText(text, CsvReaderOptions.Default);
        var read = new List<string>();
        while (reader.Read())
        {
            read.Add(reader["title"].ToString());
        }

        Assert.Equal(records[1..].Select(record => record[places["title"]]), read);
    }

    [Fact]
    public async Task A_CSV_file_says_what_its_columns_are_and_joins_lists()
    {
        var project = await api.AddProjectAsync(Some.Project with
        {
            Topics = ["edu", "cult"], EligibleCountries = ["IT", "MD"], RequiresCv = true, Description = "One\n\ntwo", Town = "Orhei", Deadline = null, StatedWeeks = 4,
        });

        var records = CsvText.Parse(await TextAsync($"format=csv&organisationId={project.OrganisationId}"));

        Assert.Equal(ProjectCsv.Columns, records[0]);
        var cells = records[0].Zip(Assert.Single(records[1..])).ToDictionary(cell => cell.First, cell => cell.Second);
        Assert.Equal(
            ("edu|cult", "IT|MD", "true", "", "One\n\ntwo", "", "2027-04-01", "4", "2027-01-10T10:00:00Z"),
            (cells["topics"], cells["eligibleCountries"], cells["requiresCv"], cells["requiresMotivation"], cells["description"], cells["deadline"], cells["startsOn"], cells["weeks"], cells["createdAt"]));
        Assert.Equal("House by the river", cells["organisationName"]);
    }

    [Theory]
    [InlineData("format=csv", false)]
    [InlineData("format=csv&bom=false", false)]
    [InlineData("format=csv&bom=true", true)]
    [InlineData("format=csv&bom=true&text=nothinglikethis", true)]
    [InlineData("format=ndjson", false)]
    public async Task A_byte_order_mark_comes_by_choice(string query, bool isMarked)
    {
        await api.AddProjectAsync();
        var bytes = await api.Client.GetByteArrayAsync($"/v1/projects/export?{query}");
        Assert.Equal(isMarked, bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble));
    }

    [Fact]
    public async Task A_mark_in_JSON_is_refused() =>
        Assert.True((await api.GetProblemAsync("/v1/projects/export?bom=true", HttpStatusCode.BadRequest)).GetProperty("errors").TryGetProperty("bom", out _));

    [Theory]
    [InlineData("ndjson", "application/x-ndjson")]
    [InlineData("csv", "text/csv; charset=utf-8; header=present")]
    public async Task The_answer_says_what_it_is_what_to_call_it_and_how_it_may_be_used(string format, string mediaType)
    {
        using var response = await api.Client.GetAsync($"/v1/projects/export?format={format}");

        Assert.Equal(mediaType, response.Content.Headers.ContentType?.ToString());
        Assert.Equal($"attachment; filename=projects-2027-01-10.{format}", response.Content.Headers.ContentDisposition?.ToString());
        Assert.Equal("<https://creativecommons.org/licenses/by/4.0/>; rel=\"license\"", Assert.Single(response.Headers.GetValues("Link")));
    }

    [Fact]
    public async Task A_corrected_word_is_told_in_a_link()
    {
        var project = await api.AddProjectAsync(Some.Project with { Title = "Lighthouse keepers" });

        using var response = await api.Client.GetAsync($"/v1/projects/export?text=lighthuose&organisationId={project.OrganisationId}");

        Assert.Contains(project.Id.ToString(), await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains($"<http://localhost/v1/projects/export?organisationId={project.OrganisationId}&text=lighthouse>; rel=\"canonical\"", Assert.Single(response.Headers.GetValues("Link")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tag_changes_with_what_is_found_and_with_nothing_else()
    {
        var project = await api.AddProjectAsync();
        var other = await api.AddProjectAsync();
        var path = $"/v1/projects/export?organisationId={project.OrganisationId}";
        var first = await TagAsync(path);
        Assert.NotEqual(first, await TagAsync($"{path}&format=csv"));
        Assert.NotEqual(await TagAsync($"{path}&format=csv&bom=true"), await TagAsync($"{path}&format=csv"));

        await api.SqlAsync("UPDATE projects SET title = 'Another title' WHERE id = $1", other.Id);
        Assert.Equal(first, await TagAsync(path));

        await api.SqlAsync("UPDATE projects SET title = 'Another title' WHERE id = $1", project.Id);
        var second = await TagAsync(path);
        Assert.NotEqual(first, second);

        await api.SqlAsync("UPDATE organisations SET name = 'Renamed' WHERE id = $1", project.OrganisationId);
        var third = await TagAsync(path);
        Assert.NotEqual(second, third);

        await api.ChangeAsync<Project>(project.Id, found => found.Withdraw(api.Clock.GetUtcNow()));
        var empty = await TagAsync(path);
        Assert.NotEqual(third, empty);
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "If-None-Match", empty } } };
        using var known = await api.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
    }

    [Theory]
    [InlineData("ndjson")]
    [InlineData("csv")]
    public async Task Whoever_was_cut_off_gets_exactly_the_rest(string format)
    {
        await api.EmptyAsync();
        await AddAsync(GeneratedProjects.Generate(3, 2_300, PortalApi.Today.AddDays(100), 60).Select(facts => facts with { Description = new string('x', 300) }));
        const string Filter = "availability=open&availability=full&availability=deadlinePassed&availability=ended";
        var whole = KeysOf(format, await TextAsync($"format={format}&{Filter}"));
        Assert.Equal(2_300, whole.Count);

        var cut = new StringBuilder();
        using (var response = await api.Client.GetAsync($"/v1/projects/export?format={format}&{Filter}", HttpCompletionOption.ResponseHeadersRead))
        {
            // What is read next is taken away while the first part is on its way.
            await api.SqlAsync("ALTER TABLE projects RENAME COLUMN training TO learning");
            try
            {
                using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
                var letters = new char[4096];
                await Assert.ThrowsAnyAsync<Exception>(async () =>
                {
                    for (int read; (read = await reader.ReadAsync(letters)) > 0;)
                    {
                        cut.Append(letters, 0, read);
                    }
                });
            }
            finally
            {
                await api.SqlAsync("ALTER TABLE projects RENAME COLUMN learning TO training");
            }
        }

        var first = KeysOf(format, cut.ToString());
        Assert.InRange(first.Count, 1, 2_299);
        var rest = KeysOf(format, await TextAsync($"format={format}&{Filter}&cursor={first[^1]}"));

        Assert.Equal(whole, first.Concat(rest));
        Assert.Empty(KeysOf(format, await TextAsync($"format={format}&{Filter}&cursor={whole[^1]}")));
    }

    [Fact]
    public async Task A_failure_before_the_first_project_is_a_problem()
    {
        await api.AddProjectAsync();
        await api.SqlAsync("ALTER TABLE projects RENAME COLUMN training TO learning");
        try
        {
            await api.GetProblemAsync("/v1/projects/export", HttpStatusCode.InternalServerError);
        }
        finally
        {
            await api.SqlAsync("ALTER TABLE projects RENAME COLUMN learning TO training");
        }
    }

    [Fact]
    public async Task No_connection_is_held_while_a_slow_reader_reads()
    {
        await api.EmptyAsync();
        await AddAsync(GeneratedProjects.Generate(4, 2_000, PortalApi.Today.AddDays(100), 60).Select(facts => facts with { Description = new string('x', 300) }));
        using var response = await api.Client.GetAsync("/v1/projects/export?availability=open&availability=full&availability=deadlinePassed", HttpCompletionOption.ResponseHeadersRead);

        // Nobody reads on, and yet a lock that waits for all readers comes through.
        await api.SqlAsync("DO $$ BEGIN LOCK TABLE projects, project_search IN ACCESS EXCLUSIVE MODE; END $$");

        Assert.NotEmpty(await response.Content.ReadAsStringAsync());
    }

    /// <summary>The keys of whole lines.</summary>
    private static List<string> KeysOf(string format, string text)
    {
        var end = text.LastIndexOf(format == "csv" ? "\r\n" : "\n", StringComparison.Ordinal) + (format == "csv" ? 2 : 1);
        return format == "csv"
            ? [.. CsvText.Parse(text[..end])[1..].Select(record => record[0])]
            : [.. text[..end].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line).GetProperty("id").GetString()!)];
    }

    private static string Harmless(string text) => text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? $"'{text}" : text;

    private async Task AddAsync(IEnumerable<ProjectFacts> facts)
    {
        var organisation = await api.AddOrganisationAsync();
        await api.WriteAsync(db =>
        {
            db.Attach(organisation);
            foreach (var fact in facts)
            {
                db.Add(Project.Publish(organisation, fact, null, null));
            }

            return Task.FromResult(true);
        });
    }

    private async Task<List<JsonElement>> LinesAsync(string query) =>
        [.. (await TextAsync(query)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];

    private async Task<string> TextAsync(string query)
    {
        using var response = await api.Client.GetAsync($"/v1/projects/export?{query}");
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{query}: {(int)response.StatusCode} {text}");
        return text;
    }

    private async Task<string> TagAsync(string path)
    {
        using var response = await api.Client.GetAsync(path);
        return response.Headers.ETag!.ToString();
    }

    /// <summary>The database orders keys by their bytes.</summary>
    private sealed class ByText : IComparer<Guid>
    {
        public int Compare(Guid one, Guid other) => string.CompareOrdinal(one.ToString(), other.ToString());
    }
}
