namespace Portal.Api.Domain;

/// <summary>Whether volunteers take part one by one or as a team; null on a project means not stated.</summary>
public static class ActivityType
{
    public static readonly CodeList List = new(
        "activityType",
        new("individual", "Individual volunteering"),
        new("team", "Volunteering in a team"));
}

/// <summary>The strand of the European Solidarity Corps; null on a project means not stated.</summary>
public static class Strand
{
    public const string HumanitarianAid = "humanitarianAid";

    public static readonly CodeList List = new(
        "strand",
        new("volunteering", "Volunteering"),
        new(HumanitarianAid, "Humanitarian aid volunteering"));
}

/// <summary>Whether a volunteer must stay from the first day to the last; null on a project means not stated.</summary>
public static class DateFlexibility
{
    public const string Flexible = "flexible";

    public static readonly CodeList List = new(
        "dateFlexibility",
        new("precise", "The dates are fixed"),
        new(Flexible, "The dates can be agreed"));
}

/// <summary>What the organisation says now about places.</summary>
public static class Places
{
    public const string Open = "open";
    public const string Full = "full";

    public static readonly CodeList List = new(
        "places",
        new(Open, "There are places"),
        new(Full, "Every place is taken"));
}

/// <summary>Whether a project has a last day for applying.</summary>
public static class DeadlineKind
{
    public const string Fixed = "fixed";
    public const string None = "none";

    public static readonly CodeList List = new(
        "deadlineKind",
        new(Fixed, "There is a last day for applying"),
        new(None, "Open until filled"));

    public static string Of(DateOnly? deadline) => deadline is null ? None : Fixed;
}

/// <summary>The roles of the European Solidarity Corps Quality Label.</summary>
public static class LabelRole
{
    public static readonly CodeList List = new(
        "labelRole",
        new("host", "Hosts volunteers"),
        new("support", "Supports volunteers before they leave"),
        new("lead", "Applies for funding and coordinates"));
}
