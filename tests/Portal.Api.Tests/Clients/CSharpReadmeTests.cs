using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Portal.Api.Tests.Examples;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Clients;

/// <summary>
/// The C# client as somebody has it who installs the package, and what its README and the pages for developers say, against the API on
/// a port of its own.
/// </summary>
public sealed partial class CSharpReadmeTests(CSharpReadmeTests.Consumer consumer) : IClassFixture<CSharpReadmeTests.Consumer>
{
    private static readonly string Root = FencedBlock.Checkout;

    private static readonly List<FencedBlock> Readme = [.. FencedBlock.Of("clients/csharp/README.md", Path.Combine(Root, "clients/csharp/README.md"))];

    private static readonly List<FencedBlock> Programs = [.. Readme.Concat(FencedBlock.All).Where(block => block.Language == "csharp")];

    [Fact]
    public void The_package_holds_what_is_needed_and_nothing_else()
    {
        using var package = ZipFile.OpenRead(Path.Combine(consumer.Packages, "Portal.Client.1.0.0.nupkg"));
        Assert.Equal(
            ["LICENSE", "Portal.Client.nuspec", "README.md", "lib/net8.0/Portal.Client.dll", "lib/net8.0/Portal.Client.xml"],
            package.Entries.Select(entry => entry.FullName).Where(name => !PackagingOfItsOwn().IsMatch(name)).Order(StringComparer.Ordinal));
        using var nuspec = new StreamReader(package.GetEntry("Portal.Client.nuspec")!.Open());
        var described = nuspec.ReadToEnd();
        Assert.Contains("<license type=\"expression\">MIT</license>", described, StringComparison.Ordinal);
        Assert.Contains("<readme>README.md</readme>", described, StringComparison.Ordinal);
        Assert.DoesNotContain("<dependency ", described, StringComparison.Ordinal);

        using var symbols = ZipFile.OpenRead(Path.Combine(consumer.Packages, "Portal.Client.1.0.0.snupkg"));
        Assert.Contains(symbols.Entries, entry => entry.FullName == "lib/net8.0/Portal.Client.pdb");
    }

    [Fact]
    public void The_quick_start_has_less_than_ten_lines() => Assert.InRange(Programs[0].Code.Trim().Split('\n').Length, 3, 9);

