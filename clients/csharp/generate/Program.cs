// Writes the C# client from the contract.
// usage: Portal.Client.Generate CONTRACT OUTPUT
// The contract has to be rendered as OpenAPI 3.0, which the generator reads.
using NJsonSchema;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration;
using NSwag.CodeGeneration.CSharp;
using NSwag.CodeGeneration.OperationNameGenerators;

if (args is not [var contract, var output])
{
    Console.Error.WriteLine("usage: Portal.Client.Generate CONTRACT OUTPUT");
    return 2;
}

var document = await OpenApiYamlDocument.FromFileAsync(contract);
foreach (var described in document.Operations)
{
    Simplify(described.Operation, described.Method == OpenApiOperationMethod.Get);
}

foreach (var schema in document.Components.Schemas.Values)
{
    // Nothing is kept of a field that this client does not know.
    schema.AllowAdditionalProperties = false;
    foreach (var property in schema.ActualProperties.Values)
    {
        AllowNull(property);
        LeaveOpen(property);
    }
}

var settings = new CSharpClientGeneratorSettings
{
    ClassName = "PortalClient",
    ExceptionClass = "PortalApiException",
    OperationNameGenerator = new SingleClientFromOperationIdOperationNameGenerator(),
    GenerateClientInterfaces = true,
    GenerateOptionalParameters = true,
    InjectHttpClient = true,
    DisposeHttpClient = false,
    UseBaseUrl = false,
    ParameterArrayType = "System.Collections.Generic.IEnumerable",
    ParameterDateFormat = "yyyy-MM-dd",
    ParameterNameGenerator = new CamelCaseParameterNames(),
    CSharpGeneratorSettings =
    {
        Namespace = "Portal.Client",
        JsonLibrary = CSharpJsonLibrary.SystemTextJson,
        GenerateNullableReferenceTypes = true,
        GenerateOptionalPropertiesAsNullable = true,
        DateType = "System.DateOnly",
        DateTimeType = "System.DateTimeOffset",
        ArrayType = "System.Collections.Generic.IReadOnlyList",
        ArrayInstanceType = "System.Collections.Generic.List",
        ClassStyle = CSharpClassStyle.Poco,
        GenerateJsonMethods = false,
    },
};
var code = new CSharpClientGenerator(document, settings).GenerateFile();
await File.WriteAllTextAsync(output, code.ReplaceLineEndings("\n"));
return 0;

// Codes stay strings, so that a caller can use one that is newer than this client. Conditional reads are the business of the
// caller's HTTP handler; conditional writes are the caller's own.
static void Simplify(OpenApiOperation operation, bool reads)
{
    foreach (var header in operation.Parameters.Where(parameter => reads && parameter.Kind == OpenApiParameterKind.Header).ToList())
    {
        operation.Parameters.Remove(header);
    }

    operation.Responses.Remove("304");
    // What has a format of its own is handed over as a stream, as it comes.
    foreach (var (_, content) in operation.Responses.Values.SelectMany(response => response.Content).Where(content => content.Key is not ("application/json" or "application/problem+json")))
    {
        content.Schema = new JsonSchema { Type = JsonObjectType.String, Format = "binary" };
    }

    foreach (var parameter in operation.Parameters)
    {
        LeaveOpen(parameter.Schema);
    }
}

static void LeaveOpen(JsonSchema schema) => (schema.Item ?? schema).Enumeration.Clear();

// OpenAPI 3.0 writes "a reference or null" as two alternatives, one of which has null as its only value.
static void AllowNull(JsonSchemaProperty property)
{
    if (property.AnyOf is { Count: 2 } alternatives && alternatives.FirstOrDefault(schema => schema.HasReference) is { } reference)
    {
        property.AnyOf.Clear();
        property.OneOf.Add(reference);
        property.IsNullableRaw = true;
    }
}

/// <summary>If-Match becomes ifMatch.</summary>
internal sealed class CamelCaseParameterNames : IParameterNameGenerator
{
    private readonly DefaultParameterNameGenerator others = new();

    public string Generate(OpenApiParameter parameter, IEnumerable<OpenApiParameter> allParameters)
    {
        var words = parameter.Name.Split('-');
        return words.Length == 1
            ? others.Generate(parameter, allParameters)
            : words[0].ToLowerInvariant() + string.Concat(words[1..].Select(word => word[..1].ToUpperInvariant() + word[1..].ToLowerInvariant()));
    }
}
