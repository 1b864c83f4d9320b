using System.Globalization;
using CsvHelper;

namespace Portal.Client.Examples.Push;

/// <summary>A line of the file.</summary>
internal sealed record ProjectRow
{
    public required string Key { get; init; }

    public required string OrganisationKey { get; init; }

    public required string Organisation { get; init; }

    public required string Title { get; init; }

    public required string Town { get; init; }

    public required string Country { get; init; }

    public required DateOnly StartsOn { get; init; }

    public required DateOnly EndsOn { get; init; }

    public required DateOnly? Deadline { get; init; }

    public required string Topics { get; init; }

    public required string Description { get; init; }

    /// <summary>The line that the reader is at. Its columns are found by their names, in whichever order they come.</summary>
    public static ProjectRow Of(CsvReader line) => new()
    {
        Key = line.GetString("key"),
        OrganisationKey = line.GetString("organisation key"),
        Organisation = line.GetString("organisation"),
        Title = line.GetString("title"),
        Town = line.GetString("town"),
        Country = line.GetString("country"),
        StartsOn = Day(line.GetString("starts on")),
        EndsOn = Day(line.GetString("ends on")),
        Deadline = line.GetString("deadline") is { Length: > 0 } deadline ? Day(deadline) : null,
        Topics = line.GetString("topics"),
        Description = line.GetString("description"),
    };

    public ProjectWrite ToProject() => new()
    {
        OrganisationExternalId = OrganisationKey,
        Title = Title,
        Town = Town,
        Country = Country,
        StartsOn = StartsOn,
        EndsOn = EndsOn,
        Deadline = Deadline,
        Topics = Topics.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        Description = Description,
    };

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
