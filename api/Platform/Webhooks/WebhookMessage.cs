using System.Buffers;
using System.Text.Json;
using Npgsql;
using Portal.Api.Domain;
using Portal.Api.Platform.Changes;

namespace Portal.Api.Platform.Webhooks;

/// <summary>What is sent of a record, as <see cref="ProjectEvent"/> and <see cref="OrganisationEvent"/> say.</summary>
/// <param name="ChangeNumber">The change that it tells of.</param>
/// <param name="Payload">The body, in JSON.</param>
public sealed record WebhookMessage(long ChangeNumber, byte[] Payload)
{
    private static readonly JsonSerializerOptions Wire = MadeAsAnswers();

    /// <summary>Reads a row of the change feed.</summary>
    public static WebhookMessage Of(string kind, NpgsqlDataReader row)
    {
        var isProject = kind == RecordKind.Project;
        var (changedAt, isWithdrawn) = isProject
            ? (ProjectChanges.ChangedAt, ProjectChanges.IsWithdrawn)
            : (OrganisationChanges.ChangedAt, OrganisationChanges.IsWithdrawn);
        var payload = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(payload, new JsonWriterOptions { Encoder = WireFormat.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, $"{kind}.{(row.GetBoolean(2) ? "changed" : row.GetBoolean(isWithdrawn) ? "withdrawn" : "unmatched")}");
            json.WritePropertyName("timestamp"u8);
            WireFormat.WriteInstant(json, row.GetFieldValue<DateTimeOffset>(changedAt));
            json.WritePropertyName("data"u8);
            if (isProject)
            {
                ProjectChangeWriter.Write(json, row);
            }
            else
            {
                JsonSerializer.Serialize(json, OrganisationChanges.Read(row), Wire);
            }

            json.WriteEndObject();
        }

        return new(row.GetInt64(1), payload.WrittenSpan.ToArray());
    }

    private static JsonSerializerOptions MadeAsAnswers()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        WireFormat.Configure(options);
        return options;
    }
}
