namespace Portal.Api.Platform.Caching;

/// <summary>The calendar date that counts for deadlines: the one in Brussels.</summary>
public sealed class BrusselsClock(TimeProvider time)
{
    private static readonly TimeZoneInfo Brussels = TimeZoneInfo.FindSystemTimeZoneById("Europe/Brussels");

    public DateOnly Today => DateOnly.FromDateTime(LocalNow.DateTime);

    /// <summary>How long today still lasts, also on the two days a year that have 23 or 25 hours.</summary>
    public TimeSpan UntilMidnight
    {
        get
        {
            var now = LocalNow;
            var midnight = now.Date.AddDays(1);
            return TimeZoneInfo.ConvertTimeToUtc(midnight, Brussels) - now.UtcDateTime;
        }
    }

    private DateTimeOffset LocalNow => TimeZoneInfo.ConvertTime(time.GetUtcNow(), Brussels);
}
