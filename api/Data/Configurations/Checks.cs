using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Api.Domain;

namespace Portal.Api.Data.Configurations;

/// <summary>The rules that several tables hold as check constraints.</summary>
internal static class Checks
{
    public static TableBuilder HasCode(this TableBuilder table, string name, string column, CodeList list)
    {
        table.HasCheckConstraint(name, $"{column} IN ({Literals(list.Values)})");
        return table;
    }

    public static TableBuilder HasCodes(this TableBuilder table, string name, string column, IEnumerable<string> codes)
    {
        table.HasCheckConstraint(name, $"{column} <@ ARRAY[{Literals(codes)}]::text[]");
        return table;
    }

    public static TableBuilder HasLocation(this TableBuilder table, string prefix)
    {
        table.HasCheckConstraint($"{prefix}_location_whole", "(latitude IS NULL) = (longitude IS NULL)");
        table.HasCheckConstraint($"{prefix}_location_range", "latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180");
        return table;
    }

    public static TableBuilder HasPublicationKeys(this TableBuilder table, string prefix)
    {
        table.HasCheckConstraint($"{prefix}_source_with_reference", "(source IS NULL) = (reference IS NULL)");
        table.HasCheckConstraint($"{prefix}_partner_with_external_id", "(partner IS NULL) = (external_id IS NULL)");
        table.HasCheckConstraint(
            $"{prefix}_external_id_characters",
            @"char_length(external_id) BETWEEN 1 AND 200 AND external_id !~ '[/\\[:cntrl:]]' AND external_id NOT IN ('.', '..')");
        return table;
    }

    /// <summary>Text that has to be there, until the record is erased.</summary>
    public static TableBuilder HasTextUntilErased(this TableBuilder table, string prefix, string column, int maxLength)
    {
        table.HasCheckConstraint(
            $"{prefix}_{column}_length", $"erased_at IS NOT NULL OR (char_length({column}) <= {maxLength} AND {column} ~ '\\S')");
        return table;
    }

    /// <summary>An erased record is a tombstone without anything that was said of it.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="prefix">The beginning of the constraint's name.</param>
    /// <param name="isEmpty">The condition on the columns that cannot be null.</param>
    /// <param name="others">The columns that can.</param>
    public static TableBuilder IsEmptyOnceErased(this TableBuilder table, string prefix, string isEmpty, params string[] others)
    {
        var isNull = string.Join(" AND ", others.Select(column => $"{column} IS NULL"));
        table.HasCheckConstraint($"{prefix}_empty_once_erased", $"erased_at IS NULL OR (withdrawn_at IS NOT NULL AND {isEmpty} AND {isNull})");
        return table;
    }

    public static TableBuilder HasText(this TableBuilder table, string prefix, string column, int maxLength)
    {
        table.HasCheckConstraint($"{prefix}_{column}_length", $"char_length({column}) <= {maxLength} AND {column} ~ '\\S'");
        return table;
    }

    public static TableBuilder HasWebAddress(this TableBuilder table, string prefix, string column)
    {
        table.HasCheckConstraint(
            $"{prefix}_{column}_address", $"{column} ~ '^https?://' AND char_length({column}) <= {ProjectFacts.MaxUrlLength}");
        return table;
    }

    public static TableBuilder HasLabelRoles(this TableBuilder table)
    {
        var isUnknown = string.Join(" && ", LabelRole.List.Values.Select(role => $"@ != \"{role}\""));
        table.HasCheckConstraint("organisations_label_roles_known", $"NOT jsonb_path_exists(labels, '$[*].role ? ({isUnknown})')");
        return table;
    }

    private static string Literals(IEnumerable<string> codes) => string.Join(", ", codes.Select(code => $"'{code}'"));
}
