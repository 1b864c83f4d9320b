using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Api.Data;
using Portal.Api.Domain;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Publishing;
using Portal.Api.Platform.Security;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Features.Partner;

/// <summary>A project as its partner wants it to be.</summary>
public sealed record ProjectToWrite(string ExternalId, ProjectWrite Project, WritePreconditions Preconditions);

/// <summary>What became of one that was to be written, or would have: why it was refused, or what it was made into.</summary>
public sealed record ProjectWritten(Written<PartnerProject>? Written, bool IsNew, bool IsChanged, Exception? Refused);

/// <summary>
/// Writes partners' projects, one or many at once. All are read and written in one transaction that keeps other writers out,
/// so that each is whole or absent and nobody gets in between; a bad one is left out and stops nothing.
/// </summary>
public sealed class ProjectWriter(IDbContextFactory<PortalDbContext> databases, IValidator<ProjectFacts> rules, BrusselsClock clock, TimeProvider time)
{
    private static readonly ProjectToWriteRules OwnRules = new();

    /// <returns>What became of each, in their order.</returns>
    public async Task<IReadOnlyList<ProjectWritten>> WriteAsync(
        CallingPartner caller, IReadOnlyList<ProjectToWrite> items, bool validateOnly, CancellationToken cancellationToken)
    {
        // What can be judged without the database is judged before others have to wait.
        var judged = items.Select(item => (Item: item, Facts: item.Project.ToFacts(), Failures: OwnRules.Validate(item).Errors)).ToList();
        foreach (var (_, facts, failures) in judged)
        {
            // What is missing or unreadable need not be told a second time in the rules' words.
            failures.AddRange(rules.Validate(facts).Errors.Where(failure => failures.TrueForAll(known => Root(known.PropertyName) != Root(failure.PropertyName))));
        }

        try
        {
            return await SaveAsync(caller, judged, validateOnly, cancellationToken);
        }
        catch (DbUpdateException exception) when (items.Count > 1 && exception.InnerException is PostgresException { IsTransient: false })
        {
            // The database refuses one of them, so each gets a transaction of its own.
            var written = new List<ProjectWritten>(items.Count);
            foreach (var one in judged)
            {
                try
                {
                    written.AddRange(await SaveAsync(caller, [one], validateOnly, cancellationToken));
                }
                catch (DbUpdateException refused) when (refused.InnerException is PostgresException { IsTransient: false })
                {
                    written.Add(new(null, IsNew: false, IsChanged: false, refused));
                }
            }

            return written;
        }
    }

    private async Task<List<ProjectWritten>> SaveAsync(
        CallingPartner caller, List<(ProjectToWrite Item, ProjectFacts Facts, List<FluentValidation.Results.ValidationFailure> Failures)> judged, bool validateOnly, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.QueueToWriteAsync(cancellationToken);
        var organisationIds = judged.Select(one => one.Item.Project.OrganisationExternalId).OfType<string>().Where(ExternalIds.IsOne).Distinct().ToList();
        var organisations = await db.Organisations
            .Where(organisation => organisation.Partner == caller.Name && organisationIds.Contains(organisation.ExternalId!))
            .ToDictionaryAsync(organisation => organisation.ExternalId!, cancellationToken);
        var externalIds = judged.Select(one => one.Item.ExternalId).Where(ExternalIds.IsOne).Distinct().ToList();
        var projects = await db.Projects.Include(project => project.Organisation)
            .Where(project => project.Partner == caller.Name && externalIds.Contains(project.ExternalId!))
            .ToDictionaryAsync(project => project.ExternalId!, cancellationToken);

        var outcomes = new List<(Project? Project, bool IsNew, bool IsChanged, Exception? Refused)>(judged.Count);
        foreach (var (item, facts, failures) in judged)
        {
            try
            {
                outcomes.Add(Apply(item, facts, failures));
            }
            catch (Exception refused) when (Platform.Errors.Failures.Of(refused) is not null)
            {
                outcomes.Add((null, false, false, refused));
            }
        }

        if (!validateOnly)
        {
            await db.WriteAsync(caller.Signature, time.GetUtcNow(), cancellationToken);
        }

        var records = validateOnly ? [] : await RecordsAsync(db, [.. outcomes.Select(outcome => outcome.Project?.Id).OfType<Guid>()], cancellationToken);
        if (!validateOnly)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return [.. outcomes.Select(outcome => new ProjectWritten(
            outcome.Project is { } project && records.TryGetValue(project.Id, out var record) ? new(outcome.IsNew, record) : null,
            outcome.IsNew,
            outcome.IsChanged,
            outcome.Refused))];

        (Project?, bool, bool, Exception?) Apply(ProjectToWrite item, ProjectFacts facts, List<FluentValidation.Results.ValidationFailure> failures)
        {
            var known = projects.GetValueOrDefault(item.ExternalId);
            // Whoever writes over what was not seen learns of that first.
            item.Preconditions.Hold(known?.ChangeNumber);
            var all = failures.ToList();
            var organisation = organisations.GetValueOrDefault(item.Project.OrganisationExternalId ?? "");
            if (organisation is null && failures.TrueForAll(failure => failure.PropertyName != "organisationExternalId"))
            {
                all.Add(new("organisationExternalId", "You have no organisation with this key: publish it first, at /v1/partner/organisations/{externalId}.") { ErrorCode = "organisationUnknown" });
            }

            if (all.Count > 0)
            {
                throw new ValidationException(all);
            }

            if (known is not null)
            {
                var isChanged = known.Revise(organisation!, facts);
                return (known, false, known.PublishAgain() || isChanged, null);
            }

            var project = Project.Publish(organisation!, facts);
            project.Own(caller.Name, item.ExternalId);
            db.Projects.Add(project);
            projects.Add(item.ExternalId, project);
            return (project, true, true, null);
        }
    }

    private async Task<Dictionary<Guid, PartnerProject>> RecordsAsync(PortalDbContext db, List<Guid> ids, CancellationToken cancellationToken)
    {
        var (now, today) = (time.GetUtcNow(), clock.Today);
        var records = await db.Projects.AsNoTracking().Where(project => ids.Contains(project.Id)).Select(PartnerProject.FromRow).ToListAsync(cancellationToken);
        return records.ToDictionary(record => record.Id, record => record.AsOf(now, today));
    }

    private static string Root(string property) => property.Split('.', '[')[0];
}

/// <summary>What can be said of a project that is to be written before its values are judged.</summary>
internal sealed class ProjectToWriteRules : AbstractValidator<ProjectToWrite>
{
    private static readonly ProjectWriteRules ProjectRules = new();

    public ProjectToWriteRules()
    {
        RuleFor(item => item.ExternalId).IsExternalId();
        RuleFor(item => item.Project).WasRead();
        RuleFor(item => item.Project).Custom((project, context) => ProjectRules.Validate(project).Errors.ForEach(context.AddFailure));
    }
}
