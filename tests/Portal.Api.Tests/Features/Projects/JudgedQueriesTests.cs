using Portal.Api.Features.Projects;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Projects;

/// <summary>How well what people type finds what they mean in the sample data, as judged in judged-queries.tsv.</summary>
public sealed class JudgedQueriesTests(JudgedQueriesTests.WithSamples api, ITestOutputHelper output)
    : IClassFixture<JudgedQueriesTests.WithSamples>, IAsyncLifetime
{
    private const string EveryAvailability = "availability=open&availability=full&availability=deadlinePassed&availability=ended";

    /// <summary>Just below what is reached. A change that lowers one of them makes search worse for that kind of question.</summary>
    private static readonly Dictionary<string, (double Recall, double Rank)> Floors = new()
    {
        ["title"] = (1, 1),
        ["words"] = (1, 1),
        ["plain"] = (1, 1),
        ["slip"] = (0.97, 0.98),
        ["slips"] = (0.9, 0.9),
        ["forms"] = (0.93, 0.93),
        ["country"] = (1, 1),
        ["organisation"] = (0.99, 0.99),
        ["town"] = (1, 1),
        ["topic"] = (1, 1),
        ["combined"] = (0.98, 0.99),
        ["phrase"] = (1, 1),
        ["leftOut"] = (0.9, 0.9),
        // A reference is compared letter by letter, also its case.
        ["reference"] = (0.75, 0.75),
    };

    public async ValueTask InitializeAsync()
    {
        if (await api.SqlValueAsync<long>("SELECT count(*) FROM projects WHERE reference IS NOT NULL") == 0)
        {
            var organisation = await api.AddOrganisationAsync(Some.Organisation with { Name = "Archive of numbers" });
            await api.AddProjectAsync(Some.Project with { Title = "Numbered opportunity" }, organisation, "portal-search", "12147");
            await api.AddProjectAsync(Some.Project with { Title = "Lettered opportunity" }, organisation, "other", "AB-7/x");
            await api.AddProjectAsync(Some.Project with { Title = "Coded opportunity" }, organisation, "other", "ESC-2027-041");
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_people_type_finds_what_they_mean()
    {
        var all = await AllAsync();
        var relevance = new Relevance();
        foreach (var query in JudgedQuery.All())
        {
            var best = all.Where(project => query.Best.Any(answer => answer.Fits(project))).Select(project => project.Id).ToHashSet();
            var belonging = all.Where(project => query.Belonging.Any(answer => answer.Fits(project))).Select(project => project.Id).ToHashSet();
            Assert.True(query.ExpectsNothing || query.Belonging.All(answer => all.Any(answer.Fits)), $"{query.Text}: the sample data has no such answer.");

            var page = await api.GetAsync<ProjectPage>(
                $"/v1/projects?text={Uri.EscapeDataString(query.Text)}&{EveryAvailability}&pageSize={Relevance.Depth}");
            relevance.Add(
                query.Kind,
                query.Text,
                [.. page.Items.Select(project => (belonging.Contains(project.Id), best.Contains(project.Id)))],
                belonging.Count,
                $"{(page.CorrectedText is { } corrected ? $"as {corrected}: " : "")}{page.Total}: {string.Join(" | ", page.Items.Take(4).Select(project => project.Title))}");
        }

        relevance.HoldTo(output, recall: 0.97, rank: 0.97, Floors);
    }

    private async Task<List<ProjectSummary>> AllAsync()
    {
        var all = new List<ProjectSummary>();
        for (var page = 1; all.Count == (page - 1) * 100; page++)
        {
            all.AddRange((await api.GetAsync<ProjectPage>($"/v1/projects?{EveryAvailability}&pageSize=100&page={page}")).Items);
        }

        return all;
    }

    /// <summary>A line of the list: what somebody types, and what should come.</summary>
    private sealed record JudgedQuery(string Kind, string Text, Answer[] Best, Answer[] Others)
    {
        public IEnumerable<Answer> Belonging => Best.Concat(Others);

        public bool ExpectsNothing => Best.Length == 0;

        public static IEnumerable<JudgedQuery> All()
        {
            using var file = typeof(JudgedQuery).Assembly.GetManifestResourceStream("judged-queries.tsv")!;
            using var reader = new StreamReader(file);
            while (reader.ReadLine() is { } line)
            {
                if (line.Length > 0 && line[0] != '#')
                {
                    var fields = line.Split('\t');
                    yield return new JudgedQuery(fields[0], fields[1], Answers(fields[2]), fields.Length > 3 ? Answers(fields[3]) : []);
                }
            }
        }

        private static Answer[] Answers(string field) =>
            field == "-" ? [] : [.. field.Split(" | ").Select(answer => new Answer(answer.Trim()))];
    }

    /// <summary>Which projects answer a question: those of whom all its facts, parted by +, hold.</summary>
    private sealed record Answer(string Text)
    {
        private readonly string[] facts = Text.Split(" + ");

        public bool Fits(ProjectSummary project) => facts.All(fact => Holds(fact, project));

        private static bool Holds(string fact, ProjectSummary project) =>
            fact.StartsWith('@') ? project.Organisation.Name == fact[1..]
            : fact.StartsWith("country:", StringComparison.Ordinal) ? project.Country == fact[8..]
            : fact.StartsWith("topic:", StringComparison.Ordinal) ? project.Topics.Contains(fact[6..])
            : fact.EndsWith('…') ? project.Title.StartsWith(fact[..^1], StringComparison.Ordinal)
            : project.Title == fact;
    }

    public sealed class WithSamples(TestServer server) : PortalApi(server)
    {
        protected override bool WithSampleData => true;
    }
}
