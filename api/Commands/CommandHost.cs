using Npgsql;
using Portal.Api.Platform.Database;

namespace Portal.Api.Commands;

/// <summary>The API's parts without its web server and its log, for what the program does besides serving.</summary>
internal static class CommandHost
{
    /// <summary>In place of a file: standard input or output.</summary>
    public const string Standard = "-";

    public static WebApplication Build()
    {
        var builder = WebServer.CreateBuilder([]);
        builder.Logging.ClearProviders();
        WebServer.AddServices(builder.Services, builder.Configuration);
        return builder.Build();
    }

    /// <summary>Makes the database ready, does the work in a scope, and tells in one sentence why it could not be done.</summary>
    public static async Task<int> RunAsync(Func<IServiceProvider, Task<int>> work, CancellationToken cancellationToken)
    {
        await using var app = Build();
        try
        {
            await app.Services.GetRequiredService<DatabaseStartup>().PrepareAsync(withSampleData: false, cancellationToken);
            await using var scope = app.Services.CreateAsyncScope();
            return await work(scope.ServiceProvider);
        }
        catch (StartupException exception)
        {
            return Fail(exception.Message);
        }
        catch (Exception exception) when ((exception as NpgsqlException ?? exception.InnerException as NpgsqlException) is { } refused)
        {
            // What a server says of its own errors may have several lines.
            var reason = (refused as PostgresException)?.MessageText ?? refused.Message;
            return Fail($"The database stopped answering ({reason}). Run the same command again.");
        }
        catch (OperationCanceledException)
        {
            return Fail("Stopped.");
        }
    }

    public static int Fail(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 1;
    }
}
