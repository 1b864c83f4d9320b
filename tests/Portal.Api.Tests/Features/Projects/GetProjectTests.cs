using System.Net;
using Portal.Api.Domain;
using Portal.Api.Features.Projects;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Projects;

public sealed class GetProjectTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Fact]
    public async Task A_project_tells_everything_about_itself()
    {
        var organisation = await api.AddOrganisationAsync(new() { Name = "Casa", Country = "MD", InclusionSupports = ["dietary", "mentoring"] });
        var project = await api.AddProjectAsync(
            new()
            {
                Title = "Garden for all",
                Description = "Call +373 22 000 000 or write to casa@example.org.",
                ParticipantProfile = "Patience.",
                Accommodation = "A room.",
                Training = "A course.",
                Language = "sr-Latn",
                StartsOn = new(2017, 2, 28),
                EndsOn = new(2018, 2, 1),
                StatedWeeks = 52,
                Deadline = new DateOnly(2018, 3, 1),
                Places = Places.Full,
                ApplyUrl = "https://example.org/apply",
                Topics = ["natr"],
                ActivityType = "team",
                Strand = "volunteering",
                Town = "CHIȘINĂU",
                Country = "XK",
                Location = new Location(42.5, 21),
                EligibleCountries = ["GR", "MD"],
                DateFlexibility = "flexible",
                RequiresCv = true,
                RequiresMotivation = false,
                InputIssues = ["tagsDropped"],
            },
            organisation,
            "portal-search",
            "12147");
        await api.SqlAsync("UPDATE projects SET confirmed_at = '2027-01-09T08:30:15.25+02:00' WHERE id = $1", project.Id);
        var number = await api.SqlValueAsync<long>("SELECT change_number FROM projects WHERE id = $1", project.Id);

        var told = await api.GetJsonAsync($"/v1/projects/{project.Id}?asOf=2018-01-10");

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["id"] = $"\"{project.Id}\"",
                ["reference"] = "\"12147\"",
                ["title"] = "\"Garden for all\"",
                ["organisation"] = $$"""{"id":"{{organisation.Id}}","name":"Casa"}""",
                ["town"] = "\"CHIȘINĂU\"",
                ["country"] = "\"XK\"",
                ["location"] = """{"latitude":42.5,"longitude":21}""",
                ["topics"] = """["natr"]""",
                ["activityType"] = "\"team\"",
                ["startsOn"] = "\"2017-02-28\"",
                ["endsOn"] = "\"2018-02-01\"",
                ["weeks"] = "52",
                ["weeksAreStated"] = "true",
                ["window"] = "false",
                ["deadline"] = "\"2018-03-01\"",
                ["deadlineKind"] = "\"fixed\"",
                ["places"] = "\"full\"",
                ["availability"] = "\"full\"",
                ["started"] = "true",
                ["supports"] = """["dietary","mentoring"]""",
                ["distanceKm"] = "null",
                ["fit"] = "null",
                ["highlight"] = "null",
                ["description"] = "\"Call +373 22 000 000 or write to casa@example.org.\"",
                ["participantProfile"] = "\"Patience.\"",
                ["accommodation"] = "\"A room.\"",
                ["training"] = "\"A course.\"",
                ["language"] = "\"sr-Latn\"",
                ["strand"] = "\"volunteering\"",
                ["eligibleCountries"] = """["GR","MD"]""",
                ["dateFlexibility"] = "\"flexible\"",
                ["requiresCv"] = "true",
                ["requiresMotivation"] = "false",
                ["applyUrl"] = "\"https://example.org/apply\"",
                ["dataIssues"] = """["tagsDropped","weeksExceedSpan","deadlineAfterEnd"]""",
                ["confirmedAt"] = "\"2027-01-09T06:30:15.25Z\"",
                ["createdAt"] = "\"2027-01-10T10:00:00Z\"",
                ["updatedAt"] = "\"2027-01-10T10:00:00Z\"",
                ["changeNumber"] = $"{number}",
            }.OrderBy(member => member.Key),
            told.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetRawText()).OrderBy(member => member.Key));
    }

    [Fact]
    public async Task What_was_not_said_is_null_or_empty_and_never_left_out()
    {
        var project = await api.AddProjectAsync(Some.Project with { Deadline = null });

        var told = await api.GetJsonAsync($"/v1/projects/{project.Id}");

        Assert.Equal(
            "accommodation, activityType, applyUrl, confirmedAt, dateFlexibility, deadline, description, distanceKm, fit, highlight, language, "
            + "location, participantProfile, reference, requiresCv, requiresMotivation, strand, town, training",
            string.Join(", ", told.EnumerateObject().Where(member => member.Value.ValueKind == System.Text.Json.JsonValueKind.Null)
                .Select(member => member.Name).Order(StringComparer.Ordinal)));
        foreach (var list in new[] { "topics", "supports", "eligibleCountries", "dataIssues" })
        {
            Assert.Equal(0, told.GetProperty(list).GetArrayLength());
        }

        Assert.Equal("none", told.GetProperty("deadlineKind").GetString());
        Assert.False(told.GetProperty("weeksAreStated").GetBoolean());
        Assert.Equal(9, told.GetProperty("weeks").GetInt32());
    }

    [Theory]
    [InlineData("", "open", false)]
    [InlineData("?asOf=2027-02-28", "open", false)]
    [InlineData("?asOf=2027-03-01", "deadlinePassed", false)]
    [InlineData("?asOf=2027-04-01", "deadlinePassed", true)]
    [InlineData("?asOf=2027-05-31", "deadlinePassed", true)]
    [InlineData("?asOf=2027-06-01", "ended", true)]
    [InlineData("?asOf=2000-01-01", "open", false)]
    [InlineData("?asOf=2100-12-31", "ended", true)]
    public async Task A_project_stays_readable_and_is_told_as_of_the_day_asked_for(string query, string availability, bool started)
    {
        var project = await api.AddProjectAsync();

        var told = await api.GetAsync<ProjectDetail>($"/v1/projects/{project.Id}{query}");

        Assert.Equal((availability, started), (told.Availability, told.Started));
    }

    [Fact]
    public async Task A_project_that_never_was_is_not_found()
    {
        var problem = await api.GetProblemAsync($"/v1/projects/{Guid.CreateVersion7()}", HttpStatusCode.NotFound);

        Assert.Equal("projectNotFound", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_withdrawn_project_is_gone()
    {
        var project = await api.AddProjectAsync();
        await api.ChangeAsync<Project>(project.Id, found => found.Withdraw(api.Clock.GetUtcNow()));

        var problem = await api.GetProblemAsync($"/v1/projects/{project.Id}", HttpStatusCode.Gone);

        Assert.Equal("projectWithdrawn", problem.GetProperty("code").GetString());
    }
}
