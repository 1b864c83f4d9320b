using Npgsql;
using NpgsqlTypes;
using Portal.Bench.Generate;

namespace Portal.Bench.Load;

/// <summary>Streams rows into the two tables that everything else follows from.</summary>
internal static class Copy
{
    private const string ChangedBy = "bench";
    private const string Source = "bench";

    /// <param name="connection">Whose triggers are off: change numbers and what is taken over come with the rows.</param>
    /// <param name="rows">What to write.</param>
    /// <param name="firstNumber">The change number of the first row.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task OrganisationsAsync(NpgsqlConnection connection, IEnumerable<OrganisationRow> rows, long firstNumber, CancellationToken cancellationToken)
    {
        await using var import = await connection.BeginBinaryImportAsync(
            """
            COPY public.organisations (id, pic, name, description, town, country, latitude, longitude, website, email, phone, topics, labels,
                inclusion_supports, created_at, updated_at, change_number, changed_by) FROM STDIN (FORMAT binary)
            """,
            cancellationToken);
        var number = firstNumber;
        foreach (var row in rows)
        {
            await import.StartRowAsync(cancellationToken);
            await import.WriteAsync(row.Id, NpgsqlDbType.Uuid, cancellationToken);
            await Text(import, row.Pic, cancellationToken);
            await Text(import, row.Name, cancellationToken);
            await Text(import, row.Description, cancellationToken);
            await Text(import, row.Town.Name, cancellationToken);
            await Text(import, row.Town.Country, cancellationToken);
            await Value(import, row.Latitude, NpgsqlDbType.Double, cancellationToken);
            await Value(import, row.Longitude, NpgsqlDbType.Double, cancellationToken);
            await Text(import, row.Website, cancellationToken);
            await Text(import, row.Email, cancellationToken);
            await Text(import, row.Phone, cancellationToken);
            await import.WriteAsync(row.Topics, NpgsqlDbType.Array | NpgsqlDbType.Text, cancellationToken);
            await import.WriteAsync(row.Labels, NpgsqlDbType.Jsonb, cancellationToken);
            await import.WriteAsync(row.Supports, NpgsqlDbType.Array | NpgsqlDbType.Text, cancellationToken);
            await import.WriteAsync(row.CreatedAt, NpgsqlDbType.TimestampTz, cancellationToken);
            await import.WriteAsync(row.CreatedAt, NpgsqlDbType.TimestampTz, cancellationToken);
            await import.WriteAsync(number++, NpgsqlDbType.Bigint, cancellationToken);
            await import.WriteAsync(ChangedBy, NpgsqlDbType.Text, cancellationToken);
        }

        await import.CompleteAsync(cancellationToken);
    }

    /// <inheritdoc cref="OrganisationsAsync"/>
    public static async Task ProjectsAsync(NpgsqlConnection connection, IEnumerable<ProjectRow> rows, long firstNumber, CancellationToken cancellationToken)
    {
        await using var import = await connection.BeginBinaryImportAsync(
            """
            COPY public.projects (id, organisation_id, organisation_name, supports, title, description, participant_profile, accommodation, training,
                language, starts_on, ends_on, stated_weeks, deadline, places, apply_url, topics, activity_type, strand, town, country, latitude, longitude,
                eligible_countries, date_flexibility, requires_cv, requires_motivation, confirmed_at, input_issues, created_at, updated_at, change_number,
                changed_by, source, reference) FROM STDIN (FORMAT binary)
            """,
            cancellationToken);
        var number = firstNumber;
        foreach (var row in rows)
        {
            var schedule = row.Schedule;
            await import.StartRowAsync(cancellationToken);
            await import.WriteAsync(row.Id, NpgsqlDbType.Uuid, cancellationToken);
            await import.WriteAsync(row.Organisation.Id, NpgsqlDbType.Uuid, cancellationToken);
            await Text(import, row.Organisation.Name, cancellationToken);
            await import.WriteAsync(row.Organisation.Supports, NpgsqlDbType.Array | NpgsqlDbType.Text, cancellationToken);
            await Text(import, row.Title, cancellationToken);
            await Text(import, row.Description, cancellationToken);
            await Text(import, row.Profile, cancellationToken);
            await Text(import, row.Accommodation, cancellationToken);
            await Text(import, row.Training, cancellationToken);
            await Text(import, row.Language, cancellationToken);
            await import.WriteAsync(schedule.StartsOn, NpgsqlDbType.Date, cancellationToken);
            await import.WriteAsync(schedule.EndsOn, NpgsqlDbType.Date, cancellationToken);
            await Value(import, schedule.StatedWeeks, NpgsqlDbType.Integer, cancellationToken);
            await Value(import, schedule.Deadline, NpgsqlDbType.Date, cancellationToken);
            await Text(import, schedule.IsFull ? "full" : "open", cancellationToken);
            await Text(import, row.ApplyUrl, cancellationToken);
            await import.WriteAsync(row.Topics, NpgsqlDbType.Array | NpgsqlDbType.Text, cancellationToken);
            await Text(import, row.ActivityType, cancellationToken);
            await Text(import, row.Strand, cancellationToken);
            await Text(import, row.Town.Name, cancellationToken);
            await Text(import, row.Town.Country, cancellationToken);
            await Value(import, row.Latitude, NpgsqlDbType.Double, cancellationToken);
            await Value(import, row.Longitude, NpgsqlDbType.Double, cancellationToken);
            await import.WriteAsync(row.Eligible, NpgsqlDbType.Array | NpgsqlDbType.Text, cancellationToken);
            await Text(import, schedule.Flexibility, cancellationToken);
            await Value(import, row.RequiresCv, NpgsqlDbType.Boolean, cancellationToken);
            await Value(import, row.RequiresMotivation, NpgsqlDbType.Boolean, cancellationToken);
            await Value(import, row.ConfirmedAt, NpgsqlDbType.TimestampTz, cancellationToken);
            await import.WriteAsync(Array.Empty<string>(), NpgsqlDbType.Array | NpgsqlDbType.Text, cancellationToken);
            await import.WriteAsync(schedule.CreatedAt, NpgsqlDbType.TimestampTz, cancellationToken);
            await import.WriteAsync(schedule.CreatedAt, NpgsqlDbType.TimestampTz, cancellationToken);
            await import.WriteAsync(number++, NpgsqlDbType.Bigint, cancellationToken);
            await import.WriteAsync(ChangedBy, NpgsqlDbType.Text, cancellationToken);
            await Text(import, row.Reference is null ? null : Source, cancellationToken);
            await Text(import, row.Reference, cancellationToken);
        }

        await import.CompleteAsync(cancellationToken);
    }

    private static Task Text(NpgsqlBinaryImporter import, string? value, CancellationToken cancellationToken) =>
        value is null ? import.WriteNullAsync(cancellationToken) : import.WriteAsync(value, NpgsqlDbType.Text, cancellationToken);

    private static Task Value<T>(NpgsqlBinaryImporter import, T? value, NpgsqlDbType type, CancellationToken cancellationToken)
        where T : struct =>
        value is { } known ? import.WriteAsync(known, type, cancellationToken) : import.WriteNullAsync(cancellationToken);
}
