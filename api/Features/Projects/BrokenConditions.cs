namespace Portal.Api.Features.Projects;

/// <summary>
/// Conditions of which each row remembers those that it breaks, as bits in a column <c>broken</c>. So one pass over the rows
/// tells what each condition costs: the rows that break it alone are what is found without it.
/// </summary>
internal sealed class BrokenConditions(IEnumerable<(string Filter, string Sql)> conditions)
{
    /// <summary>Of the column: what breaks several conditions is not found by leaving out one.</summary>
    public const string IsAtMostOne = "broken & (broken - 1) = 0";

    /// <summary>So many conditions leave few rows, and asking twice for more costs more than it spares.</summary>
    private const int Sieved = 4;

    private readonly List<(string Filter, string Sql)> conditions = [.. conditions];

    /// <summary>What the column is.</summary>
    public string Sql => conditions.Count == 0
        ? "0"
        : string.Join(" | ", conditions.Select((condition, index) => $"CASE WHEN {condition.Sql} THEN 0 ELSE {1 << index} END"));

    /// <summary>
    /// Of the row, before the column is worked out: not already two of the first conditions are broken. Most rows break two, and
    /// need no look at the others.
    /// </summary>
    public string MayBeAtMostOne
    {
        get
        {
            var first = conditions.Take(Sieved).Select(condition => $"({condition.Sql})").ToList();
            return first.Count < 2
                ? "true"
                : string.Join(" AND ", first.Skip(1).Select((condition, before) => $"({condition} OR ({string.Join(" AND ", first.Take(before + 1))}))"));
        }
    }

    /// <summary>Of the column: the row holds every condition but perhaps the one of this filter.</summary>
    public string IsNoneBut(string filter) => conditions.FindIndex(condition => condition.Filter == filter) is var at and >= 0
        ? $"broken IN (0, {1 << at})"
        : "broken = 0";
}
