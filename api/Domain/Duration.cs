namespace Portal.Api.Domain;

/// <summary>How long a stay is, and whether it falls somewhere inside a longer period.</summary>
public static class Duration
{
    /// <summary>The longest stay that may be stated, in weeks: ten years.</summary>
    public const int MaxWeeks = 520;

    /// <summary>A period at least this many weeks longer than the stay is a window in which the stay falls.</summary>
    private const int WindowSlackInWeeks = 2;

    /// <summary>Days from the first to the last, both counted.</summary>
    public static int InclusiveDays(DateOnly startsOn, DateOnly endsOn) => endsOn.DayNumber - startsOn.DayNumber + 1;

    /// <summary>The stated weeks, else the weeks of the whole period, at least 1.</summary>
    public static int Weeks(int? statedWeeks, DateOnly startsOn, DateOnly endsOn) =>
        statedWeeks ?? Math.Max(1, (int)Math.Round(InclusiveDays(startsOn, endsOn) / 7.0));

    /// <summary>True where the stay is a few weeks inside a longer period.</summary>
    public static bool IsWindow(int? statedWeeks, DateOnly startsOn, DateOnly endsOn) =>
        InclusiveDays(startsOn, endsOn) >= 7 * (Weeks(statedWeeks, startsOn, endsOn) + WindowSlackInWeeks);

    /// <summary>True where more weeks are stated than the period can hold, with one week of tolerance.</summary>
    public static bool ExceedsSpan(int? statedWeeks, DateOnly startsOn, DateOnly endsOn) =>
        statedWeeks > Math.Ceiling(InclusiveDays(startsOn, endsOn) / 7.0) + 1;
}
