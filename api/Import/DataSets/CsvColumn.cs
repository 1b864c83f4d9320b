using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Api.Platform.Publishing;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Import.DataSets;

/// <summary>
/// A column of a CSV file and where its cells belong in a record. The columns follow from the members of the record, so a
/// new member has its column at once.
/// </summary>
internal sealed class CsvColumn
{
    /// <summary>Parts the codes of a list. No code has one in it.</summary>
    private const char Separator = ';';

    private static readonly string[] OfProjectsOnly = ["organisationId", "inputIssues", "confirmedAt"];

    private readonly PropertyInfo[] path;

    private CsvColumn(params PropertyInfo[] path)
    {
        this.path = path;
        Name = JsonName(path[^1]);
    }

    public static IReadOnlyList<CsvColumn> OfOrganisations { get; } =
        [.. Of(typeof(DataSetRecord), DataSetRecord.OfOrganisation).Where(column => !OfProjectsOnly.Contains(column.Name))];

    public static IReadOnlyList<CsvColumn> OfProjects { get; } = [.. Of(typeof(DataSetRecord), DataSetRecord.OfProject)];

    public string Name { get; }

    private Type Type => path[^1].PropertyType;

    public static IReadOnlyList<CsvColumn> Of(string kind) => kind == DataSetRecord.OfOrganisation ? OfOrganisations : OfProjects;

    /// <summary>The record's cell in this column; empty where nothing is stated.</summary>
    public string Cell(DataSetRecord record) => path.Aggregate((object?)record, (value, member) => value is null ? null : member.GetValue(value)) switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        string[] codes => string.Join(Separator, codes),
        // As they are written in JSON, so that both formats say the same.
        var value => JsonSerializer.SerializeToElement(value, DataSetJson.Options) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : JsonSerializer.Serialize(value, DataSetJson.Options),
    };

    /// <summary>
    /// Puts a cell where it belongs. What is no number, truth value or JSON although it should be stays a text, which is then
    /// refused like any other value of a wrong type.
    /// </summary>
    public void Put(string cell, JsonObject record)
    {
        if (cell.Length == 0)
        {
            return;
        }

        foreach (var member in path[..^1])
        {
            var name = JsonName(member);
            record = (JsonObject)(record[name] ??= new JsonObject());
        }

        record[Name] = Value(cell);
    }

    private JsonNode Value(string cell)
    {
        if (Type == typeof(string[]))
        {
            return new JsonArray([.. cell.Split(Separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(code => JsonValue.Create(code))]);
        }

        if (Type == typeof(bool?) && bool.TryParse(cell, out var flag))
        {
            return flag;
        }

        if (Type == typeof(int?) && int.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        if (Type == typeof(double?) && double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real))
        {
            return real;
        }

        return Type.IsArray ? Json(cell) : cell;
    }

    private static JsonNode Json(string cell)
    {
        try
        {
            return JsonNode.Parse(cell) ?? cell;
        }
        catch (JsonException)
        {
            return cell;
        }
    }

    /// <summary>The members that are texts, numbers and lists; those of what holds others stand in its place.</summary>
    private static IEnumerable<CsvColumn> Of(Type type, string kind, params PropertyInfo[] above)
    {
        foreach (var member in RequestBodyReader.MembersOf(type).Values)
        {
            var isOtherKind = (member.PropertyType == typeof(OrganisationWrite) || member.PropertyType == typeof(ProjectWrite)) && JsonName(member) != kind;
            if (isOtherKind || (above.Length == 0 && member.Name == nameof(DataSetRecord.Kind)))
            {
                continue;
            }

            if (member.PropertyType.IsAssignableTo(typeof(RequestBody)))
            {
                foreach (var column in Of(member.PropertyType, kind, [.. above, member]))
                {
                    yield return column;
                }
            }
            else
            {
                yield return new CsvColumn([.. above, member]);
            }
        }
    }

    private static string JsonName(PropertyInfo member) => JsonNamingPolicy.CamelCase.ConvertName(member.Name);
}
