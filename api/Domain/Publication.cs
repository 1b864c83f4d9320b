namespace Portal.Api.Domain;

/// <summary>
/// What organisations and projects have in common: every write to one takes the next change number and is recorded,
/// and one that is withdrawn stays as a tombstone.
/// </summary>
public abstract class Publication
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public DateTimeOffset CreatedAt { get; internal set; }

    public DateTimeOffset UpdatedAt { get; internal set; }

    public DateTimeOffset? WithdrawnAt { get; protected set; }

    /// <summary>When the operator erased it: its texts are gone, and it is never changed or published again.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    /// <summary>Given by the database, in the order in which writes become visible; see docs/decisions.</summary>
    public long ChangeNumber { get; private set; }

    /// <summary>Who made the last change, for example "import:portal-search".</summary>
    public string ChangedBy { get; internal set; } = "";

    /// <summary>Where it was imported from, for example "portal-search"; goes with <see cref="Reference"/>.</summary>
    public string? Source { get; protected set; }

    /// <summary>Its number or key at the source, unique there.</summary>
    public string? Reference { get; protected set; }

    /// <summary>The partner that publishes it by machine; goes with <see cref="ExternalId"/>.</summary>
    public string? Partner { get; protected set; }

    /// <summary>The partner's own key, unique for the partner.</summary>
    public string? ExternalId { get; protected set; }

    /// <summary>Says whose record it is and what the partner calls it.</summary>
    public void Own(string partner, string externalId)
    {
        Partner = partner;
        ExternalId = externalId;
    }

    /// <summary>What was withdrawn is published again, under the same key.</summary>
    /// <returns>True where it had been withdrawn.</returns>
    /// <exception cref="BrokenRuleException">It was erased.</exception>
    public bool PublishAgain()
    {
        RefuseIfErased();
        var was = WithdrawnAt is not null;
        WithdrawnAt = null;
        return was;
    }

    /// <summary>Whoever sends an erased record again has not heard of it, so is told.</summary>
    /// <exception cref="BrokenRuleException">It was erased.</exception>
    protected void RefuseIfErased()
    {
        if (ErasedAt is not null)
        {
            throw new BrokenRuleException(
                "recordErased", "The operator erased this record for good. Leave it out of what you send; a new record needs a key of its own.");
        }
    }

    /// <summary>It stays as a tombstone: withdrawn, with the keys by which it would be sent again.</summary>
    /// <returns>False where that was done before.</returns>
    protected bool BecomesErased(DateTimeOffset now)
    {
        if (ErasedAt is not null)
        {
            return false;
        }

        WithdrawnAt ??= now;
        ErasedAt = now;
        return true;
    }
}
