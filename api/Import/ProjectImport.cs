using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Api.Data;
using Portal.Api.Domain;

namespace Portal.Api.Import;

/// <summary>
/// Takes records into the portal: the same rules and the same domain methods as for every other write, a batch in a
/// transaction, found again by (source, reference). A record that cannot be taken goes to the quarantine and stops
/// nothing.
/// </summary>
public sealed class ProjectImport(
    IDbContextFactory<PortalDbContext> databases,
    IValidator<ProjectFacts> projectRules,
    IValidator<OrganisationFacts> organisationRules,
    TimeProvider time)
{
    private const int BatchSize = 200;

    private static readonly Refusal Erased = new(
        "recordErased", "reference", "The operator erased this project for good. Leave it out of what you import.");

    /// <summary>Takes the records one batch after another, so that memory does not grow with their number.</summary>
    public async Task<ImportReport> RunAsync(
        string source, IEnumerable<ImportRecord> records, Quarantine quarantine, Action<int> progress, CancellationToken cancellationToken)
    {
        var report = new ImportReport();
        foreach (var batch in records.Chunk(BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var accepted = batch.Where(record => IsTaken(record, quarantine, report)).ToList();
            await TakeAsync(source, accepted, quarantine, report, cancellationToken);
            progress(report.Total);
        }

        return report;
    }

    private bool IsTaken(ImportRecord record, Quarantine quarantine, ImportReport report)
    {
        List<Refusal> refusals = [.. record.Refusals];
        if (record.Facts is { } facts)
        {
            // What could not be read at all need not be told a second time in the rules' words.
            refusals.AddRange(projectRules.Validate(facts).Errors.Concat(organisationRules.Validate(OrganisationOf(record)).Errors)
                .Select(failure => new Refusal(failure.ErrorCode, failure.PropertyName, failure.ErrorMessage))
                .Where(refusal => !record.Refusals.Any(already => already.Covers(refusal)))
                .DistinctBy(refusal => (refusal.Code, refusal.Message)));
        }

        if (refusals.Count == 0)
        {
            return true;
        }

        Refuse(record, refusals, quarantine, report);
        return false;
    }

    private async Task TakeAsync(
        string source, List<ImportRecord> records, Quarantine quarantine, ImportReport report, CancellationToken cancellationToken)
    {
        if (records.Count == 0)
        {
            return;
        }

        List<ImportOutcome?> outcomes;
        try
        {
            outcomes = await SaveAsync(source, records, cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.InnerException is PostgresException { IsTransient: false } refused)
        {
            // The database refuses one of them, so each gets a transaction of its own.
            if (records is [var single])
            {
                Refuse(single, [new Refusal("refusedByDatabase", refused.ConstraintName ?? "", refused.MessageText)], quarantine, report);
                return;
            }

            foreach (var record in records)
            {
                await TakeAsync(source, [record], quarantine, report, cancellationToken);
            }

            return;
        }

        foreach (var (record, outcome) in records.Zip(outcomes))
        {
            if (outcome is not { } taken)
            {
                Refuse(record, [Erased], quarantine, report);
                continue;
            }

            var facts = record.Facts!;
            report.Count(taken, record.Issues.Except(DataIssue.OfInput)
                .Concat(DataIssue.Of([.. facts.InputIssues], facts.StartsOn, facts.EndsOn, facts.StatedWeeks, facts.Deadline)));
        }
    }

    /// <returns>For each record what became of it; null where its project was erased.</returns>
    private async Task<List<ImportOutcome?>> SaveAsync(string source, List<ImportRecord> records, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.QueueToWriteAsync(cancellationToken);
        var references = records.Select(record => record.Reference).ToList();
        var projects = await db.Projects.Include(project => project.Organisation)
            .Where(project => project.Source == source && references.Contains(project.Reference))
            .ToDictionaryAsync(project => project.Reference!, cancellationToken);

        // An organisation that only erased projects name is not made again either.
        bool IsErased(ImportRecord record) => projects.GetValueOrDefault(record.Reference!)?.ErasedAt is not null;
        var organisations = new Queue<Organisation>(await OrganisationsAsync(db, [.. records.Where(record => !IsErased(record))], cancellationToken));
        var outcomes = new List<ImportOutcome?>(records.Count);
        foreach (var record in records)
        {
            if (IsErased(record))
            {
                outcomes.Add(null);
                continue;
            }

            var organisation = organisations.Dequeue();
            if (projects.TryGetValue(record.Reference!, out var project))
            {
                outcomes.Add(project.Revise(organisation, record.Facts!) ? ImportOutcome.Changed : ImportOutcome.Unchanged);
                continue;
            }

            project = Project.Publish(organisation, record.Facts!, source, record.Reference);
            projects.Add(record.Reference!, project);
            db.Projects.Add(project);
            outcomes.Add(ImportOutcome.Added);
        }

        await db.WriteManyAsync($"import:{source}", time.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return outcomes;
    }

    /// <summary>For each record its organisation, found by folded name and country, else made.</summary>
    private static async Task<List<Organisation>> OrganisationsAsync(
        PortalDbContext db, List<ImportRecord> records, CancellationToken cancellationToken)
    {
        var names = records.Select(record => record.OrganisationName).ToArray();
        var keys = await db.Database
            .SqlQuery<string>($"SELECT public.fold(name) AS \"Value\" FROM unnest({names}) WITH ORDINALITY AS given (name, position) ORDER BY position")
            .ToListAsync(cancellationToken);
        var countries = records.Select(record => record.Facts!.Country).ToList();
        var known = await db.PublishedOrganisations
            .Where(organisation => keys.Contains(organisation.NameKey) && countries.Contains(organisation.Country))
            .OrderBy(organisation => organisation.Id)
            .ToListAsync(cancellationToken);

        var byKey = known.GroupBy(organisation => (organisation.NameKey, organisation.Country)).ToDictionary(group => group.Key, group => group.First());
        var organisations = new List<Organisation>(records.Count);
        foreach (var (record, key) in records.Zip(keys))
        {
            if (!byKey.TryGetValue((key, record.Facts!.Country), out var organisation))
            {
                organisation = Organisation.Publish(OrganisationOf(record));
                db.Organisations.Add(organisation);
                byKey.Add((key, organisation.Country), organisation);
            }

            organisations.Add(organisation);
        }

        return organisations;
    }

    private static OrganisationFacts OrganisationOf(ImportRecord record) =>
        new() { Name = record.OrganisationName, Country = record.Facts!.Country };

    private static void Refuse(ImportRecord record, IReadOnlyList<Refusal> refusals, Quarantine quarantine, ImportReport report)
    {
        quarantine.Add(record.Raw, refusals);
        report.CountQuarantined(refusals);
    }
}
