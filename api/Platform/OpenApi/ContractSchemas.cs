using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Portal.Api.Domain;
using Portal.Api.Platform.Validation;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Portal.Api.Platform.OpenApi;

/// <summary>Completes the schemas of wire records: every property is always there, and codes in answers stay open.</summary>
public sealed class ContractSchemas : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema concrete)
        {
            return;
        }

        if (context.MemberInfo is PropertyInfo property)
        {
            Complete(concrete, property);
        }
        else if (concrete.Properties is { Count: > 0 } properties)
        {
            concrete.Properties = InOrder(properties, context.Type);
            concrete.Required = properties.Keys.Where(name => !IsLeftOut(context.Type, name)).ToHashSet();
        }
    }

    private static bool IsLeftOut(Type type, string name) =>
        type == typeof(Errors.Problem) && name == JsonNamingPolicy.CamelCase.ConvertName(nameof(Errors.Problem.Errors));

    /// <summary>The properties as answers have them: inherited ones first, and references that may be null say so.</summary>
    private static Dictionary<string, IOpenApiSchema> InOrder(IDictionary<string, IOpenApiSchema> properties, Type type)
    {
        var nullability = new NullabilityInfoContext();
        return type.GetProperties()
            .Where(property => properties.ContainsKey(NameOf(property)))
            .OrderBy(property => WireFormat.DepthOf(property.DeclaringType))
            .ToDictionary(NameOf, property => properties[NameOf(property)] is OpenApiSchemaReference reference
                && nullability.Create(property).ReadState == NullabilityState.Nullable
                    ? OrNull(reference)
                    : properties[NameOf(property)]);

        static string NameOf(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);
    }

    private static OpenApiSchema OrNull(OpenApiSchemaReference reference) => new()
    {
        Description = reference.Description,
        AnyOf = [new OpenApiSchemaReference(reference.Reference.Id!), new OpenApiSchema { Type = JsonSchemaType.Null }],
    };

    private static void Complete(OpenApiSchema schema, PropertyInfo property)
    {
        var values = schema.Items as OpenApiSchema ?? schema;
        if (property.GetCustomAttribute<ExtensibleEnumAttribute>() is { } codes)
        {
            values.AddExtension("x-extensible-enum", new JsonNodeExtension(ContractParameters.ArrayOf(codes.Values)));
        }

        if (property.GetCustomAttribute<CountryCodesAttribute>() is not null)
        {
            values.Pattern = CountryCodesAttribute.Pattern;
        }
    }
}

/// <summary>Completes query parameters: closed lists of codes, ranges of dates, repeated lists.</summary>
public sealed class ContractParameters : IParameterFilter
{
    public void Apply(IOpenApiParameter parameter, ParameterFilterContext context)
    {
        if (parameter is not OpenApiParameter { Schema: OpenApiSchema schema } concrete || context.PropertyInfo is not { } property)
        {
            return;
        }

        // What is said of the property as part of an answer: the parameter has an example of its own.
        schema.Examples = null;

        var values = schema.Items as OpenApiSchema ?? schema;
        if (property.GetCustomAttribute<ExtensibleEnumAttribute>() is { } codes)
        {
            values.Extensions?.Remove("x-extensible-enum");
            values.Enum = [.. codes.Values.Select(value => JsonValue.Create(value))];
        }

        if (property.GetCustomAttribute<CountryCodesAttribute>() is not null)
        {
            values.Pattern = CountryCodesAttribute.Pattern;
        }

        if (property.GetCustomAttribute<CalendarDateAttribute>() is not null)
        {
            concrete.Description += string.Create(
                CultureInfo.InvariantCulture, $" From {Rules.FirstDay:yyyy-MM-dd} to {Rules.LastDay:yyyy-MM-dd}.");
        }

        if (property.Name == nameof(Availability))
        {
            schema.Default = ArrayOf([Availability.Open]);
        }

        if (schema.Items is not null)
        {
            concrete.Style = ParameterStyle.Form;
            concrete.Explode = true;
        }

        concrete.Schema = schema;
    }

    internal static JsonArray ArrayOf(IEnumerable<string> values) => [.. values.Select(value => JsonValue.Create(value))];
}
