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
        var random = new Random(seed);
        var found = 0;
        for (var i = 0; i < 100; i++)
        {
            var asked = Asked.Make(random, [.. api.Organisations.Keys]);

            var page = await api.GetAsync<ProjectPage>($"/v1/projects?{asked.Query}&pageSize=100");

            var expected = api.All.Where(project => asked.Matches(project, api.Organisations[project.OrganisationId])).ToList();
            Assert.True(expected.Count == page.Total, $"{asked.Query} found {page.Total} and not {expected.Count}");
            Assert.True(
                asked.Order(expected).Take(100).Select(project => project.Id).SequenceEqual(page.Items.Select(item => item.Id)),
                $"{asked.Query} is in another order");
            found += page.Total;
        }

        Assert.True(found > 500, "The combinations find too little to say anything.");
    }

    private sealed class Asked
    {
        private readonly List<string> parts = [];
        private readonly List<Func<Project, Organisation, bool>> conditions = [];
        private DateOnly asOf = PortalApi.Today;
        private string sort = "deadline";

        public string Query => string.Join('&', parts);

        public static Asked Make(Random random, List<Guid> organisations)
        {
            var asked = new Asked();
            if (random.Next(2) == 0)
            {
                asked.asOf = PortalApi.Today.AddDays(random.Next(-60, 90));
                asked.parts.Add($"asOf={asked.asOf:yyyy-MM-dd}");
            }

            var availability = random.Next(3) == 0 ? [] : asked.Some(random, "availability", Availability.List.Values);
            asked.conditions.Add((project, _) => (availability.Count == 0 ? ["open"] : availability).Contains(
                Availability.AsOf(asked.asOf, project.EndsOn, project.Deadline, project.Places)));

            Maybe(() =>
            {
                var values = asked.Some(random, "country", ["MD", "RO", "EL", "GR", "UK", "XK", "CZ"]).Select(Country.ToIso).ToList();
                asked.conditions.Add((project, _) => values.Contains(project.Country));
            });
            Maybe(() =>
            {
                var values = asked.Some(random, "topic", ["edu", "cult", "migr", "natr", "sprt"]);
                asked.conditions.Add((project, _) => project.Topics.Intersect(values).Any());
            });
            Maybe(() =>
            {
                var values = asked.Some(random, "activityType", ActivityType.List.Values);
                asked.conditions.Add((project, _) => project.ActivityType is { } type && values.Contains(type));
            });
            Maybe(() =>
            {
                var values = asked.Some(random, "support", ["mentoring", "dietary"]);
                asked.conditions.Add((_, organisation) => values.All(organisation.InclusionSupports.Contains));
            });
            Maybe(() =>
            {
                var values = asked.Some(random, "organisationId", organisations.Select(id => id.ToString()));
                asked.conditions.Add((project, _) => values.Contains(project.OrganisationId.ToString()));
            });
            Maybe(() => asked.Range(random, "starts", project => project.StartsOn));
            Maybe(() => asked.Range(random, "deadline", project => project.Deadline));
            Maybe(() =>
            {
                var word = GeneratedProjects.Words[random.Next(GeneratedProjects.Words.Length)];
                var minus = random.Next(3) == 0;
                asked.parts.Add($"text={(minus ? "-" : "")}{(random.Next(2) == 0 ? word.ToUpperInvariant() : word)}");
                asked.conditions.Add((project, _) => minus != $"{project.Title} {project.Description}".Contains(word, StringComparison.Ordinal));
                asked.sort = "";
            });

            // The order of matches is not simple; that of dates and durations is.
            if (asked.sort.Length == 0 || random.Next(2) == 0)
            {
                asked.sort = new[] { "deadline", "start", "duration", "newest" }[random.Next(4)];
                asked.parts.Add($"sort={asked.sort}");
            }

            return asked;

            void Maybe(Action add)
            {
                if (random.Next(4) == 0)
                {
                    add();
                }
            }
        }

        public bool Matches(Project project, Organisation organisation) => conditions.All(condition => condition(project, organisation));

        public IEnumerable<Project> Order(IEnumerable<Project> projects) => (sort switch
        {
            "deadline" => projects.OrderBy(project => project.Deadline ?? DateOnly.MaxValue),
            "start" => projects.OrderBy(project => project.StartsOn),
            "duration" => projects.OrderBy(project => Duration.Weeks(project.StatedWeeks, project.StartsOn, project.EndsOn)),
            _ => projects.OrderByDescending(project => project.CreatedAt),
        }).ThenBy(project => project.Id.ToString(), StringComparer.Ordinal);

        private List<string> Some(Random random, string name, IEnumerable<string> from)
        {
            var all = from.ToArray();
            random.Shuffle(all);
            var some = all.Take(random.Next(1, Math.Min(all.Length, 3) + 1)).ToList();
            parts.AddRange(some.Select(value => $"{name}={value}"));
            return some;
        }

        private void Range(Random random, string name, Func<Project, DateOnly?> dateOf)
        {
            var from = PortalApi.Today.AddDays(random.Next(-60, 60));
            var to = from.AddDays(random.Next(0, 60));
            var which = random.Next(3);
            if (which != 1)
            {
                parts.Add($"{name}From={from:yyyy-MM-dd}");
                conditions.Add((project, _) => dateOf(project) >= from);
            }

            if (which != 0)
            {
                parts.Add($"{name}To={to:yyyy-MM-dd}");
                conditions.Add((project, _) => dateOf(project) <= to);
            }
        }
    }

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
