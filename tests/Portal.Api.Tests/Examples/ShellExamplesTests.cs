using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Portal.Api.Platform.Webhooks;
using Portal.Api.Tests.Fixture;
using Portal.Api.Tests.Import;

namespace Portal.Api.Tests.Examples;

/// <summary>What docs/developers and README.md tell people to type is answered, in the form and with the content that they promise.</summary>
public sealed class ShellExamplesTests(ShellExamplesTests.DocumentedApi api) : IClassFixture<ShellExamplesTests.DocumentedApi>
{
    private const string Json = "application/json";
    private const string Problem = "application/problem+json";
    private const string Calendar = "text/calendar";
    private const string LinkedData = "application/ld+json";

    /// <summary>Of each page its commands in their order: the status, the media type, and one thing that the page promises.</summary>
    private static readonly Dictionary<string, (int Status, string? Type, string Promise)[]> Promised = new()
    {
        ["quick-start.md"] = [(200, Json, "\"title\":\"Refugees of the sea\""), (400, Problem, "\"code\":\"validationFailed\".*\"errors\":\\{\"colour\"")],
        ["search.md"] =
        [
            (200, Json, "\"total\":2,"),
            (200, Json, "\"distanceKm\":3\\.3,\"fit\":\\{\"state\":\"fits\""),
            (200, Json, "\"availability\":\"ended\""),
            (200, Json, "\"topic\":\\[\\{\"value\":\"edu\",.*\"count\":1"),
            (200, Json, "Refugees of the sea"),
            (200, Json, "\"label\":\"România\""),
            (200, Json, "\"next\":\"[^\"]+\""),
            (200, Json, "\"items\":\\[\\{\"id\""),
            (200, Json, "\"title\":\"Refugees of the sea\""),
            (200, Json, "\"kind\":\"created\""),
            (200, Json, "\"name\":\"Casa Mare\""),
            (200, Json, "\"answer\":\"yes\""),
        ],
        ["feeds.md"] = [(200, "application/atom+xml", "<title[^>]*>Refugees of the sea"), (200, "application/feed+json", "\"title\": ?\"Refugees of the sea\"")],
        ["calendar.md"] = [(200, Calendar, "VALUE=DATE:20270228"), (200, Calendar, "DTEND;VALUE=DATE:20270901")],
        ["export.md"] = [(200, "text/csv", "\n\uFEFFid,reference,title"), (200, "application/x-ndjson", "\n\\{\"id\":\"[^\n]*Refugees of the sea"), (200, "application/x-ndjson", "^((?!Refugees)(.|\n))*$")],
        ["snapshot.md"] =
        [
            (200, null, "projects\\.csv\\.gz"),
            (200, null, ""),
            (200, null, ""),
            (0, null, "(?s)(?=.*projects\\.ndjson\\.gz: OK)(?=.*organisations\\.ndjson\\.gz: OK)"),
            (0, null, ""),
            (200, null, "dcat:Dataset"),
            (200, Json, "\"items\":\\[\\]"),
        ],
        ["structured-data.md"] =
        [
            (200, LinkedData, "\"@type\":\\[\"Event\",\"EducationalOccupationalProgram\"\\]"),
            (200, LinkedData, "\"@type\":\"NGO\""),
            (200, Json, "\"html\":\"[^\"]*blockquote.*\"width\":(400|[123]?\\d?\\d),"),
            (200, Json, "\"kind\":\"project\""),
            (200, Json, "\"items\":\\[\\{"),
        ],
        ["cache.md"] = [(200, Json, "Vary: Accept-Encoding"), (304, null, "ETag: "), (200, Json, "Content-Encoding: (br|gzip)(.|\n)*\"topics\"")],
        // As a bucket that is filled all the time, it may be full again when the answer is written.
        ["limits.md"] = [(200, Json, "RateLimit-Policy: \"search\";q=3000;w=60(.|\n)*RateLimit: \"search\";r=(2999|3000);t=[01]\\b")],
        ["publishing.md"] =
        [
            (200, Json, "\"maxBatchItems\":1000,\"maxBatchBytes\":33554432,\"maxProjectBytes\":524288"),
            (201, Json, "\"externalId\":\"casa\""),
            (201, Json, "\"externalId\":\"2027-014\""),
            (200, Json, "\"outcome\":\"refused\".*\"code\":\"endsBeforeStart\""),
            (200, Json, "ETag: \"\\d+\""),
            (200, Json, "\"confirmedAt\":\"2027-"),
            (412, Problem, "\"code\":\"preconditionFailed\""),
            (204, null, ""),
            (200, Json, "\"key\":\"portal_.*\"oldKeyExpiresAt\":\"2027-01-13"),
        ],
        ["changes.md"] =
        [
            (200, Json, "\"state\":\"updated\".*\"state\":\"deleted\"|\"state\":\"deleted\".*\"state\":\"updated\""),
            (200, Json, "\"kind\":\"organisation\""),
            (200, Json, "\"items\":\\[\\]"),
            (201, Json, "\"secret\":\"whsec_"),
            (200, Json, "\"lastSuccessAt\":null"),
            (200, Json, "\"changeNumber\":0"),
            (200, Json, "\"secret\":\"whsec_.*\"oldSecretExpiresAt\":\"2027-01-11"),
            (204, null, ""),
        ],
    };

