using Portal.Api.Domain;
using Portal.Api.Features.Projects;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Projects;

/// <summary>Compares the search with a search that is too simple to be wrong, for many combinations of everything.</summary>
public sealed class SearchProjectsOracleTests(SearchProjectsOracleTests.SomeProjects api) : IClassFixture<SearchProjectsOracleTests.SomeProjects>
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Any_combination_finds_what_a_plain_look_at_every_project_finds_in_the_same_order(int seed)
    {
        var found = 0;
        foreach (var search in Searches(seed, 150))
        {
            var page = await api.GetAsync<ProjectPage>($"/v1/projects?{search.Query}&pageSize=100");

            var expected = search.InOrder(Expected(search)).ToList();
            Assert.True(expected.Count == page.Total, $"{search.Query} found {page.Total} and not {expected.Count}");
            Assert.True(
                expected.Take(100).Select(project => project.Id).SequenceEqual(page.Items.Select(item => item.Id)),
                $"{search.Query} is in another order");
            foreach (var (project, item) in expected.Zip(page.Items))
            {
                Assert.Equal(search.FitOf(project), item.Fit is { } fit ? (fit.State, fit.Days) : null);
                Assert.True(
                    search.DistanceOf(project) is { } distance ? Math.Abs(distance - item.DistanceKm!.Value) < 0.051 : item.DistanceKm is null,
                    $"{search.Query} is {item.DistanceKm} km away and not {search.DistanceOf(project)}");
            }

            found += page.Total;
        }

        Assert.True(found > 500, "The combinations find too little to say anything.");
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task Every_count_of_every_facet_is_what_the_search_finds_with_that_value(int seed)
    {
        var counted = 0;
        foreach (var search in Searches(seed, 100))
        {
            var facets = await api.GetAsync<ProjectFacets>($"/v1/projects/facets?{WithoutSort(search)}");

            Assert.Equal(Expected(search).Count(), facets.Total);
            AssertCounts(search, "country", facets.Facets.Country, project => [project.Country]);
            AssertCounts(search, "topic", facets.Facets.Topic, project => project.Topics);
            AssertCounts(search, "activityType", facets.Facets.ActivityType, project => project.ActivityType is { } type ? [type] : []);
            AssertCounts(search, "support", facets.Facets.Support, project => api.Organisations[project.OrganisationId].InclusionSupports);
            AssertCounts(search, "availability", facets.Facets.Availability, project => [Availability.AsOf(search.AsOf, project.EndsOn, project.Deadline, project.Places)]);
            AssertCounts(search, "weeks", facets.Facets.Duration, project => [BandOf(Duration.Weeks(project.StatedWeeks, project.StartsOn, project.EndsOn))]);
            AssertCounts(search, "starts", facets.Facets.StartMonth, project => [$"{project.StartsOn:yyyy-MM}"]);
            counted += facets.Facets.Country!.Sum(country => country.Count);
        }

        Assert.True(counted > 500, "The combinations find too little to say anything.");
    }

    /// <summary>The same as a reader sees it: choosing a value finds as many as its count said.</summary>
    [Fact]
    public async Task Choosing_a_value_finds_as_many_as_its_count_says()
    {
        foreach (var search in Searches(seed: 21, 15))
        {
            var facets = (await api.GetAsync<ProjectFacets>($"/v1/projects/facets?{WithoutSort(search)}")).Facets;
            var choices = facets.Country!.Select(value => ("country", $"country={value.Value}", value.Count))
                .Concat(facets.Topic!.Select(value => ("topic", $"topic={value.Value}", value.Count)))
                .Concat(facets.ActivityType!.Select(value => ("activityType", $"activityType={value.Value}", value.Count)))
                .Concat(facets.Support!.Select(value => ("support", $"support={value.Value}", value.Count)))
                .Concat(facets.Availability!.Select(value => ("availability", $"availability={value.Value}", value.Count)))
                .Concat(facets.Duration!.Select(value => ("weeks", WeeksOf(value.Value), value.Count)))
                .Concat(facets.StartMonth!.Select(value => ("starts", DaysOf(value.Value), value.Count)));
            foreach (var (filter, parameter, count) in choices)
            {
                var query = search.QueryWith(filter, parameter);
                Assert.True(count == (await api.GetAsync<ProjectPage>($"/v1/projects?{query}&pageSize=1")).Total, $"{query} does not find {count}");
            }
        }

        static string WeeksOf(string band) => band.Split('-') is [var least, { Length: > 0 } most] ? $"minWeeks={least}&maxWeeks={most}" : $"minWeeks={band.TrimEnd('-')}";

        static string DaysOf(string month)
        {
            var first = DateOnly.ParseExact($"{month}-01", "yyyy-MM-dd");
            return $"startsFrom={first:yyyy-MM-dd}&startsTo={first.AddMonths(1).AddDays(-1):yyyy-MM-dd}";
        }
    }

    [Fact]
    public async Task A_dead_end_says_which_single_filter_to_drop_and_what_that_finds()
    {
        var ends = 0;
        foreach (var search in Searches(seed: 31, 250))
        {
            var page = await api.GetAsync<ProjectPage>($"/v1/projects?{search.Query}&pageSize=1");
            if (page.Total > 0)
            {
                Assert.Empty(page.Suggestions);
                continue;
            }

            ends++;
            Assert.Equal(page.Suggestions.OrderByDescending(way => way.Total).Select(way => way.Total), page.Suggestions.Select(way => way.Total));
            foreach (var filter in new[] { "country", "topic", "activityType", "strand", "support", "organisationId", "eligibleCountry", "text", "free" }.Intersect(search.Filters))
            {
                var without = api.All.Count(project => search.Matches(project, api.Organisations[project.OrganisationId], except: filter));
                var parameter = filter == "free" ? "freeFrom" : filter;
                Assert.Equal(without, page.Suggestions.SingleOrDefault(way => way.Parameter == parameter && way.Action == "drop")?.Total ?? 0);
            }

            foreach (var way in page.Suggestions.Where(way => way.Action == "widen"))
            {
                var filter = way.Parameter == "fit" ? "free" : way.Parameter;
                var kept = filter == "free" ? search.Query.Split('&').Where(part => part.StartsWith("free", StringComparison.Ordinal)) : [];
                var query = search.QueryWith(filter, [.. kept, .. way.Values.Select(value => $"{way.Parameter}={value}")]);
                Assert.Equal(way.Total, (await api.GetAsync<ProjectPage>($"/v1/projects?{query}&pageSize=1")).Total);
            }
        }

        Assert.True(ends > 20, "Too few searches end dead to say anything.");
    }

    private IEnumerable<PlainSearch> Searches(int seed, int count)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(_ => PlainSearch.Make(random, [.. api.Organisations.Keys]));
    }

    private IEnumerable<Project> Expected(PlainSearch search, string? except = null) =>
        api.All.Where(project => search.Matches(project, api.Organisations[project.OrganisationId], except));

    private void AssertCounts(
        PlainSearch search, string filter, IReadOnlyList<Portal.Api.Platform.Search.FacetValue>? told, Func<Project, IEnumerable<string>> valuesOf)
    {
        var expected = Expected(search, except: filter).SelectMany(project => valuesOf(project).Distinct())
            .GroupBy(value => value).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key} {group.Count()}");
        Assert.True(
            expected.SequenceEqual(told!.OrderBy(value => value.Value, StringComparer.Ordinal).Select(value => $"{value.Value} {value.Count}")),
            $"{filter} of {search.Query}: {string.Join(", ", expected)} and not {string.Join(", ", told!.Select(value => $"{value.Value} {value.Count}"))}");
    }

    private static string WithoutSort(PlainSearch search) =>
        string.Join('&', search.Query.Split('&').Where(part => !part.StartsWith("sort=", StringComparison.Ordinal)));

    private static string BandOf(int weeks) => weeks switch { < 3 => "1-2", < 9 => "3-8", < 27 => "9-26", < 53 => "27-52", _ => "53-" };

    public sealed class SomeProjects(TestServer server) : PortalApi(server), IAsyncLifetime
    {
        public List<Project> All { get; } = [];

        public Dictionary<Guid, Organisation> Organisations { get; private set; } = [];

        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            var facts = GeneratedProjects.Generate(seed: 614, count: 400, Today, spread: 50).ToList();
            Organisations = await WriteAsync(db =>
            {
                var organisations = new string[][] { [], ["mentoring"], ["dietary"], ["mentoring", "dietary"], ["other", "mentoring"] }
                    .Select((supports, number) => Organisation.Publish(Some.Organisation with { Name = $"Organisation {number}", InclusionSupports = supports }))
                    .ToDictionary(organisation => organisation.Id);
                db.AddRange(organisations.Values);
                return Task.FromResult(organisations);
            });

            // In four batches, so that some are newer than others.
            foreach (var batch in facts.Chunk(100))
            {
                Clock.Advance(TimeSpan.FromSeconds(1));
                All.AddRange(await WriteAsync(db =>
                {
                    db.AttachRange(Organisations.Values);
                    var projects = batch.Select((project, index) => Project.Publish(Organisations.Values.ElementAt(index % 5), project)).ToList();
                    db.AddRange(projects);
                    return Task.FromResult(projects);
                }));
            }
        }
    }
}
