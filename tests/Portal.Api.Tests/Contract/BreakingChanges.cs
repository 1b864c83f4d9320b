using System.Globalization;
using Microsoft.OpenApi;

namespace Portal.Api.Tests.Contract;

/// <summary>
/// What a newer contract takes away from programs that were written for an older one: something that is gone or
/// renamed, a parameter that takes less, a request that has to say more, an answer that says less or something else.
/// </summary>
internal static class BreakingChanges
{
    public static IReadOnlyList<string> Between(OpenApiDocument released, OpenApiDocument current)
    {
        var breaks = new List<string>();
        var operations = current.Operations().ToDictionary(named => named.Name, named => named.Operation);
        foreach (var (name, _, before) in released.Operations())
        {
            if (!operations.TryGetValue(name, out var after))
            {
                breaks.Add($"{name} is gone");
                continue;
            }

            if (before.OperationId != after.OperationId)
            {
                breaks.Add($"{name} is called {after.OperationId} instead of {before.OperationId}");
            }

            CompareParameters(name, before, after, breaks);
            CompareRequestBodies(name, before, after, breaks);
            CompareResponses(name, before, after, breaks);
        }

        var schemas = current.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>();
        var asked = UsedBy(released, operation => Contents(operation.RequestBody?.Content));
        var answered = UsedBy(released, operation => (operation.Responses ?? []).Values.SelectMany(response => Contents(response.Content)));
        foreach (var (name, before) in released.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>())
        {
            if (!schemas.TryGetValue(name, out var after))
            {
                breaks.Add($"{name} is gone");
                continue;
            }

            if (asked.Contains(name))
            {
                CompareInput(name, before, after, breaks);
            }

            if (answered.Contains(name))
            {
                CompareOutput(name, before, after, breaks);
            }
        }

        return breaks;
    }

    private static void CompareParameters(string name, OpenApiOperation before, OpenApiOperation after, List<string> breaks)
    {
        var parameters = (after.Parameters ?? []).ToDictionary(parameter => (parameter.In, parameter.Name));
        foreach (var old in before.Parameters ?? [])
        {
            if (!parameters.Remove((old.In, old.Name), out var now))
            {
                breaks.Add($"{name}: the parameter {old.Name} is gone");
                continue;
            }

            if (now.Required && !old.Required)
            {
                breaks.Add($"{name}: the parameter {old.Name} has become required");
            }

            CompareInput($"{name}: the parameter {old.Name}", old.Schema!, now.Schema!, breaks);
        }

        breaks.AddRange(parameters.Values.Where(added => added.Required).Select(added => $"{name}: the new parameter {added.Name} is required"));
    }

    private static void CompareRequestBodies(string name, OpenApiOperation before, OpenApiOperation after, List<string> breaks)
    {
        if (after.RequestBody is { Required: true } && before.RequestBody is not { Required: true })
        {
            breaks.Add($"{name} has come to need a body");
        }

        foreach (var (type, old) in before.RequestBody?.Content ?? new Dictionary<string, IOpenApiMediaType>())
        {
            if (after.RequestBody?.Content?.TryGetValue(type, out var now) != true)
            {
                breaks.Add($"{name} no longer takes {type}");
            }
            else
            {
                CompareInput($"{name}: the body", old.Schema!, now!.Schema!, breaks);
            }
        }
    }

    private static void CompareResponses(string name, OpenApiOperation before, OpenApiOperation after, List<string> breaks)
    {
        foreach (var (status, old) in before.Responses ?? [])
        {
            if (after.Responses?.TryGetValue(status, out var now) != true)
            {
                breaks.Add($"{name}: the answer {status} is gone");
                continue;
            }

            foreach (var (type, content) in old.Content ?? new Dictionary<string, IOpenApiMediaType>())
            {
                if (now!.Content?.TryGetValue(type, out var newContent) != true)
                {
                    breaks.Add($"{name}: the answer {status} is no longer {type}");
                }
                else
                {
                    CompareOutput($"{name}: the answer {status}", content.Schema!, newContent!.Schema!, breaks);
                }
            }

            foreach (var header in (old.Headers?.Keys ?? []).Except(now!.Headers?.Keys ?? []))
            {
                breaks.Add($"{name}: the answer {status} has lost the header {header}");
            }
        }
    }

