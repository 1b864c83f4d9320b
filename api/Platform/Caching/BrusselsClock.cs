namespace Portal.Api.Platform.Caching;

/// <summary>The calendar date that counts for deadlines: the one in Brussels.</summary>
public sealed class BrusselsClock(TimeProvider time)
{
    private static readonly TimeZoneInfo Brussels = TimeZoneInfo.FindSystemTimeZoneById("Europe/Brussels");

    /// <summary>Worked out once a day, because every answer asks for it.</summary>
    private Day? day;

    public DateOnly Today => DayAt(time.GetUtcNow()).Date;

    /// <summary>How long today still lasts, also on the two days a year that have 23 or 25 hours.</summary>
    public TimeSpan UntilMidnight
    {
        get
        {
            var now = time.GetUtcNow();
            return DayAt(now).Until - now;
        }
    }

    /// <summary>The moment at which a day begins in Brussels.</summary>
    public static DateTimeOffset BeginningOf(DateOnly day) => Begin(day.ToDateTime(TimeOnly.MinValue));

    private Day DayAt(DateTimeOffset now)
    {
        var known = day;
        if (known is null || now < known.From || now >= known.Until)
        {
            var date = TimeZoneInfo.ConvertTime(now, Brussels).Date;
            day = known = new(DateOnly.FromDateTime(date), Begin(date), Begin(date.AddDays(1)));
        }

        return known;
    }

    private static DateTimeOffset Begin(DateTime date) => TimeZoneInfo.ConvertTimeToUtc(date, Brussels);

    private sealed record Day(DateOnly Date, DateTimeOffset From, DateTimeOffset Until);
}
