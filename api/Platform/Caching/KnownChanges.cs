using System.Collections.Concurrent;

namespace Portal.Api.Platform.Caching;

/// <summary>What no change number tells: which database it is, and what the operator made of the reference data.</summary>
/// <param name="Database">Another one where the numbers that were seen are gone, for example after a backup was restored.</param>
/// <param name="Reference">A sum over the reference data.</param>
public sealed record World(int Database, long Reference);

/// <summary>A write that became visible.</summary>
/// <param name="Number">Its change number.</param>
/// <param name="IsProject">Whether a project or an organisation was written.</param>
/// <param name="Subject">Its key.</param>
/// <param name="Organisation">Of a project: whose it is.</param>
/// <param name="FormerOrganisation">Of a project that moved: whose it was.</param>
/// <param name="IsErasure">Whether it was erased for good, from the histories of others too.</param>
public sealed record SeenChange(long Number, bool IsProject, Guid Subject, Guid? Organisation, Guid? FormerOrganisation, bool IsErasure);

/// <summary>What had changed at one moment.</summary>
public sealed class KnownChanges
{
    /// <summary>Of so many records, or twice as many, it is known when each changed last.</summary>
    private const int Remembered = 100_000;

    private ConcurrentDictionary<Guid, long> recent = new();
    private ConcurrentDictionary<Guid, long> older = new();

    /// <summary>The last change number among the older ones.</summary>
    private long olderUpTo;

    /// <summary>What is in neither has not changed since this number.</summary>
    private long forgottenUpTo;

    private KnownChanges()
    {
    }

    public required World World { get; init; }

    /// <summary>Every change up to this number is known.</summary>
    public required long Seen { get; init; }

    /// <summary>What the change of that number was about; null where it has not been read.</summary>
    public Guid? SeenSubject { get; private init; }

    /// <summary>
    /// What the first change of all was about. It tells databases apart that share a cache; null where nothing was ever written.
    /// </summary>
    public Guid? Origin { get; private init; }

    /// <summary>When the database was asked, in the clock's timestamps.</summary>
    public required long FollowedAt { get; init; }

    /// <summary>The last time that something was erased. What was made before may hold some of it.</summary>
    public required long Erased { get; init; }

    private long Projects { get; init; }

    private long Organisations { get; init; }

    /// <summary>Nothing is known of what came before a number.</summary>
    public static KnownChanges From(int database, long number) => new()
    {
        World = new(database, 0), Seen = number, FollowedAt = 0, Erased = number, Projects = number, Organisations = number, olderUpTo = number, forgottenUpTo = number,
    };

    /// <summary>What is known after some more changes.</summary>
    public KnownChanges With(IReadOnlyList<SeenChange> changes, long reference, Guid? origin, long at)
    {
        foreach (var change in changes)
        {
            foreach (var record in new[] { change.Subject, change.Organisation, change.FormerOrganisation }.OfType<Guid>())
            {
                recent[record] = change.Number;
            }
        }

        var seen = changes.Count > 0 ? changes[^1].Number : Seen;
        var isFull = recent.Count > Remembered;
        return new()
        {
            World = World with { Reference = reference },
            Seen = seen,
            SeenSubject = changes.Count > 0 ? changes[^1].Subject : SeenSubject,
            Origin = origin,
            FollowedAt = at,
            Erased = changes.LastOrDefault(change => change.IsErasure)?.Number ?? Erased,
            Projects = changes.LastOrDefault(change => change.IsProject)?.Number ?? Projects,
            Organisations = changes.LastOrDefault(change => !change.IsProject)?.Number ?? Organisations,
            recent = isFull ? new() : recent,
            older = isFull ? recent : older,
            olderUpTo = isFull ? seen : olderUpTo,
            forgottenUpTo = isFull ? olderUpTo : forgottenUpTo,
        };
    }

    /// <summary>Whether nothing that an answer shows has changed since it was made.</summary>
    public bool Hold(CachedAnswer answer)
    {
        if (answer.Sources.World != World)
        {
            return false;
        }

        if (answer.AsOf >= Seen)
        {
            return true;
        }

        if (LastChangeOf(answer.Sources) > answer.AsOf)
        {
            return false;
        }

        answer.HoldsUpTo(Seen);
        return true;
    }

    private long LastChangeOf(AnswerSources sources)
    {
        var last = Erased;
        if (sources.Shows.HasFlag(ChangesOf.Projects))
        {
            last = Math.Max(last, Projects);
        }

        if (sources.Shows.HasFlag(ChangesOf.Organisations))
        {
            last = Math.Max(last, Organisations);
        }

        if (sources.Shows.HasFlag(ChangesOf.TheRecord))
        {
            last = Math.Max(last, sources.Record is { } record && (recent.TryGetValue(record, out var at) || older.TryGetValue(record, out at)) ? at : forgottenUpTo);
        }

        return last;
    }
}
