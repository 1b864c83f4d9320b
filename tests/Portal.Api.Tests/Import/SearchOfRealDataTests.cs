using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Api.Features.Projects;
using Portal.Api.Platform.Search;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Import;

/// <summary>
/// How well the portal's own projects of 2019 are found by what stands in them, and by what a hurried person makes of it.
/// The questions are made from the data while the test runs, always the same ones.
/// </summary>
public sealed partial class SearchOfRealDataTests(PortalApi api, ITestOutputHelper output) : IClassFixture<PortalApi>
{
    private const string Everything = "availability=open&availability=full&availability=deadlinePassed&availability=ended&asOf=2019-03-31";

    private const int ShortestDistinctiveWord = 5;

    /// <summary>Just below what is reached.</summary>
    private static readonly Dictionary<string, (double Recall, double Rank)> Floors = new()
    {
        ["title"] = (0.995, 0.995),
        ["plain"] = (0.995, 0.995),
        ["slip"] = (0.99, 0.99),
        ["two words"] = (0.99, 0.97),
        ["organisation"] = (0.99, 0.98),
        ["town and word"] = (0.99, 0.97),
    };

    [Fact]
    public async Task Every_project_is_found_by_its_title_its_organisation_and_its_town_also_with_a_slip()
    {
        var file = RealData.File();
        Assert.SkipWhen(file is null, RealData.WhySkipped);
        using var import = new ImportRun();
        Assert.Equal(0, (await import.OfFileAsync(api, file!, "--quarantine", import.QuarantinePath)).ExitCode);

        var all = await AllAsync();
        Assert.True(all.Count > 400, $"{all.Count} projects were imported.");
        var uses = all.SelectMany(project => Words(project.Title)).GroupBy(word => word).ToDictionary(word => word.Key, word => word.Count());
        var relevance = new Relevance();
        var answers = new Dictionary<string, ProjectPage>();
        for (var number = 0; number < all.Count; number++)
        {
            var project = all[number];
            var title = FoldedLetters.Fold(project.Title);
            // The rarest and longest first; of equal ones the first.
            var words = Words(project.Title).Distinct().OrderBy(word => uses[word]).ThenByDescending(word => word.Length).ToList();
            await AskAsync("title", project.Title, HasTitle);
            await AskAsync("plain", title, HasTitle);
            if (words.MaxBy(word => word.Length) is { } longest)
            {
                // What is in quotes or left out is taken as it is written, so a slip there is none to be corrected.
                var plain = title.Replace("\"", " ", StringComparison.Ordinal).Replace(" -", " ", StringComparison.Ordinal);
                await AskAsync("slip", Regex.Replace(plain, $@"(?<!\w){longest}(?!\w)", Slip(longest, number)), HasTitle);
                if (project.Town is { } town)
                {
                    await AskAsync("town and word", $"{FoldedLetters.Fold(town)} {words[0]}", HasTitle);
                }
            }

            if (words.Count > 1)
            {
                await AskAsync("two words", words.Take(2).OrderByDescending(word => title.IndexOf(word, StringComparison.Ordinal)).Aggregate((one, other) => $"{one} {other}"), HasTitle);
            }

            await AskAsync("organisation", FoldedLetters.Fold(project.Organisation.Name), found => FoldedLetters.Fold(found.Organisation.Name) == FoldedLetters.Fold(project.Organisation.Name));

            bool HasTitle(ProjectSummary found) => FoldedLetters.Fold(found.Title) == title;
        }

        relevance.HoldTo(output, recall: 0.99, rank: 0.98, Floors);

        async Task AskAsync(string kind, string text, Func<ProjectSummary, bool> isMeant)
        {
            var asked = text.Length > TextQuery.MaxLength ? text[..text.LastIndexOf(' ', TextQuery.MaxLength)] : text;
            if (!answers.TryGetValue(asked, out var page))
            {
                page = await api.GetAsync<ProjectPage>($"/v1/projects?text={Uri.EscapeDataString(asked)}&{Everything}&pageSize={Relevance.Depth}");
                answers[asked] = page;
            }

            var first = page.Items.TakeWhile(found => !isMeant(found)).Count();
            relevance.Add(
                kind, asked, [.. page.Items.Select((_, at) => (at == first, at == first))], belonging: 1,
                $"{(page.CorrectedText is { } corrected ? $"as {corrected}: " : "")}{page.Total}: {string.Join(" | ", page.Items.Take(2).Select(found => found.Title))}");
        }
    }

    private async Task<List<ProjectSummary>> AllAsync()
    {
        var all = new List<ProjectSummary>();
        for (var page = 1; all.Count == (page - 1) * 100; page++)
        {
            all.AddRange((await api.GetAsync<ProjectPage>($"/v1/projects?{Everything}&sort=start&pageSize=100&page={page}")).Items);
        }

        // Ids are drawn while importing; the order of the questions is not to depend on them.
        return [.. all.OrderBy(project => project.Reference, StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Words(string title) =>
        Word().Matches(FoldedLetters.Fold(title)).Select(word => word.Value).Where(word => word.Length >= ShortestDistinctiveWord && word.All(char.IsLetter));

    /// <summary>The word with a letter left out, doubled, wrong, or changed with the next, in turn and not at its beginning.</summary>
    private static string Slip(string word, int number)
    {
        var random = new Random(2019 + number);
        var at = random.Next(1, word.Length - 1);
        return (number % 4) switch
        {
            0 => word.Remove(at, 1),
            1 => word.Insert(at, word[at].ToString()),
            2 => word.Remove(at, 1).Insert(at, word[at] == 'e' ? "a" : "e"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}"),
        };
    }

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
