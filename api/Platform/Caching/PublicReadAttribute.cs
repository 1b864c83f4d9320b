namespace Portal.Api.Platform.Caching;

/// <summary>Whose changes an answer shows. Reference data counts for every answer.</summary>
[Flags]
public enum ChangesOf
{
    Nothing = 0,

    /// <summary>The project or organisation whose key is the id in the path; an organisation's projects are part of it.</summary>
    TheRecord = 1,

    Projects = 2,

    Organisations = 4,

    /// <summary>Also searches: the words of both are known to the spelling correction.</summary>
    Everything = Projects | Organisations,
}

/// <summary>Of which day in Brussels an answer is.</summary>
public enum DayOf
{
    /// <summary>Of the one that asOf names, else of today.</summary>
    Asked,

    /// <summary>Of today, whatever is asked.</summary>
    Today,

    /// <summary>The same on every day.</summary>
    Any,
}

/// <summary>Marks operations that anybody may read and any cache may keep.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class PublicReadAttribute : Attribute
{
    /// <summary>
    /// How long a reader may reuse an answer without asking again, in seconds. It never outlives the day in Brussels. A shared
    /// cache asks after half of it.
    /// </summary>
    public int FreshForSeconds { get; init; } = 60;

    /// <summary>An answer is made anew when one of these changes, and not before.</summary>
    public ChangesOf Shows { get; init; } = ChangesOf.Everything;

    /// <summary>Whether the answer may be another one tomorrow.</summary>
    public DayOf Day { get; init; } = DayOf.Asked;

    /// <summary>Whether one address answers in several forms, and the header Accept says which.</summary>
    public bool DependsOnAccept { get; init; }

    /// <summary>
    /// Whether the operation writes as it reads, because its answer may be long. Such an answer is neither buffered nor kept, and
    /// the operation itself says its validator, its lifetime and 304: a <see cref="StreamedRead"/>.
    /// </summary>
    public bool IsStreamed { get; init; }
}

/// <summary>An answer that says itself how long it may be reused, instead of its operation.</summary>
public interface IFresh
{
    int FreshForSeconds { get; }
}
