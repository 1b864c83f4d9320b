using System.Globalization;
using CsvHelper;

namespace Portal.Api.Features.Projects;

/// <summary>
/// Comma-separated values (RFC 4180) with a header line. Texts that a spreadsheet would run as a formula begin with an
/// apostrophe; numbers stay numbers.
/// </summary>
internal sealed class ProjectCsv : IProjectLines
{
    public const string MediaType = "text/csv; charset=utf-8; header=present";

    /// <summary>The columns, by the names that the members have in JSON.</summary>
    public static readonly IReadOnlyList<string> Columns =
    [
        "id", "reference", "title", "organisationId", "organisationName", "town", "country", "latitude", "longitude", "topics", "activityType",
        "startsOn", "endsOn", "weeks", "weeksAreStated", "window", "deadline", "deadlineKind", "places", "availability", "started", "supports",
        "distanceKm", "fitState", "fitDays", "description", "participantProfile", "accommodation", "training", "language", "strand",
        "eligibleCountries", "dateFlexibility", "requiresCv", "requiresMotivation", "applyUrl", "dataIssues", "confirmedAt", "createdAt",
        "updatedAt", "changeNumber",
    ];

    private readonly CsvWriter writer;

    public ProjectCsv(Stream stream, bool beginsWithMark)
    {
        var options = CsvWriterOptions.Default with
        {
            Injection = CsvInjection.Escape,
            WriteByteOrderMark = beginsWithMark,
            TrueValue = "true",
            FalseValue = "false",
        };
        writer = CsvWriter.Create(stream, options, leaveOpen: true);
        writer.WriteRecord([.. Columns]);
    }

    public void Add(ProjectDetail project)
    {
        writer.WriteField(project.Id, default);
        writer.WriteField(project.Reference);
        writer.WriteField(project.Title);
        writer.WriteField(project.Organisation.Id, default);
        writer.WriteField(project.Organisation.Name);
        writer.WriteField(project.Town);
        writer.WriteField(project.Country);
        writer.WriteField(project.Location?.Latitude, default);
        writer.WriteField(project.Location?.Longitude, default);
        List(project.Topics);
        writer.WriteField(project.ActivityType);
        Day(project.StartsOn);
        Day(project.EndsOn);
        writer.WriteField(project.Weeks, default);
        writer.WriteField(project.WeeksAreStated);
        writer.WriteField(project.Window);
        Day(project.Deadline);
        writer.WriteField(project.DeadlineKind);
        writer.WriteField(project.Places);
        writer.WriteField(project.Availability);
        writer.WriteField(project.Started);
        List(project.Supports);
        writer.WriteField(project.DistanceKm, default);
        writer.WriteField(project.Fit?.State);
        writer.WriteField(project.Fit?.Days, default);
        writer.WriteField(project.Description);
        writer.WriteField(project.ParticipantProfile);
        writer.WriteField(project.Accommodation);
        writer.WriteField(project.Training);
        writer.WriteField(project.Language);
        writer.WriteField(project.Strand);
        List(project.EligibleCountries);
        writer.WriteField(project.DateFlexibility);
        Answer(project.RequiresCv);
        Answer(project.RequiresMotivation);
        writer.WriteField(project.ApplyUrl);
        List(project.DataIssues);
        Instant(project.ConfirmedAt);
        Instant(project.CreatedAt);
        Instant(project.UpdatedAt);
        writer.WriteField(project.ChangeNumber, default);
        writer.EndRecord();
    }

    public void Flush() => writer.Flush();

    public void Dispose() => writer.Dispose();

    private void List(IEnumerable<string> codes) => writer.WriteField(string.Join('|', codes));

    private void Answer(bool? value) => writer.WriteField(value switch { true => "true", false => "false", null => "" });

    private void Day(DateOnly? day) => writer.WriteField(day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private void Instant(DateTimeOffset? instant) =>
        writer.WriteField(instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture));
}
