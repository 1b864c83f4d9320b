namespace Portal.Api.Data;

/// <summary>One write to an organisation or a project, recorded by the database in the same transaction.</summary>
public sealed class Change
{
    /// <summary>The condition on changes after which a project has no deadline any more; an index finds them.</summary>
    public const string TakesDeadlineAway = """kind = 'withdrawn' OR fields @> '{"deadline": {"to": null}}'""";

    private Change()
    {
    }

    /// <summary>Ascending in the order in which writes become visible.</summary>
    public long ChangeNumber { get; private set; }

    /// <summary>What was written: organisation or project.</summary>
    public string Subject { get; private set; } = "";

    public Guid SubjectId { get; private set; }

    /// <summary>created, changed, withdrawn, republished or erased.</summary>
    public string Kind { get; private set; } = "";

    public DateTimeOffset ChangedAt { get; private set; }

    public string ChangedBy { get; private set; } = "";

    /// <summary>For each field that changed, its value before and after, as JSON; null for a creation, and for
    /// every change of a record that was erased.</summary>
    public string? Fields { get; private set; }
}
