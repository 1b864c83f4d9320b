namespace Portal.Client;

/// <summary>Keeps a copy of what the portal has.</summary>
public static class PortalSync
{
    /// <summary>
    /// Makes a store of projects equal to what the portal has, from where it was left. Ends at the end of the feed, or never where
    /// <see cref="SyncOptions.PollInterval"/> is given. Throws what the store or the portal failed with; run it again to go on.
    /// </summary>
    /// <param name="client">The portal.</param>
    /// <param name="store">The copy.</param>
    /// <param name="filter">Which projects; all where there is none.</param>
    /// <param name="options">How; the defaults where there are none.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>How much there was to do.</returns>
    public static Task<SyncResult> RunAsync(
        IPortalClient client, IChangeStore<ProjectData> store, ProjectFilter? filter = null, SyncOptions? options = null, CancellationToken cancellationToken = default) =>
        FollowAsync(
            store,
            (position, pageSize) => client.ReadProjectChangesAsync(filter, position, pageSize, cancellationToken),
            options ?? new(),
            cancellationToken);

    /// <summary>The same for organisations.</summary>
    /// <param name="client">The portal.</param>
    /// <param name="store">The copy.</param>
    /// <param name="filter">Which organisations; all where there is none.</param>
    /// <param name="options">How; the defaults where there are none.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>How much there was to do.</returns>
    public static Task<SyncResult> RunAsync(
        IPortalClient client, IChangeStore<OrganisationData> store, OrganisationFilter? filter = null, SyncOptions? options = null, CancellationToken cancellationToken = default) =>
        FollowAsync(
            store,
            (position, pageSize) => client.ReadOrganisationChangesAsync(filter, position, pageSize, cancellationToken),
            options ?? new(),
            cancellationToken);

    private static async Task<SyncResult> FollowAsync<TData>(
        IChangeStore<TData> store, Func<string?, int, IAsyncEnumerable<ChangeSet<TData>>> read, SyncOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        var result = new SyncResult(0, 0, 0, await store.ReadPositionAsync(cancellationToken).ConfigureAwait(false));
        while (true)
        {
            await foreach (var changes in read(result.Position, options.PageSize).ConfigureAwait(false))
            {
                await store.ApplyAsync(changes, cancellationToken).ConfigureAwait(false);
                result = new(
                    result.Updated + changes.Updated.Count, result.Deleted + changes.Deleted.Count, result.Unknown + changes.Unknown.Count, changes.Position);
            }

            if (options.PollInterval is not { } interval)
            {
                return result;
            }

            await Task.Delay(interval, options.Time, cancellationToken).ConfigureAwait(false);
        }
    }
}

/// <summary>How a copy is kept.</summary>
public sealed record SyncOptions
{
    /// <summary>
    /// How long to wait at the end of the feed before asking again; null to stop there. Below five seconds the API gives the same
    /// answer again.
    /// </summary>
    public TimeSpan? PollInterval { get; init; }

    /// <summary>How many records come together at most, from 1 to 1,000.</summary>
    public int PageSize { get; init; } = ChangeFeed.DefaultPageSize;

    /// <summary>Time itself, for tests.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <summary>How much there was to do.</summary>
/// <param name="Updated">How many records the store was given.</param>
/// <param name="Deleted">How many ids it was told to forget.</param>
/// <param name="Unknown">How many changes this client could not read.</param>
/// <param name="Position">The position of the store; null where nothing was ever published.</param>
public sealed record SyncResult(long Updated, long Deleted, long Unknown, string? Position);
