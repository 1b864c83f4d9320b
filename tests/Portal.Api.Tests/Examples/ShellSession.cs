using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Portal.Api.Tests.Commands;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Examples;

/// <summary>
/// Types the commands of a page, one after the other, in a folder of its own: curl asks the API in this process, the operator's
/// program runs on its database, and what is left runs in a shell.
/// </summary>
internal sealed partial class ShellSession(PortalApi api, IReadOnlyDictionary<string, string> given) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("portal-examples-");
    private readonly SnapshotRun snapshots = new(api);
    private readonly Dictionary<string, string> variables = [];
    private string last = "";

    public string Folder => folder.FullName;

    public void Dispose()
    {
        snapshots.Dispose();
        folder.Delete(recursive: true);
    }

    /// <summary>What a command gave: the status or the exit code, the media type, and all that was shown, headers first.</summary>
    public sealed record Given(string Command, int Status, string? Type, string Text);

    public async Task<List<Given>> RunAsync(string code)
    {
        var all = new List<Given>();
        foreach (var command in ShellLine.CommandsOf(code))
        {
            if (Placeholder().Match(command) is { Success: true } placeholder)
            {
                variables[placeholder.Groups["name"].Value] = ValueOf(placeholder.Groups["name"].Value);
            }
            else
            {
                all.Add(await TypeAsync(command));
                last = all[^1].Text;
            }
        }

        return all;
    }

    private Task<Given> TypeAsync(string command) => command switch
    {
        _ when command.StartsWith("curl ", StringComparison.Ordinal) => AskAsync(command, CurlCommand.Parse(ShellLine.WordsOf(command, variables))),
        _ when OperatorsProgram().Match(command) is { Success: true } program => ProgramAsync(command, ShellLine.WordsOf(command[program.Length..], variables)),
        _ => ShellAsync(command),
    };

    private async Task<Given> AskAsync(string command, CurlCommand curl)
    {
        if (curl.Address.AbsolutePath.StartsWith("/snapshots/", StringComparison.Ordinal))
        {
            return await FetchAsync(command, curl);
        }

        Assert.True(curl.Address.Authority is "127.0.0.1:5080" or "localhost", $"{curl.Address} is not where make run has the API.");
        using var request = curl.Request();
        using var response = await api.Client.SendAsync(request);
        await using var content = await response.Content.ReadAsStreamAsync();
        await using var plain = response.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new BrotliStream(content, CompressionMode.Decompress),
            "gzip" => new GZipStream(content, CompressionMode.Decompress),
            _ => content,
        };
        using var memory = new MemoryStream();
        await plain.CopyToAsync(memory);
        if (curl.File is not null)
        {
            await File.WriteAllBytesAsync(Path.Combine(Folder, curl.File), memory.ToArray());
        }

        return new(command, (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, $"{response.Headers}{response.Content.Headers}\n{Encoding.UTF8.GetString(memory.ToArray())}");
    }

    // What a web server does with the folder that the operator's program writes.
    private async Task<Given> FetchAsync(string command, CurlCommand curl)
    {
        if (!Directory.Exists(snapshots.Latest))
        {
            await snapshots.WriteAsync();
        }

        var path = Path.Combine(snapshots.Folder, curl.Address.AbsolutePath["/snapshots/".Length..]);
        if (curl.File is not null)
        {
            File.Copy(path, Path.Combine(Folder, curl.File));
        }

        return new(command, 200, null, $"\n{await File.ReadAllTextAsync(path)}");
    }

    private async Task<Given> ProgramAsync(string command, IEnumerable<string> arguments)
    {
        var (exitCode, output, error) = await PortalProgram.RunAsync(api, Folder, arguments.Select(argument => argument.Replace("/srv/", $"{Folder}/", StringComparison.Ordinal)));
        return new(command, exitCode, null, output + error);
    }

    private async Task<Given> ShellAsync(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", command.Replace("/srv/", $"{Folder}/", StringComparison.Ordinal)])
        {
            WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var error = shell.StandardError.ReadToEndAsync();
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        return new(command, shell.ExitCode, null, output + await error);
    }

    /// <summary>What a reader would put in place of the dots: what the test has, else what the answer before tells.</summary>
    private string ValueOf(string name)
    {
        if (given.TryGetValue(name, out var value))
        {
            return value;
        }

        var told = Regex.Match(last, name switch
        {
            "ETAG" => @"^ETag: (.+)$",
            "NEXT" => @"""next"":""([^""]+)""",
            "WEBHOOK" => @"""id"":""([^""]+)""",
            "VERSION" => @"""dcat:version"": ?""(\d+)""",
            _ => throw new InvalidDataException($"Nobody knows what {name} is."),
        }, RegexOptions.Multiline);
        Assert.True(told.Success, $"The answer before does not tell {name}: {last}");
        return Regex.Unescape(told.Groups[1].Value.Trim());
    }

    [GeneratedRegex("^(?<name>[A-Z]+)=(portal_)?…( +#.*)?$")]
    private static partial Regex Placeholder();

    // At night by cron, it is started where it was installed.
    [GeneratedRegex(@"^(dotnet run --project api --|[0-9 *]+ cd /opt/portal && dotnet Portal\.Api\.dll) ")]
    private static partial Regex OperatorsProgram();
}
