using System.Text.RegularExpressions;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Portal.Api.Platform.OpenApi;

/// <summary>
/// Takes the line ends of the code out of descriptions. A blank line stays: it separates paragraphs.
/// </summary>
public sealed partial class Sentences : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        swaggerDoc.Info.Description = Flowing(swaggerDoc.Info.Description);
        new OpenApiWalker(new Visitor()).Walk(swaggerDoc);
    }

    private static string? Flowing(string? text) => text is null ? null : LineEnd().Replace(text.Trim(), " ");

    [GeneratedRegex(@"(?<!\n)[ \t]*\r?\n[ \t]*(?!\r?\n)")]
    private static partial Regex LineEnd();

    private sealed class Visitor : OpenApiVisitorBase
    {
        public override void Visit(OpenApiOperation operation) => operation.Description = Flowing(operation.Description);

        public override void Visit(IOpenApiParameter parameter) => parameter.Description = Flowing(parameter.Description);

        public override void Visit(IOpenApiSchema schema)
        {
            if (schema.Description is not null)
            {
                schema.Description = Flowing(schema.Description);
            }
        }
    }
}
