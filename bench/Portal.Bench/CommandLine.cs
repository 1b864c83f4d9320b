using System.CommandLine;
using Npgsql;
using Portal.Api.Platform.EmbeddedPostgres;

namespace Portal.Bench;

internal static class CommandLine
{
    private static async Task<int> Main(string[] args)
    {
        var root = new RootCommand("Makes data of any size and measures the portal on it.") { GenerateVerb.Create(), MeasureVerb.Create(), PlansVerb.Create() };
        try
        {
            return await root.Parse(args).InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                // Stopping a server writes what is not on the disk yet.
                ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
            });
        }
        catch (OperationCanceledException)
        {
            return 1;
        }
        catch (Exception exception) when (exception is Refusal or IOException or NpgsqlException or EmbeddedPostgresException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }
}
