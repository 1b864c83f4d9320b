using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Portal.Api.Tests.Contract;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Commands;

/// <summary>Makes snapshots in a folder of its own as an operator does, by the program itself, and reads them as anybody would.</summary>
internal sealed class SnapshotRun(PortalApi api) : IDisposable
{
    public static readonly (string Name, string Value)[] Site =
    [
        ("Portal__SiteUrl", "https://youth.example/portal"), ("Portal__ApiUrl", "https://api.youth.example"),
        ("Portal__SnapshotsUrl", "https://data.youth.example/volunteering"), ("Portal__Contact", "data@youth.example"),
    ];

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("portal-snapshot-");

    public string Folder => Path.Combine(root.FullName, "public");

    public string Latest => Path.Combine(Folder, "latest");

    public void Dispose() => root.Delete(recursive: true);

    public async Task<PortalProgram.Outcome> RunAsync(string? folder = null, string[]? more = null, params (string Name, string Value)[] environment)
    {
        using var program = Start(folder, more, environment);
        return await EndAsync(program);
    }

    public Process Start(string? folder = null, string[]? more = null, params (string Name, string Value)[] environment) =>
        PortalProgram.Start(api, root.FullName, ["snapshot", "--to", folder ?? Folder, .. more ?? []], environment);

    public static async Task<PortalProgram.Outcome> EndAsync(Process program)
    {
        program.StandardInput.Close();
        var (output, error) = (program.StandardOutput.ReadToEndAsync(), program.StandardError.ReadToEndAsync());
        await program.WaitForExitAsync();
        return new(program.ExitCode, await output, await error);
    }

    public async Task<string> WriteAsync(params (string Name, string Value)[] environment)
    {
        var (exitCode, output, error) = await RunAsync(environment: environment);
        Assert.True(exitCode == 0, error);
        return output;
    }

    /// <summary>The whole content of a compressed file.</summary>
    public async Task<string> TextAsync(string name)
    {
        await using var file = File.OpenRead(Path.Combine(Latest, name));
        await using var content = new GZipStream(file, CompressionMode.Decompress);
        using var text = new StreamReader(content, new UTF8Encoding(false, throwOnInvalidBytes: true));
        return await text.ReadToEndAsync();
    }

    public async Task<List<JsonElement>> LinesAsync(string name)
    {
        var text = await TextAsync(name);
        Assert.True(text.Length == 0 || text[^1] == '\n', "The last line does not end.");
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];
    }

    public string Name => new DirectoryInfo(Latest).LinkTarget!;

    /// <summary>Everything in the folder that is not hidden, and its bytes.</summary>
    public Dictionary<string, string> Seen() => Directory.GetFiles(Folder, "*", SearchOption.AllDirectories)
        .Where(path => !path.Contains("/.", StringComparison.Ordinal))
        .ToDictionary(path => Path.GetRelativePath(Folder, path), path => Convert.ToBase64String(File.ReadAllBytes(path)));

    /// <summary>The statements of the description, read without the network by a processor that drops nothing silently.</summary>
    public async Task<Graph> DescriptionAsync()
    {
        const string Script =
            """
            import { readFileSync } from 'node:fs';
            import jsonld from 'jsonld';
            const documentLoader = (url) => { throw new Error(`It needs ${url}.`); };
            process.stdout.write(await jsonld.toRDF(JSON.parse(readFileSync(process.argv[1], 'utf8')), { format: 'application/n-quads', safe: true, documentLoader }));
            """;
        using var node = Process.Start(new ProcessStartInfo("node", ["--input-type=module", "--eval", Script, Path.Combine(Latest, "dataset.jsonld")])
        {
            WorkingDirectory = Path.GetDirectoryName(PublishedContract.Path)!, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8,
        })!;
        var error = node.StandardError.ReadToEndAsync();
        var quads = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await error);
        return Graph.Parse(quads);
    }
}
