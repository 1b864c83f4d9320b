using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Api.Data;
using Portal.Api.Domain;

namespace Portal.Api.Import.DataSets;

/// <summary>
/// Takes a data set into the portal by the rules of a partner's own writes: what is the same takes no change number, what was
/// withdrawn is published again, and of several records with one key the last one stays. A batch is one transaction; of its
/// records the organisations are taken first. A record that cannot be taken goes to the quarantine and stops nothing.
/// </summary>
public sealed class DataSetImport(
    IDbContextFactory<PortalDbContext> databases,
    IValidator<OrganisationFacts> organisationRules,
    IValidator<ProjectFacts> projectRules,
    TimeProvider time)
{
    public const string ChangedBy = "import:data-set";

    /// <summary>Enough to be quick, and few enough to keep no other writer waiting for long.</summary>
    private const int BatchSize = 250;

    /// <param name="lines">The records, one after another.</param>
    /// <param name="partner">Whose records they are where they do not say so; null where they all have to.</param>
    /// <param name="quarantine">Where refused records go.</param>
    /// <param name="progress">Told how many records are accounted for.</param>
    /// <param name="cancellationToken">Ends the work between two batches.</param>
    /// <returns>What became of every record.</returns>
    /// <exception cref="ImportFileException">There is no such partner.</exception>
    internal async Task<ImportReport> RunAsync(
        IEnumerable<DataSetLine> lines, string? partner, Quarantine quarantine, Action<int> progress, CancellationToken cancellationToken)
    {
        var run = new Run(quarantine);
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            run.Partners.UnionWith(await db.Partners.Select(row => row.Name).ToListAsync(cancellationToken));
        }

        if (partner is not null && !run.Partners.Contains(partner))
        {
            throw new ImportFileException($"There is no partner {partner}. Add it with: partner add \"{partner}\"");
        }

        var reader = new DataSetReader(organisationRules, projectRules, partner);
        using var batches = lines.Chunk(BatchSize).Select(batch => batch.Select(reader.Read).ToList()).GetEnumerator();
        // One batch is read and judged while the one before it is written.
        var next = NextAsync();
        try
        {
            while (await next is { } batch)
            {
                cancellationToken.ThrowIfCancellationRequested();
                next = NextAsync();
                await TakeBatchAsync(run, batch, cancellationToken);
                progress(run.Report.Total);
            }
        }
        finally
        {
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        // Their projects have been withdrawn meanwhile, or they stay.
        foreach (var batch in run.LeftForLast.ToList().Chunk(BatchSize))
        {
            await TakeAsync(run with { IsLast = true }, [.. batch], cancellationToken);
        }

        return run.Report;

        Task<List<DataSetEntry>?> NextAsync() => Task.Run(() => batches.MoveNext() ? batches.Current : null, cancellationToken);
    }

    private async Task TakeBatchAsync(Run run, List<DataSetEntry> batch, CancellationToken cancellationToken)
    {
        foreach (var entry in batch.Where(entry => entry.Refusals.Count > 0))
        {
            run.Refuse(entry, entry.Refusals);
        }

        var accepted = batch.Where(entry => entry.Refusals.Count == 0).ToList();
        await AddPartnersAsync(run, accepted, cancellationToken);
        await TakeAsync(run, accepted, cancellationToken);
    }

    /// <summary>Partners that only the file knows. They can write once the operator issues keys for them.</summary>
    private async Task AddPartnersAsync(Run run, List<DataSetEntry> entries, CancellationToken cancellationToken)
    {
        var missing = entries.Select(entry => entry.Keys.Partner).OfType<string>().Distinct().Where(name => !run.Partners.Contains(name)).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        db.AddRange(missing.Select(name => new PartnerRow { Name = name, CreatedAt = now }));
        db.AddRange(missing.Select(name => new PartnerEvent { Partner = name, Kind = PartnerEvent.PartnerAdded, HappenedAt = now, ChangedBy = PartnerEvent.Operator }));
        await db.SaveChangesAsync(cancellationToken);
        run.Partners.UnionWith(missing);
        run.Report.AddedPartners.AddRange(missing);
    }

    private async Task TakeAsync(Run run, List<DataSetEntry> entries, CancellationToken cancellationToken)
    {
        if (entries.Count == 0)
        {
            return;
        }

        Dictionary<DataSetEntry, Outcome> outcomes;
        try
        {
            outcomes = await SaveAsync(run, entries, cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.InnerException is PostgresException { IsTransient: false } refused)
        {
            if (entries is [var single])
            {
                run.Refuse(single, [RefusalOf(refused)]);
                return;
            }

            // The database refuses one of them; the half without it is taken as a whole.
            await TakeAsync(run, entries[..(entries.Count / 2)], cancellationToken);
            await TakeAsync(run, entries[(entries.Count / 2)..], cancellationToken);
            return;
        }

        foreach (var entry in entries)
        {
            run.Account(entry, outcomes[entry]);
        }
    }

    private async Task<Dictionary<DataSetEntry, Outcome>> SaveAsync(Run run, List<DataSetEntry> entries, CancellationToken cancellationToken)
    {
        var outcomes = new Dictionary<DataSetEntry, Outcome>(ReferenceEqualityComparer.Instance);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.QueueToWriteAsync(cancellationToken);
        var organisations = entries.Where(entry => entry.Organisation is not null).ToList();
        var projects = entries.Where(entry => entry.Project is not null).ToList();

        var knownOrganisations = await KnownRecords<Organisation>.LoadAsync(
            db.Organisations, [.. organisations.Select(entry => entry.Keys), .. projects.Select(entry => entry.OrganisationKeys)], cancellationToken);
        var busy = await WithProjectsAsync(db, organisations, knownOrganisations, cancellationToken);
        foreach (var entry in organisations)
        {
            outcomes[entry] = Apply(() => Take(db, knownOrganisations, entry, busy, run.IsLast));
        }

        // Written before the projects, which show what their organisation says.
        await db.WriteManyAsync(ChangedBy, time.GetUtcNow(), cancellationToken);

        var knownProjects = await KnownRecords<Project>.LoadAsync(
            db.Projects.Include(project => project.Organisation), [.. projects.Select(entry => entry.Keys)], cancellationToken);
        foreach (var entry in projects)
        {
            outcomes[entry] = Apply(() => Take(db, knownProjects, knownOrganisations, entry));
        }

        await db.WriteManyAsync(ChangedBy, time.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return outcomes;
    }

    /// <summary>Of the organisations that are to be withdrawn, those that have published projects.</summary>
    private static async Task<HashSet<Guid>> WithProjectsAsync(
        PortalDbContext db, List<DataSetEntry> entries, KnownRecords<Organisation> known, CancellationToken cancellationToken)
    {
        var leaving = entries.Where(entry => entry.WithdrawnAt is not null)
            .Select(entry => known.Find(entry.Keys).Record).OfType<Organisation>().Where(record => record.WithdrawnAt is null)
            .Select(record => record.Id).Distinct().ToList();
        return leaving.Count == 0
            ? []
            : [.. await db.PublishedProjects.Where(project => leaving.Contains(project.OrganisationId)).Select(project => project.OrganisationId).Distinct().ToListAsync(cancellationToken)];
    }

    private static Outcome Take(PortalDbContext db, KnownRecords<Organisation> known, DataSetEntry entry, HashSet<Guid> busy, bool isLast)
    {
        var (organisation, hasAllKeys) = known.Find(entry.Keys);
        if (!hasAllKeys)
        {
            return KeysDiffer(organisation!);
        }

        if (organisation is null)
        {
            organisation = Organisation.Publish(entry.Organisation!, entry.Keys.Source, entry.Keys.Reference, entry.Keys.Id);
            Begin(db, known, organisation, entry);
            if (entry.WithdrawnAt is { } withdrawnAt)
            {
                organisation.Withdraw(withdrawnAt, hasProjects: false);
            }

            return Outcome.Added;
        }

        var isToBeWithdrawn = entry.WithdrawnAt is not null && organisation.WithdrawnAt is null;
        if (isToBeWithdrawn && busy.Contains(organisation.Id) && !isLast)
        {
            return Outcome.LeftForLast;
        }

        if (isToBeWithdrawn)
        {
            organisation.Withdraw(entry.WithdrawnAt!.Value, busy.Contains(organisation.Id));
        }

        var isPublishedAgain = entry.WithdrawnAt is null && organisation.PublishAgain();
        return Outcome.Of(organisation.Revise(entry.Organisation!) || isToBeWithdrawn || isPublishedAgain);
    }

    private static Outcome Take(PortalDbContext db, KnownRecords<Project> known, KnownRecords<Organisation> organisations, DataSetEntry entry)
    {
        var (project, hasAllKeys) = known.Find(entry.Keys);
        var (organisation, isNamedAlike) = organisations.Find(entry.OrganisationKeys);
        if (organisation is null || !isNamedAlike)
        {
            return Outcome.Refused(new("organisationUnknown", "project.organisationExternalId", "There is no such organisation. Put it before its projects, or into a file that is imported first."));
        }

        if (!hasAllKeys)
        {
            return KeysDiffer(project!);
        }

        if (project is null)
        {
            project = Project.Publish(organisation, entry.Project!, entry.Keys.Source, entry.Keys.Reference, entry.Keys.Id, entry.WithdrawnAt);
            Begin(db, known, project, entry);
            if (entry.ConfirmedAt is { } confirmed)
            {
                project.Confirm(confirmed);
            }

            return Outcome.Added;
        }

        var isChanged = project.Revise(organisation, entry.Project!, staysWithdrawn: entry.WithdrawnAt is not null);
        if (entry.WithdrawnAt is { } withdrawnAt)
        {
            isChanged |= project.WithdrawnAt is null;
            project.Withdraw(withdrawnAt);
        }
        else
        {
            isChanged |= project.PublishAgain();
        }

        if (entry.ConfirmedAt is { } confirmedAt && project.ConfirmedAt != confirmedAt)
        {
            project.Confirm(confirmedAt);
            isChanged = true;
        }

        return Outcome.Of(isChanged);
    }

    private static void Begin<T>(PortalDbContext db, KnownRecords<T> known, T record, DataSetEntry entry)
        where T : Publication
    {
        if (entry.Keys is { Partner: { } partner, ExternalId: { } externalId })
        {
            record.Own(partner, externalId);
        }

        record.CreatedAt = entry.CreatedAt ?? default;
        db.Add(record);
        known.Add(record);
    }

    private static Outcome Apply(Func<Outcome> take)
    {
        try
        {
            return take();
        }
        catch (BrokenRuleException broken)
        {
            return Outcome.Refused(new(broken.Code, "", broken.Message));
        }
    }

    private static Outcome KeysDiffer(Publication record) => Outcome.Refused(new(
        "keysDiffer", "id", $"One of its keys is that of the record {record.Id}, whose other keys are not the same. Leave out the keys that are wrong."));

    private static Refusal RefusalOf(PostgresException refused) => refused.ConstraintName == "ix_organisations_pic"
        ? new("picTaken", "organisation.pic", "Another organisation has this PIC already. Check it, or leave it out.")
        : new("refusedByDatabase", refused.ConstraintName ?? "", refused.MessageText);

    /// <summary>What is kept from batch to batch.</summary>
    private sealed record Run(Quarantine Quarantine)
    {
        public ImportReport Report { get; } = new();

        public HashSet<string> Partners { get; } = [];

        /// <summary>Organisations that are to be withdrawn and have published projects, which may be withdrawn further on.</summary>
        public List<DataSetEntry> LeftForLast { get; } = [];

        public bool IsLast { get; init; }

        public void Refuse(DataSetEntry entry, IReadOnlyList<Refusal> refusals)
        {
            Quarantine.Add(entry.Raw, refusals);
            Report.CountQuarantined(refusals);
        }

        public void Account(DataSetEntry entry, Outcome outcome)
        {
            if (outcome.Refusal is { } refusal)
            {
                Refuse(entry, [refusal]);
            }
            else if (outcome.Became is { } became)
            {
                Report.Count(became, entry.Project is { } facts ? DataIssue.Of([.. facts.InputIssues], facts.StartsOn, facts.EndsOn, facts.StatedWeeks, facts.Deadline) : []);
            }
            else
            {
                LeftForLast.Add(entry);
            }
        }
    }

    /// <summary>What became of a record: one of the outcomes, or why it was refused, or neither yet.</summary>
    private sealed record Outcome(ImportOutcome? Became, Refusal? Refusal)
    {
        public static readonly Outcome Added = new(ImportOutcome.Added, null);
        public static readonly Outcome LeftForLast = new(null, null);

        public static Outcome Of(bool isChanged) => new(isChanged ? ImportOutcome.Changed : ImportOutcome.Unchanged, null);

        public static Outcome Refused(Refusal refusal) => new(null, refusal);
    }
}
