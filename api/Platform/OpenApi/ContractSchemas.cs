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
            concrete.Required = properties.Keys.Where(name => !IsLeftOut(context.Type, name)).ToHashSet();
            concrete.AdditionalPropertiesAllowed = true;
            AllowNull(properties, context.Type);
        }
    }

    /// <summary>A reference cannot say by itself that null is possible too.</summary>
    private static void AllowNull(IDictionary<string, IOpenApiSchema> properties, Type type)
    {
        foreach (var property in type.GetProperties())
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            if (properties.TryGetValue(name, out var schema) && schema is OpenApiSchemaReference reference
                && new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable)
            {
                properties[name] = new OpenApiSchema
                {
                    Description = reference.Description,
                    AnyOf = [new OpenApiSchemaReference(reference.Reference.Id!), new OpenApiSchema { Type = JsonSchemaType.Null }],
                };
            }
        }
    }

    private static bool IsLeftOut(Type type, string name) =>
        type == typeof(Errors.Problem) && name == JsonNamingPolicy.CamelCase.ConvertName(nameof(Errors.Problem.Errors));

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

        var values = schema.Items as OpenApiSchema ?? schema;
        if (property.GetCustomAttribute<ExtensibleEnumAttribute>() is { } codes)
        {
            values.Enum = [.. codes.Values.Select(value => JsonValue.Create(value))];
        }

        if (property.GetCustomAttribute<CountryCodesAttribute>() is not null)
        {
            values.Pattern = CountryCodesAttribute.Pattern;
        }

        if (property.GetCustomAttribute<CalendarDateAttribute>() is not null)
        {
            schema.AddExtension("x-minimum-date", new JsonNodeExtension(JsonValue.Create(Rules.FirstDay.ToString(DateBinder.Format, CultureInfo.InvariantCulture))));
            schema.AddExtension("x-maximum-date", new JsonNodeExtension(JsonValue.Create(Rules.LastDay.ToString(DateBinder.Format, CultureInfo.InvariantCulture))));
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
