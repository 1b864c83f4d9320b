using System.Text.Json;

namespace Portal.Api.Features.Projects;

/// <summary>Newline-delimited JSON: each line is what getProject answers.</summary>
internal sealed class ProjectNdJson(Stream stream, JsonSerializerOptions options) : IProjectLines
{
    public const string MediaType = "application/x-ndjson";

    private readonly Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Encoder = options.Encoder, SkipValidation = true });

    public void Add(ProjectDetail project)
    {
        JsonSerializer.Serialize(writer, project, options);
        writer.Flush();
        stream.WriteByte((byte)'\n');
        writer.Reset();
    }

    public void Flush()
    {
    }

    public void Dispose() => writer.Dispose();
}