    /// <summary>What README.md tells an operator to type. The commands of make and of containers are looked at below.</summary>
    private static readonly (int Status, string Promise)[] Operators =
    [
        (0, "1 added, 0 changed, 0 unchanged, 0 quarantined"),
        (0, "all\\.ndjson"),
        (0, "projects\\.csv"),
        (0, "0 added, 0 changed, \\d+ unchanged, 0 quarantined"),
        (0, "1 added, 0 changed, 0 unchanged, 0 quarantined"),
        (0, "\\d+ projects and \\d+ organisations as of change \\d+"),
        (0, "\\d+ projects and \\d+ organisations as of change \\d+"),
        (0, "projects\\.ndjson\\.gz: OK"),
        (0, "Added the partner Agenția Națională"),
        (0, "portal_"),
        (1, "There is no project"),
        (1, "There is no organisation"),
    ];

    public static TheoryData<string> Pages() => [.. FencedBlock.All.Where(block => block is { Language: "sh", Page: not FencedBlock.Readme }).Select(block => Path.GetFileName(block.Page)).Distinct()];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Each_command_of_a_page_for_developers_does_what_the_page_says(string page)
    {
        using var session = await api.SessionAsync();

        var given = await session.RunAsync(CodeOf($"docs/developers/{page}"));

        Assert.True(Promised.TryGetValue(page, out var promised), $"Nothing is expected of the commands of {page}.");
        Assert.Equal(promised.Length, given.Count);
        Assert.All(given.Zip(promised), pair =>
        {
            var (answer, (status, type, promise)) = pair;
            Assert.True((status, type) == (answer.Status, answer.Type), $"{answer.Command}\n{answer.Status} {answer.Type}, not {status} {type}\n{answer.Text}");
            Assert.True(Regex.IsMatch(answer.Text, promise), $"{answer.Command}\nhas no {promise}\n{answer.Text}");
        });
    }

    [Fact]
    public async Task Each_command_of_the_operator_in_the_README_does_what_it_says()
    {
        using var session = await api.SessionAsync();
        await PartnerClient.AddAsync(api, "Casa Network");
        await File.WriteAllTextAsync(Path.Combine(session.Folder, "portal-search.json"), ImportRun.Answer(ImportRun.Source()));
        await File.WriteAllTextAsync(Path.Combine(session.Folder, "casa.csv"), "externalId,name,country\ncasa,Casa,MD\n");

        var given = await session.RunAsync(string.Join('\n', OperatorsCommands().Where(command => !IsOfOtherTools(command))));

        Assert.Equal(Operators.Length, given.Count);
        Assert.All(given.Zip(Operators), pair =>
        {
            var (answer, (status, promise)) = pair;
            Assert.True(status == answer.Status && Regex.IsMatch(answer.Text, promise), $"{answer.Command}\n{answer.Status}, for {status} and {promise}\n{answer.Text}");
        });
    }

    /// <summary>Running everything, tests and measurements is not for a test; that there is such a command is.</summary>
    [Fact]
    public void Each_command_of_make_and_of_containers_is_there()
    {
        var makefile = File.ReadAllText(Path.Combine(FencedBlock.Checkout, "Makefile"));
        var commands = OperatorsCommands().Where(IsOfOtherTools).Select(command => ShellLine.WordsOf(command, new Dictionary<string, string>())).ToList();
        Assert.Equal(["bench", "bench-quick", "import", "run", "test"], commands.Where(words => words[0] == "make").Select(words => words[1]).Order(StringComparer.Ordinal));
        Assert.All(commands.Where(words => words[0] == "make"), words => Assert.Matches($"(?m)^{words[1]}:", makefile));
        Assert.All(commands.Where(words => words[0] == "docker"), words => Assert.Equal(["docker", "compose", "up", "--build"], words));
        Assert.True(File.Exists(Path.Combine(FencedBlock.Checkout, "docker-compose.yml")));
    }

