using System.Buffers.Text;
using System.Net;
using System.Text;
using Portal.Api.Domain;
using Portal.Api.Features.Projects;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Projects;

/// <summary>Following the cursor from the first page to the last, also while projects come and go.</summary>
public sealed class SearchProjectsPagingTests(PortalApi api) : IClassFixture<PortalApi>
{
    public static TheoryData<string> Orders =>
    [
        "sort=deadline", "sort=start", "sort=newest", "sort=duration", "text=club&sort=relevance",
        "near=47,28.8&sort=distance", "freeFrom=2027-02-01&freeTo=2027-08-31&fit=any&sort=fit",
    ];

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task A_cursor_leads_through_everything_once_and_in_the_order_of_the_pages(string query)
    {
        await FillAsync(60);
        var byNumber = (await api.GetAsync<ProjectPage>($"/v1/projects?{query}&pageSize=100")).Items.Select(item => item.Id).ToList();

        var pages = await FollowAsync(query, pageSize: 7);

        Assert.Equal(60, byNumber.Count);
        Assert.Equal(byNumber, pages.SelectMany(page => page.Items).Select(item => item.Id));
        Assert.Equal(Enumerable.Range(1, 9), pages.Select(page => page.Page));
        Assert.All(pages, page => Assert.Equal(60, page.Total));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task What_stays_is_told_exactly_once_while_others_come_and_go(string query)
    {
        var projects = await FillAsync(60);
        var random = new Random(7);
        var leaving = projects.OrderBy(_ => random.Next()).Take(20).ToList();
        var gone = new HashSet<Guid>();

        var told = (await FollowAsync(query, pageSize: 6, between: async () =>
        {
            foreach (var project in leaving.Where(project => !gone.Contains(project.Id)).Take(2).ToList())
            {
                await api.ChangeAsync<Project>(project.Id, found => found.Withdraw(api.Clock.GetUtcNow()));
                gone.Add(project.Id);
            }

            // New ones fall before and behind the place that has been reached.
            await AddAsync(random, 3);
        })).SelectMany(page => page.Items).Select(item => item.Id).ToList();

        var stayed = projects.Select(project => project.Id).Where(id => !gone.Contains(id)).ToList();
        Assert.True(gone.Count >= 10, "Too few went to say anything.");
        Assert.Equal(told.Distinct().Count(), told.Count);
        Assert.Empty(stayed.Except(told));
        // Those that stayed are in the order in which they were at first.
        var order = (await api.GetAsync<ProjectPage>($"/v1/projects?{query}&pageSize=100")).Items.Select(item => item.Id).Intersect(stayed).ToList();
        Assert.Equal(order, told.Where(stayed.Contains));
    }

    [Fact]
    public async Task A_cursor_goes_on_with_its_own_day_after_midnight()
    {
        await api.EmptyAsync();
        foreach (var day in Enumerable.Range(0, 9))
        {
            await api.AddProjectAsync(Some.Project with { Title = $"{day}", Deadline = PortalApi.Today.AddDays(day) });
        }

        var first = await api.GetAsync<ProjectPage>("/v1/projects?pageSize=3");
        api.Clock.Advance(TimeSpan.FromDays(2));

        var second = await api.GetAsync<ProjectPage>($"/v1/projects?pageSize=3&cursor={first.Next}");

        Assert.Equal(["3", "4", "5"], second.Items.Select(item => item.Title));
        Assert.Equal(9, second.Total);
        Assert.Equal(7, (await api.GetAsync<ProjectPage>("/v1/projects")).Total);
    }

    [Fact]
    public async Task A_cursor_goes_on_with_the_words_that_its_first_page_was_found_by()
    {
        await api.EmptyAsync();
        foreach (var number in Enumerable.Range(0, 4))
        {
            await api.AddProjectAsync(Some.Project with { Title = $"Lighthouse {number}" });
        }

        var first = await api.GetAsync<ProjectPage>("/v1/projects?text=lighthuose&pageSize=2");
        // Now the misspelt word exists.
        await api.AddProjectAsync(Some.Project with { Title = "Lighthuose" });
        var second = await api.GetAsync<ProjectPage>($"/v1/projects?text=lighthuose&pageSize=2&cursor={first.Next}");

        Assert.Equal("lighthouse", first.CorrectedText);
        Assert.Equal("lighthouse", second.CorrectedText);
        Assert.Equal(4, second.Total);
        Assert.Equal(4, first.Items.Concat(second.Items).Select(item => item.Id).Distinct().Count());
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task The_next_page_is_also_named_in_the_Link_header()
    {
        await FillAsync(9);
        var first = await api.GetAsync<ProjectPage>("/v1/projects?pageSize=3&country=MD");

        using var second = await api.Client.GetAsync($"/v1/projects?pageSize=3&country=MD&cursor={first.Next}");
        var links = second.Headers.GetValues("Link").Single();

        Assert.Contains("</v1/projects?country=MD&pageSize=3&page=1>; rel=\"first\"", links, StringComparison.Ordinal);
        var next = links.Split('<', '>').Single(part => part.Contains("cursor=", StringComparison.Ordinal));
        var third = await api.GetAsync<ProjectPage>(next);
        Assert.Equal(3, third.Page);
        Assert.Null(third.Next);
        using var last = await api.Client.GetAsync(next);
        Assert.DoesNotContain("next", last.Headers.GetValues("Link").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("country=RO")]
    [InlineData("country=MD&sort=start")]
    [InlineData("")]
    [InlineData("country=MD&asOf=2027-01-10")]
    public async Task A_cursor_of_another_search_is_refused(string query)
    {
        await FillAsync(9);
        var first = await api.GetAsync<ProjectPage>("/v1/projects?pageSize=3&country=MD");

        Assert.Contains("other filters", await RefusalAsync($"{query}&cursor={first.Next}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("%20")]
    [InlineData("e30")]
    [InlineData("bnVsbA")]
    [InlineData("AAAA")]
    [InlineData("..%2F..%2Fetc")]
    public async Task What_is_no_cursor_is_refused(string cursor) => await RefusalAsync($"cursor={cursor}");

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task A_cursor_with_other_values_in_it_is_refused_or_answered_but_never_fails(string query)
    {
        await FillAsync(9);
        var next = (await api.GetAsync<ProjectPage>($"/v1/projects?{query}&pageSize=3")).Next!;
        var json = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(next));
        var random = new Random(5);
        for (var attempt = 0; attempt < 60; attempt++)
        {
            var changed = json.ToCharArray();
            for (var letters = random.Next(1, 4); letters > 0; letters--)
            {
                changed[random.Next(changed.Length)] = "0129[]{}\",:nteZ-"[random.Next(16)];
            }

            var cursor = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(changed));
            using var response = await api.Client.GetAsync($"/v1/projects?{query}&cursor={cursor}");
            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{new string(changed)} answered {response.StatusCode}");
        }
    }

    [Fact]
    public async Task A_page_and_a_cursor_together_are_refused()
    {
        await FillAsync(9);
        var first = await api.GetAsync<ProjectPage>("/v1/projects?pageSize=3");

        var problem = await api.GetProblemAsync($"/v1/projects?pageSize=3&page=2&cursor={first.Next}", HttpStatusCode.BadRequest);

        Assert.Contains("not both", problem.GetProperty("errors").GetProperty("page")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_pages_too_deep_is_told_of_the_cursor()
    {
        var problem = await api.GetProblemAsync("/v1/projects?pageSize=100&page=101", HttpStatusCode.BadRequest);

        Assert.Contains("cursor", problem.GetProperty("errors").GetProperty("page")[0].GetString(), StringComparison.Ordinal);
    }

    private async Task<string> RefusalAsync(string query)
    {
        var problem = await api.GetProblemAsync($"/v1/projects?{query}", HttpStatusCode.BadRequest);
        return problem.GetProperty("errors").GetProperty("cursor")[0].GetString()!;
    }

    private async Task<List<ProjectPage>> FollowAsync(string query, int pageSize, Func<Task>? between = null)
    {
        var pages = new List<ProjectPage> { await api.GetAsync<ProjectPage>($"/v1/projects?{query}&pageSize={pageSize}") };
        while (pages[^1].Next is { } next)
        {
            Assert.True(pages.Count < 100, "The cursor does not come to an end.");
            if (between is not null && pages.Count <= 8)
            {
                await between();
            }

            pages.Add(await api.GetAsync<ProjectPage>($"/v1/projects?{query}&pageSize={pageSize}&cursor={next}"));
        }

        return pages;
    }

    private async Task<List<Project>> FillAsync(int count)
    {
        await api.EmptyAsync();
        return await AddAsync(new Random(count), count);
    }

    /// <summary>Few different values, so that many are equal and the key has to decide.</summary>
    private async Task<List<Project>> AddAsync(Random random, int count)
    {
        var organisation = await api.AddOrganisationAsync();
        var projects = new List<Project>();
        for (var i = 0; i < count; i++)
        {
            projects.Add(await api.AddProjectAsync(
                Some.Project with
                {
                    Title = random.Next(2) == 0 ? "Club" : "A club and more",
                    Deadline = random.Next(3) == 0 ? null : PortalApi.Today.AddDays(random.Next(21, 24)),
                    StartsOn = new DateOnly(2027, 4, random.Next(1, 4)),
                    StatedWeeks = random.Next(1, 4),
                    Location = random.Next(3) == 0 ? null : new Location(47 + random.Next(2), 28.8),
                },
                organisation));
        }

        return projects;
    }
}
