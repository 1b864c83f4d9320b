using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Api.Data;
using Portal.Api.Domain;
using Portal.Api.Features.Projects;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Domain;

/// <summary>
/// The derived facts stand twice, in C# and in SQL. These tests hold the two together on thousands of made-up projects
/// whose dates lie close enough for every boundary to occur.
/// </summary>
public sealed class AgreementTests(AgreementTests.ThousandsOfProjects api) : IClassFixture<AgreementTests.ThousandsOfProjects>
{
    private static readonly DateOnly[] Days = [.. Enumerable.Range(-70, 141).Select(days => PortalApi.Today.AddDays(days))];

    [Fact]
    public async Task Filtering_by_availability_finds_exactly_what_the_rule_says_on_every_day()
    {
        foreach (var day in Days)
        {
            foreach (var availability in Availability.List.Values)
            {
                var found = await api.SqlListAsync<Guid>($"SELECT id FROM project_search AS s WHERE {ProjectSearch.IsAvailability(availability, "$1")}", day);

                Assert.Equal(
                    api.All.Values.Where(project => RuleOf(project, day) == availability).Select(project => project.Id).Order(),
                    found.Order());
            }
        }
    }

    [Fact]
    public async Task Several_availabilities_are_alternatives()
    {
        foreach (var day in Days.Where((_, index) => index % 20 == 0))
        {
            foreach (var wanted in new string[][] { ["open", "full"], ["ended", "deadlinePassed"], ["open", "full", "ended", "deadlinePassed"], ["full", "full"] })
            {
                var page = await api.GetAsync<ProjectPage>(
                    $"/v1/projects?asOf={day:yyyy-MM-dd}&pageSize=1&{string.Join('&', wanted.Select(value => $"availability={value}"))}");

                Assert.Equal(api.All.Values.Count(project => wanted.Contains(RuleOf(project, day))), page.Total);
            }
        }
    }

    [Theory]
    [InlineData(-40)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(55)]
    public async Task Every_derived_fact_of_every_answer_is_what_the_rules_say(int days)
    {
        var day = PortalApi.Today.AddDays(days);
        var told = new List<ProjectSummary>();
        foreach (var availability in Availability.List.Values)
        {
            for (var page = 1; ; page++)
            {
                var answer = await api.GetAsync<ProjectPage>($"/v1/projects?availability={availability}&asOf={day:yyyy-MM-dd}&page={page}&pageSize=100");
                told.AddRange(answer.Items);
                Assert.All(answer.Items, item => Assert.Equal(availability, item.Availability));
                if (answer.Items.Count < 100)
                {
                    Assert.Equal(answer.Total, ((page - 1) * 100) + answer.Items.Count);
                    break;
                }
            }
        }

        Assert.Equal(api.All.Keys.Order(), told.Select(item => item.Id).Order());
        Assert.All(told, item =>
        {
            var project = api.All[item.Id];
            Assert.Equal(RuleOf(project, day), item.Availability);
            Assert.Equal(Duration.Weeks(project.StatedWeeks, project.StartsOn, project.EndsOn), item.Weeks);
            Assert.Equal(project.StatedWeeks is not null, item.WeeksAreStated);
            Assert.Equal(Duration.IsWindow(project.StatedWeeks, project.StartsOn, project.EndsOn), item.Window);
            Assert.Equal(DeadlineKind.Of(project.Deadline), item.DeadlineKind);
            Assert.Equal(project.Deadline, item.Deadline);
            Assert.Equal(project.StartsOn <= day, item.Started);
        });
    }

    [Fact]
    public async Task The_columns_that_the_database_computes_are_what_the_rules_say()
    {
        await using var scope = api.Services.CreateAsyncScope();
        var stored = await scope.ServiceProvider.GetRequiredService<PortalDbContext>().Projects.AsNoTracking().ToListAsync();

        Assert.Equal(api.All.Count, stored.Count);
        Assert.All(stored, project =>
        {
            Assert.Equal(Duration.Weeks(project.StatedWeeks, project.StartsOn, project.EndsOn), project.Weeks);
            Assert.Equal(project.Deadline is { } deadline && deadline < project.EndsOn ? deadline : project.EndsOn, project.OpenUntil);
        });
    }

    [Fact]
    public async Task The_issues_that_a_project_tells_are_what_the_rules_say()
    {
        var some = api.All.Values.Where((_, index) => index % 10 == 0).ToList();
        foreach (var project in some)
        {
            var told = await api.GetAsync<ProjectDetail>($"/v1/projects/{project.Id}");

            Assert.Equal(
                DataIssue.Of(project.InputIssues, project.StartsOn, project.EndsOn, project.StatedWeeks, project.Deadline), told.DataIssues);
        }

        Assert.Equal(
            DataIssue.List.Values.Except([DataIssue.TagsDropped]),
            DataIssue.List.Values.Intersect(some.SelectMany(project =>
                DataIssue.Of(project.InputIssues, project.StartsOn, project.EndsOn, project.StatedWeeks, project.Deadline))));
    }

    [Fact]
    public async Task Organisations_count_as_many_open_projects_as_the_rule_does()
    {
        foreach (var day in Days.Where((_, index) => index % 35 == 0))
        {
            var page = await api.GetJsonAsync($"/v1/organisations?asOf={day:yyyy-MM-dd}&pageSize=100");

            var expected = api.All.Values.GroupBy(project => project.OrganisationId)
                .ToDictionary(group => group.Key, group => group.Count(project => RuleOf(project, day) == Availability.Open));
            Assert.Equal(
                expected.OrderBy(count => count.Key),
                page.GetProperty("items").EnumerateArray()
                    .Select(item => KeyValuePair.Create(item.GetProperty("id").GetGuid(), item.GetProperty("openProjects").GetInt32()))
                    .OrderBy(count => count.Key));
        }
    }

    private static string RuleOf(Project project, DateOnly day) =>
        Availability.AsOf(day, project.EndsOn, project.Deadline, project.Places);

    public sealed class ThousandsOfProjects(TestServer server) : PortalApi(server), IAsyncLifetime
    {
        public Dictionary<Guid, Project> All { get; private set; } = [];

        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            All = await WriteAsync(db =>
            {
                var organisations = Enumerable.Range(0, 50)
                    .Select(number => Organisation.Publish(Some.Organisation with { Name = $"Organisation {number}" })).ToList();
                var projects = GeneratedProjects.Generate(seed: 2027, count: 3_500, Today, spread: 60)
                    .Select((facts, index) => Project.Publish(organisations[index % organisations.Count], facts)).ToList();
                db.AddRange(organisations);
                db.AddRange(projects);
                return Task.FromResult(projects.ToDictionary(project => project.Id));
            });
        }
    }
}
