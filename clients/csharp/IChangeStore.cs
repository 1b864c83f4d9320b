namespace Portal.Client;

/// <summary>Where a copy is kept.</summary>
/// <typeparam name="TData"><see cref="ProjectData"/> or <see cref="OrganisationData"/>.</typeparam>
public interface IChangeStore<TData>
{
    /// <summary>The position that was saved last; null at first.</summary>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The position as <see cref="ChangeSet{TData}.Position"/> had it.</returns>
    Task<string?> ReadPositionAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Takes the changes and saves their position, in one transaction. Whatever stops it before its end, the same changes come
    /// again.
    /// </summary>
    /// <param name="changes">What changed.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>A task that ends when everything is saved.</returns>
    Task ApplyAsync(ChangeSet<TData> changes, CancellationToken cancellationToken);
}