    /// <summary>What a request may say: it may come to take more, never less.</summary>
    private static void CompareInput(string name, IOpenApiSchema before, IOpenApiSchema after, List<string> breaks)
    {
        if (ReferToOther(name, before, after, breaks))
        {
            return;
        }

        CompareTypes(name, before, after, narrowing: true, breaks);
        if (after.Enum is { Count: > 0 })
        {
            var values = after.Enum.Select(value => value!.ToJsonString()).ToHashSet();
            var missing = before.Enum is { Count: > 0 } ? before.Enum.Select(value => value!.ToJsonString()).Where(value => !values.Contains(value)) : ["other values"];
            breaks.AddRange(missing.Select(value => $"{name} no longer takes {value}"));
        }

        if (after.Pattern is not null && after.Pattern != before.Pattern)
        {
            breaks.Add($"{name} has another pattern");
        }

        NoLess(name, "maxLength", before.MaxLength, after.MaxLength, breaks);
        NoLess(name, "maxItems", before.MaxItems, after.MaxItems, breaks);
        NoLess(name, "maximum", Number(before.Maximum), Number(after.Maximum), breaks);
        NoLess(name, "minLength", -before.MinLength, -after.MinLength, breaks, unlimited: 0);
        NoLess(name, "minItems", -before.MinItems, -after.MinItems, breaks, unlimited: 0);
        NoLess(name, "minimum", -Number(before.Minimum), -Number(after.Minimum), breaks);
        if (before.Items is not null && after.Items is not null)
        {
            CompareInput($"{name}[]", before.Items, after.Items, breaks);
        }

        foreach (var property in before.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            if (after.Properties?.TryGetValue(property.Key, out var now) != true)
            {
                breaks.Add($"{name}.{property.Key} is gone");
            }
            else
            {
                CompareInput($"{name}.{property.Key}", property.Value, now!, breaks);
            }
        }

        breaks.AddRange((after.Required ?? new HashSet<string>()).Except(before.Required ?? new HashSet<string>())
            .Select(required => $"{name}.{required} has become required"));
    }

    /// <summary>What an answer says: it may come to say more, never less.</summary>
    private static void CompareOutput(string name, IOpenApiSchema before, IOpenApiSchema after, List<string> breaks)
    {
        if (ReferToOther(name, before, after, breaks))
        {
            return;
        }

        CompareTypes(name, before, after, narrowing: false, breaks);
        if (before.Items is not null && after.Items is not null)
        {
            CompareOutput($"{name}[]", before.Items, after.Items, breaks);
        }

        if (before.AdditionalProperties is { } values)
        {
            if (after.AdditionalProperties is { } newValues)
            {
                CompareOutput($"{name}{{}}", values, newValues, breaks);
            }
            else
            {
                breaks.Add($"{name} no longer says what its values are");
            }
        }

        var alternatives = (before.AnyOf ?? []).Select(Describe).ToHashSet();
        breaks.AddRange((after.AnyOf ?? []).Select(Describe).Where(added => !alternatives.Contains(added)).Select(added => $"{name} may be {added} too"));
        foreach (var property in before.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            if (after.Properties?.TryGetValue(property.Key, out var now) != true)
            {
                breaks.Add($"{name}.{property.Key} is gone");
                continue;
            }

            if (before.Required?.Contains(property.Key) == true && after.Required?.Contains(property.Key) != true)
            {
                breaks.Add($"{name}.{property.Key} need not be there any more");
            }

            CompareOutput($"{name}.{property.Key}", property.Value, now!, breaks);
        }
    }

    /// <summary>Whether either is a reference; what one refers to is compared where it stands.</summary>
    private static bool ReferToOther(string name, IOpenApiSchema before, IOpenApiSchema after, List<string> breaks)
    {
        if (Target(before) is null && Target(after) is null)
        {
            return false;
        }

        if (Target(before) != Target(after))
        {
            breaks.Add($"{name} is {Target(after) ?? "no longer a reference"} instead of {Target(before) ?? "a value"}");
        }

        return true;
    }

    /// <summary>The names of the schemas that some part of the operations is made of, however deep.</summary>
    private static HashSet<string> UsedBy(OpenApiDocument document, Func<OpenApiOperation, IEnumerable<IOpenApiSchema?>> part)
    {
        var names = new HashSet<string>();
        var left = new Stack<IOpenApiSchema?>(document.Operations().SelectMany(named => part(named.Operation)));
        while (left.TryPop(out var schema))
        {
            if (schema is null || (Target(schema) is { } name && !names.Add(name)))
            {
                continue;
            }

            IEnumerable<IOpenApiSchema?> parts =
            [
                schema.Items, schema.AdditionalProperties, .. schema.Properties?.Values ?? [],
                .. schema.AnyOf ?? [], .. schema.OneOf ?? [], .. schema.AllOf ?? [],
            ];
            foreach (var inner in parts)
            {
                left.Push(inner);
            }
        }

        return names;
    }

    private static IEnumerable<IOpenApiSchema?> Contents(IDictionary<string, IOpenApiMediaType>? content) =>
        (content?.Values ?? []).Select(type => type.Schema);

    private static void CompareTypes(string name, IOpenApiSchema before, IOpenApiSchema after, bool narrowing, List<string> breaks)
    {
        var (old, now) = (before.Type ?? 0, after.Type ?? 0);
        // A request may come to take more types, an answer to have fewer.
        var isSafe = narrowing ? (old & now) == old : (old & now) == now;
        if (!isSafe || (old == 0) != (now == 0) || before.Format != after.Format)
        {
            breaks.Add($"{name} is {Describe(after)} instead of {Describe(before)}");
        }
    }

    private static void NoLess(string name, string limit, decimal? before, decimal? after, List<string> breaks, decimal? unlimited = null)
    {
        if ((after ?? unlimited) is { } now && (before ?? unlimited ?? decimal.MaxValue) > now)
        {
            breaks.Add($"{name} has a narrower {limit}");
        }
    }

    private static decimal? Number(string? limit) => limit is null ? null : decimal.Parse(limit, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string? Target(IOpenApiSchema schema) => (schema as OpenApiSchemaReference)?.Reference.Id;

    private static string Describe(IOpenApiSchema schema) => Target(schema) ?? $"{schema.Type} {schema.Format}".Trim();
}
