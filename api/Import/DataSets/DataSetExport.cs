using System.Data;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portal.Api.Data;
using Portal.Api.Domain;
using Portal.Api.Platform.Publishing;

namespace Portal.Api.Import.DataSets;

/// <summary>
/// Writes organisations and projects with everything that an import needs to make the same records of them: nothing is
/// masked, and what was withdrawn is among them. All of it is the state of one moment.
/// </summary>
public sealed class DataSetExport(IDbContextFactory<PortalDbContext> databases)
{
    /// <param name="writer">Where the records go, organisations before projects, each kind in the order of its ids.</param>
    /// <param name="kind">The only kind to write; null where it is both.</param>
    /// <param name="partner">Whose records to write; null where it is everybody's.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>How many organisations and projects were written.</returns>
    internal async Task<(int Organisations, int Projects)> RunAsync(
        DataSetWriter writer, string? kind, string? partner, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.Database.SetCommandTimeout(TimeSpan.Zero);
        await using var moment = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var organisations = kind is null or DataSetRecord.OfOrganisation
            ? await WriteAsync(Of(db.Organisations, partner).Select(OrganisationRecord))
            : 0;
        var projects = kind is null or DataSetRecord.OfProject
            ? await WriteAsync(Of(db.Projects, partner).Select(ProjectRecord))
            : 0;
        return (organisations, projects);

        async Task<int> WriteAsync(IQueryable<DataSetRecord> records)
        {
            var written = 0;
            await foreach (var record in records.AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                await writer.WriteAsync(record, cancellationToken);
                written++;
            }

            return written;
        }
    }

    private static IQueryable<T> Of<T>(IQueryable<T> rows, string? partner)
        where T : Publication =>
        // Of what was erased nothing is left that could be made again elsewhere.
        rows.AsNoTracking().Where(row => row.ErasedAt == null && (partner == null || row.Partner == partner)).OrderBy(row => row.Id);

    private static readonly Expression<Func<Organisation, DataSetRecord>> OrganisationRecord = row => new DataSetRecord
    {
        Kind = DataSetRecord.OfOrganisation,
        Id = row.Id,
        Partner = row.Partner,
        ExternalId = row.ExternalId,
        Source = row.Source,
        Reference = row.Reference,
        Organisation = new OrganisationWrite
        {
            Pic = row.Pic,
            Name = row.Name,
            Description = row.Description,
            Town = row.Town,
            Country = row.Country,
            Location = At(row.Latitude, row.Longitude),
            Website = row.Website,
            Email = row.Email,
            Phone = row.Phone,
            Topics = Some(row.Topics),
            Labels = LabelsOf(row.Labels),
            InclusionSupports = Some(row.InclusionSupports),
        },
        CreatedAt = row.CreatedAt,
        WithdrawnAt = row.WithdrawnAt,
    };

    private static readonly Expression<Func<Project, DataSetRecord>> ProjectRecord = row => new DataSetRecord
    {
        Kind = DataSetRecord.OfProject,
        Id = row.Id,
        Partner = row.Partner,
        ExternalId = row.ExternalId,
        Source = row.Source,
        Reference = row.Reference,
        // By the partner's own key where that tells it, as partners write it.
        OrganisationId = row.Organisation.Partner != null && row.Organisation.Partner == row.Partner ? null : row.OrganisationId,
        Project = new ProjectWrite
        {
            OrganisationExternalId = row.Organisation.Partner != null && row.Organisation.Partner == row.Partner ? row.Organisation.ExternalId : null,
            Title = row.Title,
            Description = row.Description,
            ParticipantProfile = row.ParticipantProfile,
            Accommodation = row.Accommodation,
            Training = row.Training,
            Language = row.Language,
            StartsOn = row.StartsOn,
            EndsOn = row.EndsOn,
            StatedWeeks = row.StatedWeeks,
            Deadline = row.Deadline,
            Places = row.Places,
            ApplyUrl = row.ApplyUrl,
            Topics = Some(row.Topics),
            ActivityType = row.ActivityType,
            Strand = row.Strand,
            Town = row.Town,
            Country = row.Country,
            Location = At(row.Latitude, row.Longitude),
            EligibleCountries = Some(row.EligibleCountries),
            DateFlexibility = row.DateFlexibility,
            RequiresCv = row.RequiresCv,
            RequiresMotivation = row.RequiresMotivation,
        },
        InputIssues = Some(row.InputIssues),
        CreatedAt = row.CreatedAt,
        ConfirmedAt = row.ConfirmedAt,
        WithdrawnAt = row.WithdrawnAt,
    };

    private static LocationWrite? At(double? latitude, double? longitude) =>
        latitude is null || longitude is null ? null : new LocationWrite { Latitude = latitude, Longitude = longitude };

    private static LabelWrite[]? LabelsOf(OrganisationLabel[] labels) => labels.Length == 0
        ? null
        : [.. labels.Select(label => new LabelWrite { Role = label.Role, Reference = label.Reference, ValidUntil = label.ValidUntil })];

    private static string[]? Some(string[] codes) => codes.Length == 0 ? null : codes;
}
