using System.Text;
using System.Text.Json;
using Npgsql;
using Portal.Api.Domain;
using Portal.Api.Platform.Database;

namespace Portal.Api.Platform.Changes;

/// <summary>
/// Writes a row of the feed as <see cref="ProjectChange"/> says. Texts go from the database into the answer as the bytes that they
/// are.
/// </summary>
internal static class ProjectChangeWriter
{
    public static void Write(Utf8JsonWriter json, NpgsqlDataReader row)
    {
        var matches = row.GetBoolean(2);
        json.WriteStartObject();
        json.WriteString("state"u8, matches ? ChangeItem.Updated : ChangeItem.Deleted);
        json.WriteString("kind"u8, "project"u8);
        json.WriteString("id"u8, row.GetGuid(0));
        json.WriteNumber("modified"u8, row.GetInt64(1));
        if (matches)
        {
            json.WriteStartObject("data"u8);
            WriteData(json, row);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteData(Utf8JsonWriter json, NpgsqlDataReader row)
    {
        var (startsOn, endsOn) = (row.GetFieldValue<DateOnly>(13), row.GetFieldValue<DateOnly>(14));
        var statedWeeks = row.ValueOrNull<int>(16);
        var deadline = row.ValueOrNull<DateOnly>(17);
        json.WriteString("id"u8, row.GetGuid(0));
        Text("reference"u8, 3);
        Masked("title"u8, 4);
        json.WriteString("organisationId"u8, row.GetGuid(5));
        Text("organisationName"u8, 6);
        Masked("description"u8, 21);
        Masked("participantProfile"u8, 22);
        Masked("accommodation"u8, 23);
        Masked("training"u8, 24);
        Text("language"u8, 25);
        Day("startsOn"u8, startsOn);
        Day("endsOn"u8, endsOn);
        json.WriteNumber("weeks"u8, row.GetInt32(15));
        json.WriteBoolean("weeksAreStated"u8, statedWeeks is not null);
        Day("deadline"u8, deadline);
        Text("places"u8, 18);
        Text("applyUrl"u8, 30);
        List("topics"u8, row.GetFieldValue<string[]>(11));
        Text("activityType"u8, 12);
        Text("strand"u8, 26);
        Text("town"u8, 7);
        Text("country"u8, 8);
        Place("location"u8, row.LocationOrNull(9));
        List("eligibleCountries"u8, row.GetFieldValue<string[]>(27));
        List("supports"u8, row.GetFieldValue<string[]>(19));
        Text("dateFlexibility"u8, 20);
        Flag("requiresCv"u8, 28);
        Flag("requiresMotivation"u8, 29);
        List("dataIssues"u8, DataIssue.Of(row.GetFieldValue<string[]>(31), startsOn, endsOn, statedWeeks, deadline));
        Instant("confirmedAt"u8, 32);
        Instant("createdAt"u8, 33);
        Instant("updatedAt"u8, 34);

        void Text(ReadOnlySpan<byte> name, int column)
        {
            if (row.IsDBNull(column))
            {
                json.WriteNull(name);
            }
            else
            {
                json.WriteString(name, row.GetFieldValue<byte[]>(column));
            }
        }

        void Masked(ReadOnlySpan<byte> name, int column)
        {
            if (row.IsDBNull(column))
            {
                json.WriteNull(name);
            }
            else if (row.GetFieldValue<byte[]>(column) is var text && ContactDetails.MayBeIn(text))
            {
                json.WriteString(name, ContactDetails.Masked(Encoding.UTF8.GetString(text)));
            }
            else
            {
                json.WriteString(name, text);
            }
        }

        void Day(ReadOnlySpan<byte> name, DateOnly? day)
        {
            if (day is null)
            {
                json.WriteNull(name);
                return;
            }

            Span<byte> text = stackalloc byte[10];
            day.Value.TryFormat(text, out _, "O", System.Globalization.CultureInfo.InvariantCulture);
            json.WriteString(name, text);
        }

        void List(ReadOnlySpan<byte> name, IReadOnlyList<string> values)
        {
            json.WriteStartArray(name);
            foreach (var value in values)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        }

        void Place(ReadOnlySpan<byte> name, Location? place)
        {
            if (place is null)
            {
                json.WriteNull(name);
                return;
            }

            json.WriteStartObject(name);
            json.WriteNumber("latitude"u8, place.Latitude);
            json.WriteNumber("longitude"u8, place.Longitude);
            json.WriteEndObject();
        }

        void Flag(ReadOnlySpan<byte> name, int column)
        {
            if (row.ValueOrNull<bool>(column) is { } value)
            {
                json.WriteBoolean(name, value);
            }
            else
            {
                json.WriteNull(name);
            }
        }

        void Instant(ReadOnlySpan<byte> name, int column)
        {
            json.WritePropertyName(name);
            if (row.ValueOrNull<DateTimeOffset>(column) is { } value)
            {
                WireFormat.WriteInstant(json, value);
            }
            else
            {
                json.WriteNullValue();
            }
        }
    }
}
