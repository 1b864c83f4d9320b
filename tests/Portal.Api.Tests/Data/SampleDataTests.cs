using System.Text.Json;
using Portal.Api.Domain;
using Portal.Api.Features.Organisations;
using Portal.Api.Features.Projects;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Data;

public sealed class SampleDataTests(SampleDataTests.WithSamples api) : IClassFixture<SampleDataTests.WithSamples>
{
    [Fact]
    public async Task There_are_sixty_organisations_and_the_reference_one_with_ten_projects_each_and_two()
    {
        Assert.Equal(61, (await api.GetAsync<OrganisationPage>("/v1/organisations?pageSize=1")).Total);
        Assert.Equal(602, await api.SqlValueAsync<long>("SELECT count(*) FROM projects"));
    }

    [Fact]
    public async Task It_comes_from_many_countries_and_in_many_languages()
    {
        Assert.True(await api.SqlValueAsync<long>("SELECT count(DISTINCT country) FROM projects") >= 35);
        Assert.True(await api.SqlValueAsync<long>("SELECT count(DISTINCT language) FROM projects") >= 10);
        Assert.True(await api.SqlValueAsync<long>("SELECT count(*) FROM projects WHERE title ~ '[α-ω]'") > 0);
        Assert.True(await api.SqlValueAsync<long>("SELECT count(*) FROM projects WHERE title ~ '[а-я]'") > 0);
        Assert.True(await api.SqlValueAsync<long>("SELECT count(*) FROM projects WHERE title ~ '[àâéèêëîïôöüçñăîșțčšžőű]'") > 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public async Task Every_availability_occurs(int days)
    {
        foreach (var availability in Availability.List.Values)
        {
            var page = await api.GetAsync<ProjectPage>($"/v1/projects?pageSize=1&availability={availability}&asOf={PortalApi.Today.AddDays(days):O}");
            Assert.True(page.Total >= 20, $"{page.Total} are {availability} after {days} days.");
        }
    }

    [Fact]
    public async Task The_reference_organisation_is_told_as_its_page_told_it()
    {
        var found = Assert.Single((await api.GetAsync<OrganisationPage>("/v1/organisations?country=MD&text=%22International%20Organization%20for%20Migration%22")).Items);

        var profile = await api.GetAsync<OrganisationProfile>($"/v1/organisations/{found.Id}?asOf=2018-01-10");

        Assert.Equal("International Organization for Migration Mission to Moldova", profile.Name);
        Assert.Null(profile.Pic);
        Assert.Equal(["mentoring"], profile.Supports);
        foreach (var fact in new[] { "1951", "2001", "Thirty-six people", "two volunteers", "Monday to Friday", "9:00", "18:00" })
        {
            Assert.Contains(fact, profile.Description, StringComparison.Ordinal);
        }

        Assert.Equal(2, profile.Projects.Total);
        Assert.Equal(
            [
                "International Organization for Migration Mission to Moldova, 2018-09-01 - 2019-09-01, until 2018-01-23, 52 weeks, stated False, open, fixed, started False",
                "EVS Opportunity with IOM Moldova, 2017-02-28 - 2018-02-01, until , 52 weeks, stated True, full, none, started True",
            ],
            profile.Projects.Items.Select(item =>
                $"{item.Title}, {item.StartsOn:O} - {item.EndsOn:O}, until {item.Deadline:O}, {item.Weeks} weeks, stated {item.WeeksAreStated}, "
                + $"{item.Availability}, {item.DeadlineKind}, started {item.Started}"));

        var issues = new List<string>();
        foreach (var item in profile.Projects.Items)
        {
            issues.Add(string.Join(' ', (await api.GetAsync<ProjectDetail>($"/v1/projects/{item.Id}")).DataIssues));
        }

        Assert.Equal(["weeksMissing", "deadlineSentinel weeksExceedSpan"], issues);
    }

    [Fact]
    public async Task No_sample_breaks_a_rule_that_the_API_holds_others_to()
    {
        var bodies = await api.SqlListAsync<string>(
            "SELECT coalesce(description, '') || coalesce(participant_profile, '') || coalesce(accommodation, '') || coalesce(training, '') || title FROM projects");

        Assert.DoesNotContain(bodies, body => body.Contains('{', StringComparison.Ordinal) || body.Contains('<', StringComparison.Ordinal));
        Assert.Equal("[]", JsonSerializer.Serialize(await api.SqlListAsync<string>("SELECT DISTINCT kind FROM changes WHERE kind <> 'created'")));
    }

    public sealed class WithSamples(TestServer server) : PortalApi(server)
    {
        protected override bool WithSampleData => true;
    }
}
