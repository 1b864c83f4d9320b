using Npgsql;
using Portal.Api.Platform.Caching;

namespace Portal.Api.Platform.Database;

/// <summary>
/// Keeps what ended long ago out of the way of searches for what one can apply to. The database says before which day
/// everything is archived; a search as of a later day finds in the live part all that has not ended.
/// </summary>
public sealed class SearchArchive(NpgsqlDataSource database, BrusselsClock clock, TimeProvider time, ILogger<SearchArchive> logger) : BackgroundService
{
    /// <summary>How long a project stays in the live part after its end.</summary>
    public const int SlackInDays = 30;

    /// <summary>
    /// Another process may have moved the day on since it was read here, at most by the days between two looks.
    /// </summary>
    private const int CautionInDays = 5;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromHours(1);

    /// <summary>Everything that ends on this day or later is in the live part.</summary>
    public DateOnly LiveFrom { get; private set; } = DateOnly.MaxValue;

    /// <summary>Archives what ended more than <see cref="SlackInDays"/> ago.</summary>
    public async Task MoveAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT public.archive_projects($1)");
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = clock.Today.AddDays(-SlackInDays) });
        command.CommandTimeout = 0;
        LiveFrom = ((DateOnly)(await command.ExecuteScalarAsync(cancellationToken))!).AddDays(CautionInDays);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(BetweenLooks, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await MoveAsync(stoppingToken);
            }
            catch (NpgsqlException exception)
            {
                logger.LogWarning(exception, "What has ended is archived later: the database does not answer");
            }
        }
    }
}
