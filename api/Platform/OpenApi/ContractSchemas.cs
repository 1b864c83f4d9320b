using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.OpenApi;
using Portal.Api.Domain;
using Portal.Api.Platform.Validation;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Portal.Api.Platform.OpenApi;

/// <summary>
/// Completes the schemas of wire records: in an answer every property is always there and codes stay open; in a request
/// everything may be left out, and what is not listed is refused.
/// </summary>
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
            var optional = context.Type.GetProperties()
                .Where(property => IsRequest(context.Type) ? !property.IsDefined(typeof(RequiredAttribute)) : MayBeLeftOut(property)).Select(NameOf);
            concrete.Required = concrete.Properties.Keys.Except(optional).ToHashSet();
            // A newer server may say more; whoever reads passes over what it does not know.
            concrete.AdditionalPropertiesAllowed = !IsRequest(context.Type);
        }
    }

    private static bool IsRequest(Type? type) => type?.IsAssignableTo(typeof(RequestBody)) == true;

    private static bool MayBeLeftOut(PropertyInfo property) =>
        property.GetCustomAttribute<JsonIgnoreAttribute>()?.Condition == JsonIgnoreCondition.WhenWritingNull;

    private static string NameOf(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);

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
            if (IsRequest(property.ReflectedType))
            {
                values.Enum = [.. codes.Values.Select(value => JsonValue.Create(value))];
                schema.UniqueItems = schema.Items is null ? null : true;
            }
            else
            {
                values.AddExtension("x-extensible-enum", new JsonNodeExtension(ContractParameters.ArrayOf(codes.Values)));
            }
        }

        if (property.GetCustomAttribute<CountryCodesAttribute>() is not null)
        {
            values.Pattern = CountryCodesAttribute.Pattern;
        }

        if (MayBeLeftOut(property))
        {
            // It is either there or not, and never null.
            schema.Type &= ~JsonSchemaType.Null;
        }

        // The format says so already; and the greatest long, written as a number with a fraction, is rounded to more.
        if (schema.Maximum is { } maximum && double.Parse(maximum, CultureInfo.InvariantCulture) >= int.MaxValue)
        {
            schema.Maximum = null;
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
