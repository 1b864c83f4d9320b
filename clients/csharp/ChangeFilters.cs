namespace Portal.Client;

/// <summary>Which projects a copy is of. Values of one member are alternatives, different members all apply; empty means any.</summary>
public sealed record ProjectFilter
{
    /// <summary>In one of these countries: ISO 3166-1 alpha-2 codes, or XK.</summary>
    public IReadOnlyCollection<string> Country { get; init; } = [];

    /// <summary>With one of these topics.</summary>
    public IReadOnlyCollection<string> Topic { get; init; } = [];

    /// <summary>Of one of these organisations.</summary>
    public IReadOnlyCollection<Guid> OrganisationId { get; init; } = [];

    /// <summary>Of one of these types.</summary>
    public IReadOnlyCollection<string> ActivityType { get; init; } = [];

    /// <summary>Of one of these strands.</summary>
    public IReadOnlyCollection<string> Strand { get; init; } = [];

    /// <summary>Whose organisation offers all of these.</summary>
    public IReadOnlyCollection<string> Support { get; init; } = [];
}

/// <summary>Which organisations a copy is of. Values of one member are alternatives, different members all apply; empty means any.</summary>
public sealed record OrganisationFilter
{
    /// <summary>In one of these countries: ISO 3166-1 alpha-2 codes, or XK.</summary>
    public IReadOnlyCollection<string> Country { get; init; } = [];

    /// <summary>With one of these topics.</summary>
    public IReadOnlyCollection<string> Topic { get; init; } = [];

    /// <summary>That offer all of these.</summary>
    public IReadOnlyCollection<string> Support { get; init; } = [];
}
