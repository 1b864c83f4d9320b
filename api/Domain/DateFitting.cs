namespace Portal.Api.Domain;

/// <summary>How a project fits the days on which somebody is free.</summary>
public static class DateFitting
{
    public const string Fits = "fits";
    public const string Slides = "slides";
    public const string Misses = "misses";

    public static readonly CodeList List = new(
        "dateFit",
        new(Fits, "The whole period is free"),
        new(Slides, "The stay can be placed in the free days"),
        new(Misses, "Too few of the days are free"));

    /// <summary>
    /// The state, and the free days in the period less the days of the stay, which is negative where days are short.
    /// A period that is all free fits, also where it holds fewer days than the stated weeks.
    /// </summary>
    public static (string State, int Days) Of(
        DateOnly startsOn, DateOnly endsOn, int? statedWeeks, string? dateFlexibility, DateOnly freeFrom, DateOnly freeTo)
    {
        var days = Overlap(startsOn, endsOn, freeFrom, freeTo) - (7 * Duration.Weeks(statedWeeks, startsOn, endsOn));
        if (startsOn >= freeFrom && endsOn <= freeTo)
        {
            return (Fits, days);
        }

        var canBePlaced = dateFlexibility == DateFlexibility.Flexible || Duration.IsWindow(statedWeeks, startsOn, endsOn);
        return (days >= 0 && canBePlaced ? Slides : Misses, days);
    }

    /// <summary>The days that both have in common, first and last counted; 0 where they do not meet.</summary>
    public static int Overlap(DateOnly startsOn, DateOnly endsOn, DateOnly freeFrom, DateOnly freeTo)
    {
        var first = startsOn > freeFrom ? startsOn : freeFrom;
        var last = endsOn < freeTo ? endsOn : freeTo;
        return Math.Max(0, Duration.InclusiveDays(first, last));
    }
}
