using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Portal.Api.Platform.EmbeddedPostgres;

/// <summary>One run of a command-line program, to its end.</summary>
internal sealed record ProgramRun(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>Runs it. Cancelling ends it and, where wanted, the programs that it has started.</summary>
    public static async Task<ProgramRun> RunAsync(
        IEnumerable<string> command, string workingFolder, CancellationToken ct, bool endsChildren = false)
    {
        var words = command.ToArray();
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            WorkingDirectory = workingFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };

        // Messages are searched for known causes, so they must not follow the user's language; and a PGDATA or
        // PGPORT set for another server must not steer this one.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["LC_ALL"] = "C";

        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            return new ProgramRun(127, $"{words[0]}: {e.Message}");
        }

        var output = new StringBuilder();
        void Append(string? line)
        {
            lock (output)
            {
                output.AppendLine(line);
            }
        }

        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            process.Kill(endsChildren);
            throw;
        }

        lock (output)
        {
            return new ProgramRun(process.ExitCode, output.ToString().Trim());
        }
    }
}
