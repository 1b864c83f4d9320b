using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Portal.Api.Platform.Database;

namespace Portal.Api.Platform.Observability;

/// <summary>/health/live: the process answers. /health/ready: the database answers and is migrated.</summary>
public static class Health
{
    private const string Ready = "ready";

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database", tags: [Ready], timeout: TimeSpan.FromSeconds(3));
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains(Ready) });
    }

    private sealed class DatabaseCheck(NpgsqlDataSource database, DatabaseStartup startup) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            if (!startup.IsReady)
            {
                return HealthCheckResult.Unhealthy("The database is not migrated yet.");
            }

            try
            {
                await using var ping = database.CreateCommand("SELECT 1");
                await ping.ExecuteScalarAsync(cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (NpgsqlException exception)
            {
                return HealthCheckResult.Unhealthy("The database does not answer.", exception);
            }
        }
    }
}
