namespace Portal.Client;

/// <summary>Some changes, together: what a store takes whole or not at all.</summary>
/// <param name="Updated">The records that are new or different. Each belongs in the place of what has its id.</param>
/// <param name="Deleted">The ids of what was withdrawn or does not match the filter. Most of them the store never had.</param>
/// <param name="Unknown">What this client does not know how to read, because it is newer. A store can leave it alone.</param>
/// <param name="Position">Where to go on after these changes: to be saved as it is.</param>
/// <typeparam name="TData"><see cref="ProjectData"/> or <see cref="OrganisationData"/>.</typeparam>
public sealed record ChangeSet<TData>(IReadOnlyList<TData> Updated, IReadOnlyList<Guid> Deleted, IReadOnlyList<UnknownChange> Unknown, string Position);

/// <summary>A change of a kind or to a state that this client does not know.</summary>
/// <param name="Kind">What changed.</param>
/// <param name="State">To what.</param>
/// <param name="Id">The key of what changed.</param>
/// <param name="Modified">The number of the change.</param>
public sealed record UnknownChange(string Kind, string State, Guid Id, long Modified);
