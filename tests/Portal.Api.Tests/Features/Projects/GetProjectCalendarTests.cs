using Portal.Api.Domain;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Projects;

/// <summary>Calendar programs subscribe to the deadlines of a search.</summary>
public sealed class GetProjectCalendarTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Fact]
    public async Task A_deadline_is_one_whole_day()
    {
        var project = await api.AddProjectAsync(Some.Project with { Topics = ["edu", "cult"], Town = "Orhei", Location = new(47.3819, 28.8231) });

        var calendar = await CalendarAsync($"organisationId={project.OrganisationId}");

        Assert.Equal(("PUBLISH", "PT6H", ";VALUE=DURATION"), (calendar["METHOD"], calendar["REFRESH-INTERVAL"], calendar.ParametersOf("REFRESH-INTERVAL")));
        Assert.Equal("Volunteering projects, of one organisation, open for applications", CalendarText.Unescaped(calendar["X-WR-CALNAME"]));
        var deadline = Assert.Single(calendar.Events);
        Assert.Equal((new DateOnly(2027, 2, 28), new DateOnly(2027, 3, 1)), (deadline.Day("DTSTART"), deadline.Day("DTEND")));
        Assert.Equal(($"deadline-{project.Id}", "0", "CONFIRMED", "TRANSPARENT"), (deadline["UID"], deadline["SEQUENCE"], deadline["STATUS"], deadline["TRANSP"]));
        Assert.Equal("20270110T100000Z", deadline["DTSTAMP"]);
        Assert.Equal("Last day to apply: After-school club", deadline.Text("SUMMARY"));
        Assert.Equal("Orhei, Moldova", deadline.Text("LOCATION"));
        Assert.Equal([47.3819, 28.8231], deadline["GEO"].Split(';').Select(degrees => double.Parse(degrees, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal($"http://127.0.0.1:5173/projects/{project.Id}", deadline["URL"]);
        Assert.Equal("Education and training,Creativity and culture", deadline["CATEGORIES"]);
        Assert.Equal($"House by the river\nOrhei, Moldova\n2027-04-01 – 2027-05-31\n\nhttp://127.0.0.1:5173/projects/{project.Id}", deadline.Text("DESCRIPTION"));
    }

    [Fact]
    public async Task What_is_open_until_filled_has_no_day()
    {
        var project = await api.AddProjectAsync(Some.Project with { Deadline = null });
        Assert.Empty((await CalendarAsync($"organisationId={project.OrganisationId}")).Events);
    }

    [Fact]
    public async Task A_deadline_that_moves_keeps_its_name_and_has_a_higher_number()
    {
        var project = await api.AddProjectAsync();
        await ReviseAsync(project, Some.Project with { Deadline = new(2027, 3, 5) });
        await ReviseAsync(project, Some.Project with { Deadline = new(2027, 3, 5), Title = "Another title" });
        await ReviseAsync(project, Some.Project with { Deadline = new(2027, 3, 9), Title = "Another title" });

        var deadline = Assert.Single((await CalendarAsync($"organisationId={project.OrganisationId}")).Events);

        Assert.Equal(($"deadline-{project.Id}", "2", new DateOnly(2027, 3, 9)), (deadline["UID"], deadline["SEQUENCE"], deadline.Day("DTSTART")));
    }

    [Fact]
    public async Task What_was_withdrawn_or_lost_its_deadline_is_cancelled_on_the_day_that_it_had()
    {
        var organisation = await api.AddOrganisationAsync();
        var withdrawn = await api.AddProjectAsync(Some.Project with { Country = "RO", Topics = ["edu"], Title = "Windmill" }, organisation);
        var undated = await api.AddProjectAsync(Some.Project with { Country = "MD", Deadline = new(2027, 2, 1) }, organisation);
        var both = await api.AddProjectAsync(Some.Project with { Country = "MD", Deadline = new(2027, 2, 2) }, organisation);
        var back = await api.AddProjectAsync(Some.Project with { Country = "MD" }, organisation);
        await api.ChangeAsync<Project>(withdrawn.Id, found => found.Withdraw(api.Clock.GetUtcNow()));
        await ReviseAsync(undated, Some.Project with { Deadline = null });
        await ReviseAsync(both, Some.Project with { Deadline = null });
        await api.ChangeAsync<Project>(both.Id, found => found.Withdraw(api.Clock.GetUtcNow()));
        await ReviseAsync(back, Some.Project with { Deadline = null });
        await ReviseAsync(back, Some.Project with { Deadline = new(2027, 2, 20) });

        var all = (await CalendarAsync($"organisationId={organisation.Id}")).Events.ToDictionary(one => one["UID"]);

        Assert.Equal(4, all.Count);
        Assert.Equal(("CANCELLED", "1", new DateOnly(2027, 2, 28)), Told(withdrawn));
        Assert.Equal(("CANCELLED", "1", new DateOnly(2027, 2, 1)), Told(undated));
        Assert.Equal(("CANCELLED", "2", new DateOnly(2027, 2, 2)), Told(both));
        Assert.Equal(("CONFIRMED", "2", new DateOnly(2027, 2, 20)), Told(back));

        // They are found by what they still say.
        foreach (var (query, expected) in new (string, Project[])[]
        {
            ("country=RO", [withdrawn]), ("country=MD", [undated, both, back]), ("topic=edu&country=RO", [withdrawn]), ("topic=cult", []),
            ("text=windmill", [withdrawn]), ("text=nothinglikethis", []), ("availability=full", []),
            ("deadlineTo=2027-02-10", [undated, both]), ("startsFrom=2027-06-01", []), ("eligibleCountry=IT", [withdrawn, undated, both, back]),
            ("eligibleCountry=US", []), ("minWeeks=50", []), ("asOf=2027-02-15", [withdrawn, back]),
        })
        {
            Assert.Equal(
                expected.Select(project => $"deadline-{project.Id}").Order(),
                (await CalendarAsync($"organisationId={organisation.Id}&{query}")).Events.Select(one => one["UID"]).Order());
        }

        (string, string, DateOnly) Told(Project project) => all[$"deadline-{project.Id}"] is var one ? (one["STATUS"], one["SEQUENCE"], one.Day("DTSTART")) : default;
    }

    [Fact]
    public async Task What_is_published_again_takes_place_again()
    {
        var partner = await PartnerClient.WithOrganisationAsync(api);
        var id = (await partner.PublishAsync("x")).GetProperty("id").GetString();
        var organisation = (await api.GetJsonAsync($"/v1/projects/{id}")).GetProperty("organisation").GetProperty("id").GetString();
        await partner.SendAsync(System.Net.HttpStatusCode.NoContent, HttpMethod.Delete, "/v1/partner/projects/x");
        Assert.Equal("CANCELLED", Assert.Single((await CalendarAsync($"organisationId={organisation}")).Events)["STATUS"]);

        await partner.PublishAsync("x");

        var deadline = Assert.Single((await CalendarAsync($"organisationId={organisation}")).Events);
        Assert.Equal(("CONFIRMED", "2"), (deadline["STATUS"], deadline["SEQUENCE"]));
    }

    [Fact]
    public async Task Nothing_is_said_of_what_was_erased()
    {
        var project = await api.AddProjectAsync();
        await api.ChangeAsync<Project>(project.Id, found => found.Withdraw(api.Clock.GetUtcNow()));
        Assert.Single((await CalendarAsync($"organisationId={project.OrganisationId}")).Events);

        await api.ChangeAsync<Project>(project.Id, found => found.Erase(api.Clock.GetUtcNow()));

        Assert.Empty((await CalendarAsync($"organisationId={project.OrganisationId}")).Events);
    }

    [Fact]
    public async Task Summaries_come_in_every_language_of_the_portal()
    {
        var project = await api.AddProjectAsync(Some.Project with { Deadline = new(2027, 12, 1), StartsOn = new(2028, 1, 1), EndsOn = new(2028, 3, 1) });

        var summaries = new Dictionary<string, string>();
        foreach (var language in Language.List.Values)
        {
            summaries[language] = Assert.Single((await CalendarAsync($"organisationId={project.OrganisationId}&language={language}")).Events).Text("SUMMARY");
        }

        Assert.Equal(29, summaries.Count);
        Assert.All(summaries.Values, summary => Assert.Matches(@"^\w.{5,40}: After-school club$", summary));
        Assert.InRange(summaries.Values.Distinct().Count(), 27, 29);
        Assert.Equal("Dernier jour pour postuler\u00A0: After-school club", summaries["fr"]);
        Assert.Equal("Ultima zi pentru înscrieri: After-school club", summaries["ro"]);
    }

    [Fact]
    public async Task Hostile_texts_stay_texts_and_lines_stay_short()
    {
        var organisation = await api.AddOrganisationAsync();
        var titles = new Dictionary<string, string>();
        foreach (var title in Hostile.Titles)
        {
            var project = await api.AddProjectAsync(Some.Project with { Deadline = new(2027, 12, 1), StartsOn = new(2028, 1, 1), EndsOn = new(2028, 3, 1) }, organisation);
            await api.SqlAsync("UPDATE projects SET title = $1, town = $1 WHERE id = $2", title, project.Id);
            titles.Add($"deadline-{project.Id}", title);
        }

        var events = (await CalendarAsync($"organisationId={organisation.Id}")).Events;

        Assert.Equal(Hostile.Titles.Length, events.Count);
        Assert.All(events, one =>
        {
            var expected = string.Concat(titles[one["UID"]].ReplaceLineEndings("\n").Where(letter => !char.IsControl(letter) || letter is '\n' or '\t'));
            Assert.Equal($"Last day to apply: {expected}", one.Text("SUMMARY"));
            Assert.Equal($"{expected}, Moldova", one.Text("LOCATION"));
        });
    }

    [Fact]
    public async Task At_most_a_thousand_days_come_the_next_ones_first()
    {
        var organisation = await api.AddOrganisationAsync();
        await api.WriteAsync(db =>
        {
            db.Attach(organisation);
            for (var day = 0; day < 1_010; day++)
            {
                db.Add(Project.Publish(organisation, Some.Project with { Deadline = new DateOnly(2030, 1, 1).AddDays(day), EndsOn = new(2035, 1, 1) }, null, null));
            }

            return Task.FromResult(true);
        });

        var events = (await CalendarAsync($"organisationId={organisation.Id}")).Events;

        Assert.Equal(1_000, events.Count);
        Assert.Equal(new DateOnly(2030, 1, 1).AddDays(999), events.Max(one => one.Day("DTSTART")));
        var past = (await CalendarAsync($"organisationId={organisation.Id}&asOf=2032-09-01&availability=open&availability=deadlinePassed")).Events;
        Assert.Equal((new DateOnly(2032, 10, 6), new DateOnly(2030, 1, 11)), (past.Max(one => one.Day("DTSTART")), past.Min(one => one.Day("DTSTART"))));
    }

    private Task<Project> ReviseAsync(Project project, ProjectFacts facts) =>
        api.ChangeAsync<Project>(project.Id, found => found.Revise(found.Organisation, facts));

    private async Task<CalendarText> CalendarAsync(string query)
    {
        using var response = await api.Client.GetAsync($"/v1/projects/deadlines.ics?{query}");
        var bytes = await response.Content.ReadAsByteArrayAsync();
        Assert.True(response.IsSuccessStatusCode, System.Text.Encoding.UTF8.GetString(bytes));
        Assert.Equal("text/calendar; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        return CalendarText.Parse(bytes);
    }
}
