using Microsoft.Extensions.DependencyInjection;
using Portal.Api.Domain;
using Portal.Api.Features.Projects;
using Portal.Api.Platform.Database;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Data;

/// <summary>What ended long ago is set aside, and nothing else ever is.</summary>
public sealed class SearchArchiveTests(PortalApi api) : IClassFixture<PortalApi>
{
    private static readonly DateOnly EndedBefore = PortalApi.Today.AddDays(-SearchArchive.SlackInDays);

    private SearchArchive Archive => api.Services.GetRequiredService<SearchArchive>();

    [Fact]
    public async Task Only_what_ended_before_the_slack_is_archived()
    {
        await FillAsync();

        Assert.Equal(EndedBefore, await api.SqlValueAsync<DateOnly>("SELECT ended_before FROM search_archive"));
        var latest = await api.SqlValueAsync<DateOnly>("SELECT max(ends_on) FROM project_search_archive");
        var earliest = await api.SqlValueAsync<DateOnly>("SELECT min(ends_on) FROM project_search_live");
        Assert.Equal((EndedBefore.AddDays(-1), EndedBefore), (latest, earliest));
    }

    [Fact]
    public async Task No_archived_project_is_open_full_or_past_its_deadline_on_a_day_when_only_the_live_ones_are_searched()
    {
        await FillAsync();
        var days = Enumerable.Range(-80, 160).Select(days => PortalApi.Today.AddDays(days)).ToList();
        var archived = await api.SqlListAsync<DateOnly>("SELECT ends_on FROM project_search_archive");

        Assert.Contains(days, day => day >= Archive.LiveFrom);
        Assert.Contains(days, day => day < Archive.LiveFrom);
        Assert.NotEmpty(archived);
        Assert.All(days.Where(day => day >= Archive.LiveFrom), day => Assert.DoesNotContain(archived, endsOn => endsOn >= day));
    }

    [Theory]
    [InlineData(-80)]
    [InlineData(-35)]
    [InlineData(-31)]
    [InlineData(-30)]
    [InlineData(-29)]
    [InlineData(-26)]
    [InlineData(-25)]
    [InlineData(-24)]
    [InlineData(0)]
    [InlineData(60)]
    public async Task A_search_finds_the_same_whether_projects_are_archived_or_not(int days)
    {
        var day = PortalApi.Today.AddDays(days);
        // A search for what starts or ends late leaves the archive out as well, whatever it asks for.
        string[] filters = ["", "&text=club", $"&startsFrom={day:yyyy-MM-dd}", $"&startsFrom={day:yyyy-MM-dd}&text=school%20-club", $"&freeFrom={day:yyyy-MM-dd}&freeTo={day.AddDays(400):yyyy-MM-dd}", $"&freeFrom={day:yyyy-MM-dd}&freeTo={day.AddDays(30):yyyy-MM-dd}&fit=any"];
        await FillAsync();
        var archived = await AnswersAsync();

        await api.SqlAsync("SELECT archive_projects('2000-01-01')");
        Assert.Empty(await api.SqlListAsync<Guid>("SELECT id FROM project_search_archive"));
        Assert.Equal(archived, await AnswersAsync());

        async Task<List<string>> AnswersAsync()
        {
            var answers = new List<string>();
            foreach (var availability in Availability.List.Values.Select(value => $"&availability={value}").Append(""))
            {
                foreach (var filter in filters)
                {
                    var query = $"asOf={day:yyyy-MM-dd}{availability}{filter}";
                    answers.Add((await api.GetJsonAsync($"/v1/projects?pageSize=100&{query}")).GetRawText());
                    answers.Add((await api.GetJsonAsync($"/v1/projects/facets?{query}")).GetRawText());
                    answers.Add((await api.GetJsonAsync($"/v1/projects/facets?facet=availability&{query}")).GetRawText());
                }
            }

            return answers;
        }
    }

    [Fact]
    public async Task Time_moves_projects_to_the_archive_and_a_change_brings_them_back()
    {
        await api.EmptyAsync();
        var project = await api.AddProjectAsync(Some.Project with { StartsOn = EndedBefore, EndsOn = EndedBefore, Deadline = null });
        Assert.Single(await api.SqlListAsync<Guid>("SELECT id FROM project_search_live"));

        await api.SqlAsync("SELECT archive_projects($1)", EndedBefore.AddDays(1));
        Assert.Single(await api.SqlListAsync<Guid>("SELECT id FROM project_search_archive"));
        Assert.Equal(1, (await api.GetAsync<ProjectPage>("/v1/projects?availability=ended&text=club")).Total);

        await api.ChangeAsync<Project>(project.Id, found => found.Revise(found.Organisation, Some.Project));
        Assert.Single(await api.SqlListAsync<Guid>("SELECT id FROM project_search_live"));
        Assert.Empty(await api.SqlListAsync<Guid>("SELECT id FROM project_search_archive"));
        Assert.Equal(1, (await api.GetAsync<ProjectPage>("/v1/projects?text=club")).Total);
    }

    [Fact]
    public async Task Nothing_that_is_withdrawn_is_left_behind()
    {
        await api.EmptyAsync();
        var project = await api.AddProjectAsync();

        await api.ChangeAsync<Project>(project.Id, found => found.Withdraw(api.Clock.GetUtcNow()));

        Assert.Empty(await api.SqlListAsync<Guid>("SELECT id FROM project_search"));
    }

    [Fact]
    public async Task Narrow_rows_are_what_the_views_make_after_any_writes()
    {
        await FillAsync();
        var organisation = await api.AddOrganisationAsync(Some.Organisation with { Name = "Before", InclusionSupports = ["other"] });
        var project = await api.AddProjectAsync(Some.Project with { Topics = ["edu", "cult"] }, organisation);
        await api.ChangeAsync<Organisation>(organisation.Id, found => found.Revise(Some.Organisation with { Name = "After", InclusionSupports = ["dietary"] }));
        await api.ChangeAsync<Project>(project.Id, found => found.Revise(found.Organisation, Some.Project with { Title = "Better", Topics = ["natr"] }));

        foreach (var table in new[] { "project_search", "organisation_search" })
        {
            Assert.Empty(await api.SqlListAsync<Guid>(
                $"SELECT id FROM (SELECT * FROM {table} EXCEPT SELECT * FROM {table}_rows) AS kept UNION ALL SELECT id FROM (SELECT * FROM {table}_rows EXCEPT SELECT * FROM {table}) AS made"));
        }

        Assert.Empty(await api.SqlListAsync<string>(
            "SELECT DISTINCT lexeme FROM project_search, unnest(body) WHERE lexeme NOT IN (SELECT word FROM search_words)"));
    }

    /// <summary>A project for each of many last days, a third of them full and a third with a past deadline.</summary>
    private async Task FillAsync()
    {
        await api.EmptyAsync();
        await Archive.MoveAsync(CancellationToken.None);
        var organisation = await api.AddOrganisationAsync();
        await api.WriteAsync(db =>
        {
            db.Attach(organisation);
            db.AddRange(Enumerable.Range(-50, 70).Select(days =>
            {
                var endsOn = PortalApi.Today.AddDays(days);
                return Project.Publish(organisation, Some.Project with
                {
                    StartsOn = endsOn.AddDays(-10),
                    EndsOn = endsOn,
                    Deadline = days % 3 == 0 ? endsOn.AddDays(-5) : null,
                    Places = days % 3 == 1 ? Places.Full : Places.Open,
                });
            }));
            return Task.FromResult(true);
        });
    }
}
