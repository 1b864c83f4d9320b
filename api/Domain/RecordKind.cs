namespace Portal.Api.Domain;

/// <summary>What a published record is.</summary>
public static class RecordKind
{
    public const string Project = "project";
    public const string Organisation = "organisation";

    public static readonly CodeList List = new(
        "kind",
        new(Project, "A volunteering project"),
        new(Organisation, "An organisation's profile"));
}
