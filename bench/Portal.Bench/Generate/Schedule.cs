namespace Portal.Bench.Generate;

/// <summary>When a project was published, when it takes place, and until when one can apply.</summary>
internal readonly record struct Schedule(
    DateTimeOffset CreatedAt, DateOnly StartsOn, DateOnly EndsOn, int? StatedWeeks, DateOnly? Deadline, bool IsFull, string? Flexibility)
{
    private const int Years = 12;

    /// <summary>Recent projects were published in so many days.</summary>
    private const int RecentDays = 200;

    public static Schedule Of(Plan plan, int number, ref Dice dice)
    {
        var createdAt = CreatedOn(plan, number, ref dice);
        var created = DateOnly.FromDateTime(createdAt.UtcDateTime);
        var (weeks, span) = Length(ref dice);
        var (start, deadline, isFull) = plan.IsOpen(number) ? Open(plan.Day, ref dice)
            : number >= plan.FirstRecent ? Taken(plan.Day, created, ref dice)
            : Past(created, ref dice);
        var end = start.AddDays(span - 1);
        if (plan.IsOpen(number))
        {
            end = Later(end, plan.Day.AddDays(7 + dice.Below(30)));
            // A deadline after the end happens, by mistake.
            deadline = deadline > end && !dice.Chance(0.02) ? end : deadline;
        }
        else if (end >= plan.Day && !isFull && (deadline is null || deadline >= plan.Day))
        {
            (deadline, isFull) = deadline is null ? (deadline, true) : (plan.Day.AddDays(-1 - dice.Below(30)), false);
        }

        var stated = dice.Chance(0.85) ? weeks : (int?)null;
        var flexibility = dice.Unit() switch { < 0.4 => null, < 0.8 => "precise", _ => "flexible" };
        return new(createdAt, start, end, stated, deadline, isFull, flexibility);
    }

    /// <summary>Ascending with the number; more of them in later years.</summary>
    private static DateTimeOffset CreatedOn(Plan plan, int number, ref Dice dice)
    {
        var today = new DateTimeOffset(plan.Day, TimeOnly.MinValue, TimeSpan.Zero);
        var recently = today.AddDays(-RecentDays);
        var first = today.AddYears(-Years);
        return number >= plan.FirstRecent
            ? recently + (today - recently) * ((number - plan.FirstRecent + dice.Unit()) / plan.Recent)
            : first + (recently - first) * Math.Pow((number + dice.Unit()) / plan.FirstRecent, 0.75);
    }

    /// <summary>The weeks, and the days of the period, which are more where the stay falls somewhere inside it.</summary>
    private static (int Weeks, int Days) Length(ref Dice dice)
    {
        var weeks = dice.Unit() switch
        {
            < 0.15 => dice.Between(1, 3),
            < 0.4 => dice.Between(4, 8),
            < 0.7 => dice.Between(9, 26),
            _ => dice.Between(27, 52),
        };
        return dice.Unit() switch
        {
            < 0.13 => (weeks, 7 * weeks + dice.Between(14, 120)),
            < 0.15 => (weeks + 4, 7 * weeks),
            _ => (weeks, Math.Max(3, 7 * weeks + dice.Between(-3, 3))),
        };
    }

    private static (DateOnly Start, DateOnly? Deadline, bool IsFull) Open(DateOnly day, ref Dice dice)
    {
        DateOnly? deadline = dice.Chance(0.2) ? null : day.AddDays((int)(150 * Math.Pow(dice.Unit(), 2)));
        return (Later(day.AddDays(dice.Between(-20, 250)), deadline is { } last ? last.AddDays(dice.Below(40) - 2) : day.AddDays(-20)), deadline, false);
    }

    /// <summary>Published lately, and one cannot apply any more.</summary>
    private static (DateOnly Start, DateOnly? Deadline, bool IsFull) Taken(DateOnly day, DateOnly created, ref Dice dice)
    {
        var isFull = dice.Chance(0.45);
        DateOnly? deadline = isFull ? dice.Chance(0.3) ? null : day.AddDays(dice.Below(60)) : Later(created, day.AddDays(-1 - dice.Below(90)));
        return (day.AddDays(dice.Between(-60, 150)), deadline >= day && !isFull ? day.AddDays(-1) : deadline, isFull);
    }

    private static (DateOnly Start, DateOnly? Deadline, bool IsFull) Past(DateOnly created, ref Dice dice)
    {
        var start = created.AddDays(dice.Between(20, 250));
        DateOnly? deadline = dice.Chance(0.2) ? null : Later(created.AddDays(5), start.AddDays(-dice.Between(5, 60)));
        return (start, deadline, dice.Chance(0.12));
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
