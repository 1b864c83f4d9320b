namespace Portal.Api.Domain;

/// <summary>
/// Whether one can apply to a project as of a date. It is derived when read and never stored, because it changes
/// with the calendar and not with a write. The first rule that holds wins: ended, full, deadlinePassed, open.
/// </summary>
public static class Availability
{
    public const string Open = "open";
    public const string Full = "full";
    public const string DeadlinePassed = "deadlinePassed";
    public const string Ended = "ended";

    public static readonly CodeList List = new(
        "availability",
        new(Open, "Open for applications"),
        new(Full, "Every place is taken"),
        new(DeadlinePassed, "The deadline has passed"),
        new(Ended, "The project has ended"));

    public static string AsOf(DateOnly date, DateOnly endsOn, DateOnly? deadline, string places)
    {
        if (endsOn < date)
        {
            return Ended;
        }

        if (places == Places.Full)
        {
            return Full;
        }

        return deadline < date ? DeadlinePassed : Open;
    }
}
