using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Api.Data;

namespace Portal.Api.Platform.Database;

/// <summary>Which database the process works on, and how it is made ready.</summary>
public static class PortalDatabase
{
    public const string ConnectionName = "Portal";

    public static IServiceCollection AddPortalDatabase(this IServiceCollection services)
    {
        services.AddSingleton<DatabaseConnection>();
        services.AddSingleton(provider => new NpgsqlDataSourceBuilder(provider.GetRequiredService<DatabaseConnection>().ConnectionString)
            .UseLoggerFactory(provider.GetRequiredService<ILoggerFactory>())
            .Build());
        services.AddPooledDbContextFactory<PortalDbContext>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>(), npgsql => npgsql.MigrationsHistoryTable("migrations"))
            .UseSnakeCaseNamingConvention());
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext());
        services.AddSingleton<DatabaseStartup>();
        services.AddSingleton<SearchArchive>();
        services.AddHostedService(provider => provider.GetRequiredService<SearchArchive>());
        return services;
    }
}
