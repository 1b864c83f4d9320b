using System.Net;
using System.Text;
using Portal.Api.Data;
using Portal.Api.Domain;
using Portal.Api.Features.Projects;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Import.DataSets;

/// <summary>What is exported makes the same records again, wherever it is imported.</summary>
public sealed class DataSetRoundTripTests(PortalApi api) : IClassFixture<PortalApi>, IAsyncLifetime
{
    private const string Nasty = "=1+1 \"quoted\", 'single'; a | b\n\n- first\n- second\ttabbed\n\n  +373 22 000 000 anna@example.org @home -5 😀👩‍👩‍👧 \u202Bעברית\u202C العربية \\n \\";

    private readonly DataSetRun run = new(api);

    public async ValueTask InitializeAsync() => await run.EmptyAsync();

    public ValueTask DisposeAsync()
    {
        run.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Ndjson_makes_the_same_database_of_an_empty_one_and_changes_nothing_in_the_same_one()
    {
        var project = await FillAsync();
        var exported = await run.ExportAsync("all.ndjson");
        var numbers = await NumbersAsync();
        Assert.Equal("0 added, 0 changed, 8 unchanged, 0 quarantined", DataSetRun.Counts(await run.RunAsync("import", "all.ndjson")));
        Assert.Equal(numbers, await NumbersAsync());

        await run.EmptyAsync();
        var outcome = await run.RunAsync("import", "all.ndjson");
        Assert.Equal("8 added, 0 changed, 0 unchanged, 0 quarantined", DataSetRun.Counts(outcome));
        Assert.Contains("added the partner Agenția; issue a key with: partner key add \"Agenția\"", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(exported, await run.ExportAsync("again.ndjson"));
        await AssertAnswersAsync(project);
    }

    [Fact]
    public async Task Csv_makes_the_same_database_of_an_empty_one_and_changes_nothing_in_the_same_one()
    {
        var project = await FillAsync();
        var organisations = await run.ExportAsync("organisations.csv", "--kind", "organisations");
        var projects = await run.ExportAsync("projects.csv", "--kind", "projects");
        var numbers = await NumbersAsync();
        Assert.Equal("0 added, 0 changed, 4 unchanged, 0 quarantined", DataSetRun.Counts(await run.RunAsync("import", "organisations.csv")));
        Assert.Equal("0 added, 0 changed, 4 unchanged, 0 quarantined", DataSetRun.Counts(await run.RunAsync("import", "projects.csv")));
        Assert.Equal(numbers, await NumbersAsync());

        await run.EmptyAsync();
        Assert.Equal("4 added, 0 changed, 0 unchanged, 0 quarantined", DataSetRun.Counts(await run.RunAsync("import", "organisations.csv")));
        Assert.Equal("4 added, 0 changed, 0 unchanged, 0 quarantined", DataSetRun.Counts(await run.RunAsync("import", "projects.csv")));
        Assert.Equal(organisations, await run.ExportAsync("organisations2.csv", "--kind", "organisations"));
        Assert.Equal(projects, await run.ExportAsync("projects2.csv", "--kind", "projects"));
        await AssertAnswersAsync(project);
    }

    [Fact]
    public async Task An_export_says_everything_and_nothing_that_is_not_stated()
    {
        await FillAsync();
        var lines = Encoding.UTF8.GetString(await run.ExportAsync("partner.ndjson", "--partner", "Agenția")).TrimEnd('\n').Split('\n');
        Assert.Equal(["organisation", "organisation", "project", "project"], lines.Select(line => System.Text.Json.Nodes.JsonNode.Parse(line)!["kind"]!.GetValue<string>()));
        var organisation = lines.Single(line => line.Contains("Casa", StringComparison.Ordinal) && line.Contains("\"organisation\":{", StringComparison.Ordinal));
        Assert.Contains("anna@example.org", organisation, StringComparison.Ordinal);
        Assert.DoesNotContain("null", organisation, StringComparison.Ordinal);
        var project = lines.Single(line => line.Contains("\"nasty\"", StringComparison.Ordinal));
        Assert.Contains("+373 22 000 000 anna@example.org", project, StringComparison.Ordinal);
        Assert.Contains("\"organisationExternalId\":\"casa\"", project, StringComparison.Ordinal);
        Assert.DoesNotContain("organisationId", project, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(run.Path("partner.ndjson")));
        }
    }

    [Fact]
    public async Task What_was_erased_is_in_no_export_and_comes_back_with_no_import()
    {
        var project = await FillAsync();
        await run.ExportAsync("before.ndjson", "--partner", "Agenția");
        Assert.Equal(0, (await run.RunAsync("erase", "project", $"{project}", "--yes")).ExitCode);
        Assert.DoesNotContain($"{project}", Encoding.UTF8.GetString(await run.ExportAsync("after.ndjson")), StringComparison.Ordinal);

        Assert.Equal("0 added, 0 changed, 3 unchanged, 1 quarantined", DataSetRun.Counts(await run.RunAsync("import", "before.ndjson", "--quarantine", run.QuarantinePath)));
        Assert.Equal("recordErased", (string)Assert.Single(run.Quarantined)["reasons"]![0]!["code"]!);
        await api.GetProblemAsync($"/v1/projects/{project}", HttpStatusCode.Gone);
    }

    [Fact]
    public async Task Standard_output_and_input_take_the_place_of_files()
    {
        await FillAsync();
        var (exitCode, output, told) = await run.RunAsync("export", "-", "--format", "csv", "--kind", "organisations");
        Assert.Equal((0, "4 organisations and 0 projects"), (exitCode, told.Trim()));

        using var import = PortalProgram.Start(api, run.Folder, ["import", "-", "--format", "csv"]);
        await import.StandardInput.WriteAsync(output);
        import.StandardInput.Close();
        Assert.StartsWith("0 added, 0 changed, 4 unchanged, 0 quarantined", await import.StandardOutput.ReadToEndAsync(), StringComparison.Ordinal);
        await import.WaitForExitAsync();
    }

    [Theory]
    [InlineData("CSV holds one kind", "export", "all.csv")]
    [InlineData("Say how to write it", "export", "all")]
    [InlineData("There is no partner nobody", "export", "all.ndjson", "--partner", "nobody")]
    [InlineData("cannot be written", "export", "nowhere/all.ndjson")]
    public async Task What_cannot_be_exported_is_told_in_a_sentence_and_leaves_no_file(string sentence, params string[] arguments)
    {
        var (exitCode, _, error) = await run.RunAsync(arguments);
        Assert.Equal(1, exitCode);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
        Assert.Empty(Directory.GetFiles(run.Folder));
    }

    /// <summary>Records with and without partners and sources, published and withdrawn, with every field and with none.</summary>
    /// <returns>A project that is published.</returns>
    private async Task<Guid> FillAsync()
    {
        var when = api.Clock.GetUtcNow();
        var id = await api.WriteAsync(db =>
        {
            db.Add(new PartnerRow { Name = "Agenția", CreatedAt = when });
            var casa = Organisation.Publish(new()
            {
                Pic = "948414467",
                Name = "Casa \"Mare\"; | ț,\nof two lines",
                Description = Nasty,
                Town = "=Chișinău",
                Country = "MD",
                Location = new(47.0245, -0.0),
                Website = "https://example.org/?a=1,2;3|4",
                Email = "anna@example.org",
                Phone = "+373 22 000 000",
                Topics = ["edu", "socl"],
                Labels = [new("host", "2025-1;|\"'", new DateOnly(2027, 12, 31)), new("lead", null, null)],
                InclusionSupports = ["mentoring", "other"],
            });
            casa.Own("Agenția", "casa");
            var gone = Organisation.Publish(new() { Name = "Gone", Country = "GR" });
            gone.Own("Agenția", "=gone;1,\"2\"");
            var found = Organisation.Publish(new() { Name = "Found", Country = "XK" }, "elsewhere", "é,\"1\"");
            var plain = Organisation.Publish(Some.Organisation);

            var nasty = Project.Publish(casa, new()
            {
                Title = "= \"Nasty\", 'title'; | 😀\r\nin two lines",
                Description = Nasty,
                ParticipantProfile = "\"",
                Accommodation = ";|,",
                Training = " two spaces before and after, and a < b  ",
                Language = "sr-Latn",
                StartsOn = new(2027, 4, 1),
                EndsOn = new(2027, 4, 1),
                StatedWeeks = 520,
                Deadline = new(2037, 12, 30),
                Places = "full",
                ApplyUrl = "https://example.org/apply?x=\"1\"",
                Topics = ["sme", "edu"],
                ActivityType = "team",
                Strand = "humanitarianAid",
                Town = "-5",
                Country = "GB",
                Location = new(0, 0.1 + 0.2),
                EligibleCountries = ["IT", "XK", "ES"],
                DateFlexibility = "flexible",
                RequiresCv = false,
                RequiresMotivation = true,
                InputIssues = ["unknownTopic", "weeksMissing"],
            });
            nasty.Own("Agenția", "nasty");
            nasty.Confirm(when.AddTicks(1234560));
            var withdrawn = Project.Publish(gone, Some.Project);
            withdrawn.Own("Agenția", "withdrawn");
            var imported = Project.Publish(found, Some.Project with { Title = "Imported" }, "portal-search", "12147");
            var own = Project.Publish(plain, Some.Project with { Description = null, Deadline = null });
            db.AddRange(casa, gone, found, plain, nasty, withdrawn, imported, own);
            return Task.FromResult((nasty.Id, Withdrawn: withdrawn.Id, Gone: gone.Id));
        });
        api.Clock.Advance(TimeSpan.FromMilliseconds(1.001));
        await api.ChangeAsync<Project>(id.Withdrawn, project => project.Withdraw(api.Clock.GetUtcNow()));
        await api.ChangeAsync<Organisation>(id.Gone, organisation => organisation.Withdraw(api.Clock.GetUtcNow(), hasProjects: false));
        return id.Id;
    }

    private async Task AssertAnswersAsync(Guid published)
    {
        var project = await api.GetAsync<ProjectDetail>($"/v1/projects/{published}");
        Assert.Equal(Nasty, project.Description);
        Assert.Equal("Casa \"Mare\"; | ț,\nof two lines", project.Organisation.Name);
        var withdrawn = await api.SqlValueAsync<Guid>("SELECT id FROM projects WHERE withdrawn_at IS NOT NULL");
        await api.GetProblemAsync($"/v1/projects/{withdrawn}", HttpStatusCode.Gone);
        Assert.Equal(3, (await api.GetAsync<ProjectPage>("/v1/projects?availability=open&availability=full&availability=deadlinePassed&availability=ended")).Total);
    }

    private Task<List<string>> NumbersAsync() => api.SqlListAsync<string>("SELECT change_number || ' ' || changed_at FROM changes ORDER BY change_number");
}
