using Microsoft.EntityFrameworkCore;
using Portal.Api.Domain;

namespace Portal.Api.Data;

/// <summary>
/// Erases records for good: in one transaction, in which nobody else writes, texts leave the tables, the history, search and the
/// words that it knows. What the triggers do, they do for every writer; see docs/decisions.
/// </summary>
public sealed class Erasure(PortalDbContext db, TimeProvider time)
{
    /// <summary>Who it is in the record of changes.</summary>
    private const string ChangedBy = PartnerEvent.Operator;

    /// <summary>An organisation may have many projects, with long texts.</summary>
    private const int AtOnce = 100;

    /// <summary>What is left in the pages of these tables and in what the planner knows of them goes with the next cleaning.</summary>
    private static readonly string[] Tables = ["projects", "organisations", "changes", "project_search", "organisation_search", "search_words"];

    /// <returns>The project as it is now; null where there is none.</returns>
    public async Task<Project?> EraseProjectAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(cancellationToken);
        if (await db.Projects.FindAsync([id], cancellationToken) is not { } project)
        {
            return null;
        }

        if (project.ErasedAt is null)
        {
            await ForgetAsync(await EraseAsync([project], cancellationToken), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return project;
    }

    /// <summary>Erases its projects too, published and withdrawn ones: they show its name.</summary>
    /// <returns>The organisation as it is now; null where there is none.</returns>
    public async Task<Organisation?> EraseOrganisationAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(cancellationToken);
        if (await db.Organisations.AsNoTracking().SingleOrDefaultAsync(it => it.Id == id, cancellationToken) is not { ErasedAt: null } found)
        {
            return await db.Organisations.FindAsync([id], cancellationToken);
        }

        var words = new HashSet<string>(StringComparer.Ordinal);
        while (await db.Projects.Where(project => project.OrganisationId == id && project.ErasedAt == null)
            .OrderBy(project => project.Id).Take(AtOnce).ToListAsync(cancellationToken) is { Count: > 0 } projects)
        {
            words.UnionWith(await EraseAsync(projects, cancellationToken));
            db.ChangeTracker.Clear();
        }

        words.UnionWith(await KnownWordsAsync([found.Id], cancellationToken));
        var organisation = await db.Organisations.SingleAsync(it => it.Id == id, cancellationToken);
        organisation.Erase(time.GetUtcNow(), hasProjects: false);
        await db.WriteAsync(ChangedBy, time.GetUtcNow(), cancellationToken);
        await ForgetAsync(words, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return organisation;
    }

    /// <summary>
    /// Cleans the tables: the rows as they were leave the pages and the indexes, and their values the planner's statistics.
    /// Nobody has to wait for it. Rows that somebody else's long transaction could still see stay until the next time.
    /// </summary>
    public Task CleanAsync(CancellationToken cancellationToken)
    {
        db.Database.SetCommandTimeout(TimeSpan.Zero);
        var statement = $"VACUUM (ANALYZE, INDEX_CLEANUP ON) {string.Join(", ", Tables.Select(table => $"public.{table}"))}";
        return db.Database.ExecuteSqlRawAsync(statement, cancellationToken);
    }

    private async Task<Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction> BeginAsync(CancellationToken cancellationToken)
    {
        db.Database.SetCommandTimeout(TimeSpan.Zero);
        var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.QueueToWriteAsync(cancellationToken);
        return transaction;
    }

    /// <returns>The words that search knows of them, which may occur elsewhere.</returns>
    private async Task<List<string>> EraseAsync(List<Project> projects, CancellationToken cancellationToken)
    {
        var words = await KnownWordsAsync([.. projects.Select(project => project.Id)], cancellationToken);
        var now = time.GetUtcNow();
        projects.ForEach(project => project.Erase(now));
        await db.WriteAsync(ChangedBy, now, cancellationToken);
        return words;
    }

    private Task<List<string>> KnownWordsAsync(Guid[] ids, CancellationToken cancellationToken) =>
        db.Database.SqlQuery<string>($"SELECT word AS \"Value\" FROM public.known_words_of({ids}) AS word").ToListAsync(cancellationToken);

    private Task<int> ForgetAsync(IEnumerable<string> words, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"SELECT public.forget_words({words.ToArray()})", cancellationToken);
}
