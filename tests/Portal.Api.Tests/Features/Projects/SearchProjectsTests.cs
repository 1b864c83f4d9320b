using Portal.Api.Domain;
using Portal.Api.Features.Projects;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Projects;

/// <summary>The filters and sorts of the search. What words find is in <see cref="SearchProjectsByTextTests"/>.</summary>
public sealed class SearchProjectsTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Fact]
    public async Task Only_open_projects_are_found_unless_asked_otherwise()
    {
        await AddOneOfEachAvailabilityAsync();

        Assert.Equal(["open"], await TitlesAsync(""));
    }

    [Theory]
    [InlineData("availability=open", "open")]
    [InlineData("availability=full", "full")]
    [InlineData("availability=deadlinePassed", "deadlinePassed")]
    [InlineData("availability=ended", "ended")]
    [InlineData("availability=full&availability=ended", "ended", "full")]
    [InlineData("availability=open&availability=full&availability=deadlinePassed&availability=ended", "deadlinePassed", "ended", "full", "open")]
    // As of another day: the past deadline was ahead, the ended one not over; places are always as they are now.
    [InlineData("asOf=2026-12-01", "deadlinePassed", "ended", "open")]
    [InlineData("asOf=2028-01-01")]
    [InlineData("asOf=2028-01-01&availability=ended", "deadlinePassed", "ended", "full", "open")]
    public async Task Availability_is_told_as_of_a_day(string query, params string[] titles)
    {
        await AddOneOfEachAvailabilityAsync();

        Assert.Equal(titles, (await TitlesAsync(query)).Order());
    }

    [Fact]
    public async Task Withdrawn_projects_are_never_found()
    {
        await api.EmptyAsync();
        var project = await api.AddProjectAsync();
        await api.ChangeAsync<Project>(project.Id, found => found.Withdraw(api.Clock.GetUtcNow()));

        Assert.Empty(await TitlesAsync("availability=open&availability=full&availability=ended&availability=deadlinePassed"));
    }

    [Theory]
    [InlineData("country=MD", "Moldova")]
    [InlineData("country=MD&country=RO", "Moldova", "Romania")]
    [InlineData("country=GR", "Greece")]
    [InlineData("country=EL", "Greece")]
    [InlineData("country=UK", "Britain")]
    [InlineData("country=UK&country=GB", "Britain")]
    [InlineData("country=FR")]
    public async Task Countries_are_alternatives_and_the_Unions_own_codes_are_understood(string query, params string[] titles)
    {
        await api.EmptyAsync();
        await AddAsync(
            Some.Project with { Title = "Moldova", Country = "MD" },
            Some.Project with { Title = "Romania", Country = "RO" },
            Some.Project with { Title = "Greece", Country = "GR" },
            Some.Project with { Title = "Britain", Country = "GB" });

        Assert.Equal(titles, (await TitlesAsync(query)).Order());
        Assert.All((await PageAsync(query)).Items, item => Assert.DoesNotContain(item.Country, new[] { "EL", "UK" }));
    }

    [Theory]
    [InlineData("topic=edu", "both", "edu")]
    [InlineData("topic=edu&topic=cult", "both", "cult", "edu")]
    [InlineData("topic=sprt")]
    public async Task Topics_are_alternatives(string query, params string[] titles)
    {
        await api.EmptyAsync();
        await AddAsync(
            Some.Project with { Title = "edu", Topics = ["edu"] },
            Some.Project with { Title = "cult", Topics = ["cult"] },
            Some.Project with { Title = "both", Topics = ["edu", "cult"] },
            Some.Project with { Title = "none" });

        Assert.Equal(titles, (await TitlesAsync(query)).Order());
    }

    [Theory]
    [InlineData("activityType=individual", "individual")]
    [InlineData("activityType=team", "team")]
    [InlineData("activityType=team&activityType=individual", "individual", "team")]
    public async Task Activity_types_are_alternatives_and_leave_out_projects_that_do_not_say(string query, params string[] titles)
    {
        await api.EmptyAsync();
        await AddAsync(
            Some.Project with { Title = "individual", ActivityType = "individual" },
            Some.Project with { Title = "team", ActivityType = "team" },
            Some.Project with { Title = "not stated" });

        Assert.Equal(titles, (await TitlesAsync(query)).Order());
    }

    [Theory]
    [InlineData("support=mentoring", "both", "mentoring")]
    [InlineData("support=dietary", "both", "dietary")]
    [InlineData("support=mentoring&support=dietary", "both")]
    [InlineData("support=mentoring&support=dietary&support=other")]
    public async Task Every_support_asked_for_has_to_be_there(string query, params string[] titles)
    {
        await api.EmptyAsync();
        foreach (var (title, supports) in new (string, string[])[]
        {
            ("mentoring", ["mentoring"]), ("dietary", ["dietary"]), ("both", ["dietary", "mentoring"]), ("none", []),
        })
        {
            var organisation = await api.AddOrganisationAsync(Some.Organisation with { InclusionSupports = supports });
            await api.AddProjectAsync(Some.Project with { Title = title }, organisation);
        }

        Assert.Equal(titles, (await TitlesAsync(query)).Order());
    }

    [Fact]
    public async Task Organisations_are_alternatives()
    {
        await api.EmptyAsync();
        var (one, other) = (await api.AddProjectAsync(Some.Project with { Title = "one" }), await api.AddProjectAsync(Some.Project with { Title = "other" }));
        await api.AddProjectAsync(Some.Project with { Title = "third" });

        Assert.Equal(["one"], await TitlesAsync($"organisationId={one.OrganisationId}"));
        Assert.Equal(["one", "other"], (await TitlesAsync($"organisationId={one.OrganisationId}&organisationId={other.OrganisationId}")).Order());
        Assert.Empty(await TitlesAsync($"organisationId={Guid.NewGuid()}"));
    }

    [Theory]
    [InlineData("startsFrom=2027-04-01", "first", "second")]
    [InlineData("startsFrom=2027-04-02", "second")]
    [InlineData("startsTo=2027-04-02", "first", "second")]
    [InlineData("startsTo=2027-04-01", "first")]
    [InlineData("startsFrom=2027-04-01&startsTo=2027-04-01", "first")]
    [InlineData("startsFrom=2027-04-03")]
    [InlineData("deadlineFrom=2027-02-27", "first", "second")]
    [InlineData("deadlineFrom=2027-02-28", "second")]
    [InlineData("deadlineTo=2027-02-28", "first", "second")]
    [InlineData("deadlineTo=2027-02-27", "first")]
    [InlineData("deadlineFrom=2027-02-28&deadlineTo=2027-02-28", "second")]
    public async Task Both_ends_of_a_range_count_and_a_deadline_range_leaves_out_projects_without_one(string query, params string[] titles)
    {
        await api.EmptyAsync();
        await AddAsync(
            Some.Project with { Title = "first", StartsOn = new(2027, 4, 1), Deadline = new DateOnly(2027, 2, 27) },
            Some.Project with { Title = "second", StartsOn = new(2027, 4, 2), Deadline = new DateOnly(2027, 2, 28) },
            Some.Project with { Title = "until filled", StartsOn = new(2027, 3, 1), EndsOn = new(2027, 3, 31), Deadline = null });

        Assert.Equal(titles, (await TitlesAsync(query)).Where(title => query.StartsWith("deadline", StringComparison.Ordinal) || title != "until filled").Order());
    }

    [Fact]
    public async Task Different_filters_all_apply()
    {
        await api.EmptyAsync();
        await AddAsync(
            Some.Project with { Title = "wanted", Topics = ["edu"], ActivityType = "team" },
            Some.Project with { Title = "other topic", Topics = ["cult"], ActivityType = "team" },
            Some.Project with { Title = "other type", Topics = ["edu"], ActivityType = "individual" },
            Some.Project with { Title = "other country", Topics = ["edu"], ActivityType = "team", Country = "RO" });

        Assert.Equal(["wanted"], await TitlesAsync("country=MD&topic=edu&activityType=team&startsFrom=2027-04-01"));
    }

    [Fact]
    public async Task Each_sort_orders_as_it_says()
    {
        await api.EmptyAsync();
        // a: starts first, b: next deadline, c: shortest, d: published last and open until filled.
        await AddAsync(Some.Project with { Title = "a", StartsOn = new(2027, 3, 1), Deadline = new DateOnly(2027, 2, 20), StatedWeeks = 8 });
        api.Clock.Advance(TimeSpan.FromSeconds(1));
        await AddAsync(Some.Project with { Title = "b", StartsOn = new(2027, 3, 4), Deadline = new DateOnly(2027, 2, 1), StatedWeeks = 9 });
        api.Clock.Advance(TimeSpan.FromSeconds(1));
        await AddAsync(Some.Project with { Title = "c", StartsOn = new(2027, 3, 3), Deadline = new DateOnly(2027, 2, 25), StatedWeeks = 2 });
        api.Clock.Advance(TimeSpan.FromSeconds(1));
        await AddAsync(Some.Project with { Title = "d", StartsOn = new(2027, 3, 2), Deadline = null, StatedWeeks = 5 });

        Assert.Equal(["b", "a", "c", "d"], await TitlesAsync(""));
        Assert.Equal(["b", "a", "c", "d"], await TitlesAsync("sort=deadline"));
        Assert.Equal(["a", "d", "c", "b"], await TitlesAsync("sort=start"));
        Assert.Equal(["d", "c", "b", "a"], await TitlesAsync("sort=newest"));
        Assert.Equal(["c", "d", "a", "b"], await TitlesAsync("sort=duration"));
    }

    [Theory]
    [InlineData("deadline")]
    [InlineData("start")]
    [InlineData("newest")]
    [InlineData("duration")]
    [InlineData("relevance&text=club")]
    public async Task Ties_are_broken_by_key_and_pages_neither_repeat_nor_miss(string sort)
    {
        await api.EmptyAsync();
        var organisation = await api.AddOrganisationAsync();
        var keys = new List<Guid>();
        for (var i = 0; i < 25; i++)
        {
            keys.Add((await api.AddProjectAsync(organisation: organisation)).Id);
        }

        var told = new List<Guid>();
        for (var page = 1; page <= 4; page++)
        {
            told.AddRange((await PageAsync($"sort={sort}&pageSize=7&page={page}")).Items.Select(item => item.Id));
        }

        // PostgreSQL orders keys by their bytes as written.
        Assert.Equal(keys.OrderBy(key => key.ToString(), StringComparer.Ordinal), told);
    }

    [Fact]
    public async Task A_page_tells_where_it_is_and_one_behind_the_last_is_empty()
    {
        await api.EmptyAsync();
        await AddAsync([.. Enumerable.Range(0, 5).Select(number => Some.Project with { Title = $"{number}" })]);

        var second = await PageAsync("page=2&pageSize=2");
        Assert.Equal((5, 2, 2, 2), (second.Total, second.Page, second.PageSize, second.Items.Count));
        Assert.Single((await PageAsync("page=3&pageSize=2")).Items);

        var behind = await PageAsync("page=4&pageSize=2");
        Assert.Equal((5, 4, 0), (behind.Total, behind.Page, behind.Items.Count));
        Assert.Equal((5, 100, 0), ((await PageAsync("page=100&pageSize=100")) is var deepest ? (deepest.Total, deepest.Page, deepest.Items.Count) : default));
    }

    [Fact]
    public async Task Twenty_come_on_a_page_unless_asked_otherwise()
    {
        await api.EmptyAsync();
        await AddAsync([.. Enumerable.Repeat(Some.Project, 21)]);

        var page = await PageAsync("");

        Assert.Equal((21, 1, 20, 20), (page.Total, page.Page, page.PageSize, page.Items.Count));
    }

    [Fact]
    public async Task Nothing_found_is_an_empty_page()
    {
        await api.EmptyAsync();

        var page = await PageAsync("");

        Assert.Equal(0, page.Total);
        Assert.Empty(page.Items);
        Assert.Null(page.Next);
        Assert.Null(page.CorrectedText);
        Assert.Empty(page.Suggestions);
    }

    [Fact]
    public async Task Where_nothing_is_open_what_is_closed_is_offered_and_what_has_ended_only_where_nothing_else_is_left()
    {
        await api.EmptyAsync();
        var ended = Some.Project with { StartsOn = PortalApi.Today.AddYears(-2), EndsOn = PortalApi.Today.AddYears(-1), Deadline = null };
        await AddAsync(ended, Some.Project with { Title = "Full club", Places = "full" }, ended with { Title = "Old club" });

        var closed = Assert.Single((await PageAsync("text=club")).Suggestions, way => way.Parameter == "availability");
        Assert.Equal(["open", "full", "deadlinePassed"], closed.Values);
        Assert.Equal(1, closed.Total);
        var old = Assert.Single((await PageAsync("text=old")).Suggestions, way => way.Parameter == "availability");
        Assert.Equal(["open", "full", "deadlinePassed", "ended"], old.Values);
        Assert.Equal(1, old.Total);
    }

    [Fact]
    public async Task A_summary_has_every_fact_in_its_place()
    {
        await api.EmptyAsync();
        var organisation = await api.AddOrganisationAsync(Some.Organisation with { Name = "Casa", InclusionSupports = ["mentoring"] });
        var project = await api.AddProjectAsync(
            new ProjectFacts
            {
                Title = "Club & <garden>",
                Language = "en",
                Town = "Chișinău",
                Country = "MD",
                Location = new Location(47.0245, 28.8323),
                Topics = ["migr", "socl"],
                ActivityType = "individual",
                StartsOn = new(2027, 1, 10),
                EndsOn = new(2027, 12, 31),
                StatedWeeks = 12,
                Deadline = new DateOnly(2027, 1, 31),
            },
            organisation,
            "portal-search",
            "12147");

        var told = Assert.Single((await api.GetJsonAsync("/v1/projects")).GetProperty("items").EnumerateArray());

        Assert.Equal(
            $$"""
            {"id":"{{project.Id}}","reference":"12147","title":"Club & <garden>","language":"en","organisation":{"id":"{{organisation.Id}}","name":"Casa"},"town":"Chișinău","country":"MD","location":{"latitude":47.0245,"longitude":28.8323},"topics":["migr","socl"],"activityType":"individual","startsOn":"2027-01-10","endsOn":"2027-12-31","weeks":12,"weeksAreStated":true,"window":true,"deadline":"2027-01-31","deadlineKind":"fixed","places":"open","availability":"open","started":true,"supports":["mentoring"],"distanceKm":null,"fit":null,"highlight":null}
            """,
            told.GetRawText());
    }

    private async Task AddOneOfEachAvailabilityAsync()
    {
        await api.EmptyAsync();
        await AddAsync(
            Some.Project with { Title = "open" },
            Some.Project with { Title = "full", Places = Places.Full },
            Some.Project with { Title = "deadlinePassed", Deadline = new DateOnly(2027, 1, 9) },
            Some.Project with { Title = "ended", StartsOn = new(2026, 12, 1), EndsOn = new(2027, 1, 9), Deadline = null });
    }

    private async Task AddAsync(params ProjectFacts[] projects)
    {
        var organisation = await api.AddOrganisationAsync();
        foreach (var facts in projects)
        {
            await api.AddProjectAsync(facts, organisation);
        }
    }

    private Task<ProjectPage> PageAsync(string query) => api.GetAsync<ProjectPage>($"/v1/projects?{query}");

    private async Task<List<string>> TitlesAsync(string query)
    {
        var page = await PageAsync(query);
        Assert.Equal(page.Items.Count, page.Total);
        return [.. page.Items.Select(item => item.Title)];
    }
}