    [Theory]
    [InlineData(0, "Portal.Client", @"^[1-9]\d* projects are open\.\n(.+ (\d{4}-\d\d-\d\d|open until filled)\n)+$")]
    [InlineData(1, "Publish", "^$")]
    [InlineData(2, "Errors", @"^400 validationFailed Give a page from 1 to 10000\.\n$")]
    [InlineData(3, "Retries", @"^en\n17\n$")]
    [InlineData(4, "Retries", @"^[1-9]\d*\n$")]
    [InlineData(5, "Keep a copy", @"^[1-9]\d* projects\?country=MD&country=RO&afterChangeNumber=\d+\n$")]
    [InlineData(6, "Many at once", @"^2027-016 created \n$")]
    [InlineData(7, "C#", @"^[1-9]\d* projects are open\.\n(.+ (\d{4}-\d\d-\d\d|open until filled)\n)+$")]
    public async Task It_runs_as_written(int index, string heading, string output)
    {
        Assert.Equal(heading, Programs[index].Heading);
        var (exitCode, told, error) = await consumer.RunAsync(index);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Matches(output, told.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Every_program_is_run() =>
        Assert.Equal(typeof(CSharpReadmeTests).GetMethod(nameof(It_runs_as_written))!.GetCustomAttributes(typeof(InlineDataAttribute), false).Length, Programs.Count);

    [Fact]
    public async Task The_command_of_the_README_publishes_a_file()
    {
        var command = Assert.Single(Readme, block => block.Language == "sh").Code;
        var first = await consumer.ShellAsync(command);
        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        // Where there is no terminal, the bar is told in steps, and its end by what was done.
        Assert.Contains("Projects: 50%", first.Output, StringComparison.Ordinal);
        Assert.EndsWith("40 created", first.Output.Trim(), StringComparison.Ordinal);
        Assert.EndsWith("40 unchanged", (await consumer.ShellAsync(command)).Output.Trim(), StringComparison.Ordinal);
        Assert.Equal(40, (await consumer.Partner.GetAsync("/v1/partner/projects?pageSize=100")).GetProperty("items").EnumerateArray()
            .Count(project => project.GetProperty("organisationExternalId").GetString() is "casa" or "brod" or "kvarken" or "olivar"
                && project.GetProperty("externalId").GetString() is not ("2027-014" or "2027-016")));
    }

    [Fact]
    public async Task Projects_of_a_file_that_are_refused_are_named_with_the_reason_and_the_others_published()
    {
        var file = Path.Combine(consumer.Folder, "two.csv");
        await File.WriteAllTextAsync(file, """
            key,organisation key,organisation,title,town,country,starts on,ends on,deadline,topics,description
            two-1,two,Doi,Garden,Orhei,MD,2028-05-01,2028-04-01,,natr,It ends before it starts.
            two-2,two,Doi,Kitchen,Orhei,MD,2028-05-01,2028-06-01,,nutri,It is as it should be.
            """);
        var command = Assert.Single(Readme, block => block.Language == "sh").Code;
        var (exitCode, output, error) = await consumer.ShellAsync(command.Replace("clients/csharp/examples/Push/projects.csv", file, StringComparison.Ordinal));
        Assert.Equal(1, exitCode);
        Assert.StartsWith("two-1: ", error, StringComparison.Ordinal);
        Assert.EndsWith("1 created, 1 refused", output.Trim(), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^(_rels/|package/|\[Content_Types\]\.xml$)")]
    private static partial Regex PackagingOfItsOwn();

    /// <summary>A folder with the package, and a program that has nothing but it, in which every program of the README is a method.</summary>
    public sealed class Consumer(TestServer server) : PortalApi(server), IAsyncLifetime
    {
        private PortalHost listening = null!;
        private string address = "";

        public string Folder { get; } = Directory.CreateTempSubdirectory("portal-client-").FullName;

        public string Packages => Path.Combine(Folder, "packages");

        public PartnerClient Partner { get; private set; } = null!;

        protected override bool WithSampleData => true;

        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            Partner = await PartnerClient.AddAsync(this);
            listening = new PortalHost(ConnectionString);
            listening.UseKestrel(0);
            using var client = listening.CreateClient();
            address = client.BaseAddress!.ToString().TrimEnd('/');

            await BuildAsync("pack", Path.Combine(Root, "clients/csharp"), "--configuration", "Release", "--output", Packages);
            await WriteAsync("nuget.config", """<configuration><packageSources><clear /><add key="packed" value="packages" /></packageSources></configuration>""");
            await WriteAsync("Consumer.csproj", """
                <Project Sdk="Microsoft.NET.Sdk.Web">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <Nullable>enable</Nullable>
                    <ImplicitUsings>enable</ImplicitUsings>
                    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                    <RestorePackagesPath>restored</RestorePackagesPath>
                    <UseAppHost>false</UseAppHost>
                  </PropertyGroup>
                  <ItemGroup><PackageReference Include="Portal.Client" Version="1.0.0" /></ItemGroup>
                </Project>
                """);
            var run = string.Concat(Programs.Select((_, index) => $"if (args is [\"{index}\"]) await Program{index}.RunAsync();\n"));
            await WriteAsync("Program.cs", run);
            foreach (var (index, program) in Programs.Index())
            {
                await WriteAsync($"Program{index}.cs", AsMethod(program.Code.Replace("http://127.0.0.1:5080", address, StringComparison.Ordinal), index));
            }

            await BuildAsync("build", Folder, "--configuration", "Release", "--output", Path.Combine(Folder, "built"));
        }

        async ValueTask IAsyncDisposable.DisposeAsync()
        {
            await listening.DisposeAsync();
            await DisposeAsync();
            Directory.Delete(Folder, recursive: true);
        }

        public Task<PortalProgram.Outcome> RunAsync(int index) => RunAsync("dotnet", [Path.Combine(Folder, "built/Consumer.dll"), $"{index}"]);

        /// <summary>A command of the README, on the address of this API.</summary>
        public Task<PortalProgram.Outcome> ShellAsync(string command) =>
            RunAsync("sh", ["-c", command.Replace("http://127.0.0.1:5080", address, StringComparison.Ordinal)]);

        // A file of top-level statements has its usings first and its types last.
        private static string AsMethod(string code, int index)
        {
            var usings = string.Concat(Regex.Matches(code, "^using [A-Z][\\w.]*;\n", RegexOptions.Multiline).Select(line => line.Value));
            var statements = Regex.Replace(code, "^using [A-Z][\\w.]*;\n", "", RegexOptions.Multiline);
            var types = Regex.Match(statements, "^class .*\\z", RegexOptions.Multiline | RegexOptions.Singleline).Value;
            statements = statements[..^types.Length];
            return $"{usings}static class Program{index} {{ public static async Task RunAsync() {{\n{statements}}} }}\n{types}";
        }

        private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(Folder, name), text);

        private async Task BuildAsync(string verb, params string[] arguments)
        {
            var (exitCode, output, error) = await RunAsync("dotnet", [verb, .. arguments, "--nologo"]);
            Assert.True(exitCode == 0, $"dotnet {verb} failed: {output}{error}");
        }

        private async Task<PortalProgram.Outcome> RunAsync(string program, IEnumerable<string> arguments)
        {
            var start = new ProcessStartInfo(program)
            {
                WorkingDirectory = Root,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
                StandardErrorEncoding = Encoding.UTF8,
                Environment =
                {
                    ["PORTAL_KEY"] = Partner.Key, ["MSBUILDDISABLENODEREUSE"] = "1", ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0", ["UseSharedCompilation"] = "false",
                },
            };
            foreach (var argument in arguments)
            {
                start.ArgumentList.Add(argument);
            }

            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return new(process.ExitCode, await output, await error);
        }
    }
}