    [Fact]
    public async Task The_lines_of_a_data_set_in_the_README_are_taken()
    {
        using var session = await api.SessionAsync();
        await PartnerClient.AddAsync(api, "Casa Network");
        await File.WriteAllTextAsync(Path.Combine(session.Folder, "lines.ndjson"), Assert.Single(FencedBlock.All, block => block.Language == "json").Code);

        var given = await session.RunAsync("dotnet run --project api -- import lines.ndjson --partner \"Casa Network\"");

        Assert.Contains("2 added, 0 changed, 0 unchanged, 0 quarantined", given[0].Text, StringComparison.Ordinal);
    }

    /// <summary>Somebody runs every block: this class those of the shell and of data, and of the others those that are named here.</summary>
    [Fact]
    public void Every_block_is_run_by_somebody()
    {
        var runners = new Dictionary<string, string>
        {
            ["sh"] = "tests/Portal.Api.Tests/Examples/ShellExamplesTests.cs",
            ["json"] = "tests/Portal.Api.Tests/Examples/ShellExamplesTests.cs",
            ["csharp"] = "tests/Portal.Api.Tests/Clients/CSharpReadmeTests.cs",
            ["js"] = "tests/Portal.Api.Tests/Platform/Webhooks/VerificationInDocumentsTests.cs",
            ["ts"] = "clients/typescript/test/developers.test.ts",
            ["html"] = "webapp/e2e/developers.spec.ts",
        };
        Assert.All(FencedBlock.All, block => Assert.True(runners.ContainsKey(block.Language), $"{block.Page}, {block.Heading}: nobody runs ```{block.Language}"));
        Assert.All(runners, runner => Assert.True(File.Exists(Path.Combine(FencedBlock.Checkout, runner.Value)), runner.Value));
        // The others look at the pages for developers only, and one of them at a single block.
        Assert.All(FencedBlock.All.Where(block => block.Page == FencedBlock.Readme), block => Assert.Contains(block.Language, new[] { "sh", "json" }));
        Assert.Single(FencedBlock.All, block => block.Language == "js");
    }

    [Fact]
    public void Every_page_is_in_the_list_of_pages()
    {
        var list = File.ReadAllText(Path.Combine(FencedBlock.Checkout, "docs/developers/README.md"));
        Assert.Equal(
            FencedBlock.DeveloperPages.Where(page => page != "README.md"),
            Regex.Matches(list, @"^\d+\. \[.+\]\((.+)\)$", RegexOptions.Multiline).Select(link => link.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    private static string CodeOf(string page) => string.Concat(FencedBlock.All.Where(block => block.Page == page && block.Language == "sh").Select(block => block.Code));

    private static IEnumerable<string> OperatorsCommands() => ShellLine.CommandsOf(CodeOf(FencedBlock.Readme));

    private static bool IsOfOtherTools(string command) => command.StartsWith("make ", StringComparison.Ordinal) || command.StartsWith("docker ", StringComparison.Ordinal);

    /// <summary>The API with its usual limits, and with what the examples ask for.</summary>
    public sealed class DocumentedApi(TestServer server) : PortalApi(server)
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["RateLimits:Anonymous:Search"] = "3000" };

        internal async Task<ShellSession> SessionAsync()
        {
            await SqlAsync("TRUNCATE webhooks CASCADE");
            await EmptyAsync();
            var casa = await AddOrganisationAsync(Some.Organisation with { Name = "Casa Mare" });
            await AddProjectAsync(Some.Project with { Country = "FR", Title = "Long ago", StartsOn = new(2026, 1, 1), EndsOn = new(2026, 3, 1), Deadline = null }, casa);
            await AddProjectAsync(Some.Project with { Country = "RO", Title = "Refugees by the coast" }, casa);
            var project = await AddProjectAsync(
                Some.Project with
                {
                    Title = "Refugees of the sea",
                    Country = "MD",
                    Topics = ["edu"],
                    Location = new(47.05, 28.83),
                    StartsOn = new(2027, 7, 1),
                    EndsOn = new(2027, 8, 31),
                },
                casa);
            var partner = await PartnerClient.AddAsync(this);
            return new ShellSession(this, new Dictionary<string, string> { ["ID"] = $"{project.Id}", ["ORGANISATION"] = $"{casa.Id}", ["KEY"] = partner.Key });
        }

        protected override void AlsoAdd(IServiceCollection services) => services.AddSingleton<HostLookup>((host, _) =>
            Task.FromResult(host == "example.org" ? [IPAddress.Parse("93.184.215.14")] : Array.Empty<IPAddress>()));
    }
}
