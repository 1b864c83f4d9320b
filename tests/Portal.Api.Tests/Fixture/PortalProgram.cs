using System.Diagnostics;
using System.Text;

namespace Portal.Api.Tests.Fixture;

/// <summary>Runs the program by itself, as an operator does, on the test's database.</summary>
public static class PortalProgram
{
    public static async Task<Outcome> RunAsync(PortalApi api, string folder, params IEnumerable<string> arguments)
    {
        using var process = Start(api, folder, arguments);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Outcome(process.ExitCode, await output, await error);
    }

    /// <summary>Leaves it running, for whoever talks to it or ends it.</summary>
    public static Process Start(PortalApi api, string folder, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = Prepare(api, folder);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>How the program is started in a folder, on the test's database.</summary>
    public static ProcessStartInfo Prepare(PortalApi api, string folder) => new("dotnet")
    {
        WorkingDirectory = folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        StandardOutputEncoding = Encoding.UTF8,
        StandardErrorEncoding = Encoding.UTF8,
        ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Portal.Api.dll") },
        Environment = { ["ConnectionStrings__Portal"] = api.ConnectionString },
    };

    public sealed record Outcome(int ExitCode, string Output, string Error);
}
