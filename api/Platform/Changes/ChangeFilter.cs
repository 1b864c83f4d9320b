namespace Portal.Api.Platform.Changes;

/// <summary>
/// Which records somebody follows. Only what is stored can be asked for: what changes with the calendar changes without a
/// write, and nobody would be told. Nothing given means everything.
/// </summary>
public sealed record ChangeFilter
{
    public IReadOnlyList<string> Country { get; init; } = [];

    public IReadOnlyList<string> Topic { get; init; } = [];

    public IReadOnlyList<Guid> OrganisationId { get; init; } = [];

    public IReadOnlyList<string> ActivityType { get; init; } = [];

    public IReadOnlyList<string> Strand { get; init; } = [];

    public IReadOnlyList<string> Support { get; init; } = [];
}
