using Npgsql;
using Portal.Api.Platform.Search;

namespace Portal.Api.Features.Projects;

/// <summary>How often events were moved, cancelled or brought back: the higher number is the newer event (RFC 5545, section 3.8.7.4).</summary>
internal static class CalendarSequence
{
    /// <param name="database">Where.</param>
    /// <param name="ids">Of which projects.</param>
    /// <param name="moves">The condition on changes that moved the event.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The numbers; a project that is not among them has 0.</returns>
    public static async Task<Dictionary<Guid, int>> ReadAsync(NpgsqlDataSource database, IReadOnlyList<Guid> ids, string moves, CancellationToken cancellationToken)
    {
        var values = new SqlParameters();
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(values.Command(
            $"""
            SELECT subject_id, count(*)::integer FROM public.changes
            WHERE subject_id = ANY({values.Add(ids.ToArray())}) AND ({moves} OR kind IN ('withdrawn', 'republished')) GROUP BY subject_id
            """));
        var sequences = new Dictionary<Guid, int>();
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            sequences[row.GetGuid(0)] = row.GetInt32(1);
        }

        return sequences;
    }
}
