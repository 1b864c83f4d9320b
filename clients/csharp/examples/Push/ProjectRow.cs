using CsvHelper.Configuration.Attributes;

namespace Portal.Client.Examples.Push;

/// <summary>A line of the file.</summary>
internal sealed record ProjectRow
{
    [Name("key")]
    public required string Key { get; init; }

    [Name("organisation key")]
    public required string OrganisationKey { get; init; }

    [Name("organisation")]
    public required string Organisation { get; init; }

    [Name("title")]
    public required string Title { get; init; }

    [Name("town")]
    public required string Town { get; init; }

    [Name("country")]
    public required string Country { get; init; }

    [Name("starts on")]
    public required DateOnly StartsOn { get; init; }

    [Name("ends on")]
    public required DateOnly EndsOn { get; init; }

    [Name("deadline")]
    public required DateOnly? Deadline { get; init; }

    [Name("topics")]
    public required string Topics { get; init; }

    [Name("description")]
    public required string Description { get; init; }

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
}
