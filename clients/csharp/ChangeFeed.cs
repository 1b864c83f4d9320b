using System.Globalization;
using System.Runtime.CompilerServices;
using System.Web;

namespace Portal.Client;

/// <summary>The change feeds as sequences, to their end.</summary>
public static class ChangeFeed
{
    /// <summary>The most records that come together.</summary>
    public const int DefaultPageSize = 500;

    /// <summary>Every project that changed after a position.</summary>
    /// <param name="client">The portal.</param>
    /// <param name="filter">Which projects; all where there is none. With another filter than the position's, everything is read from the beginning.</param>
    /// <param name="position">The position of the last changes that are known; null for the beginning.</param>
    /// <param name="pageSize">How many records come together at most, from 1 to 1,000.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The changes, in their order.</returns>
    public static IAsyncEnumerable<ChangeSet<ProjectData>> ReadProjectChangesAsync(
        this IPortalClient client, ProjectFilter? filter = null, string? position = null, int pageSize = DefaultPageSize, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        filter ??= new();
        var start = StartOf(
            "projects",
            ("activityType", filter.ActivityType),
            ("country", filter.Country),
            ("organisationId", filter.OrganisationId.Select(id => id.ToString()).ToArray()),
            ("strand", filter.Strand),
            ("support", filter.Support),
            ("topic", filter.Topic));
        return WalkAsync(start, "project", position, ReadAsync, cancellationToken);

        async Task<Page<ProjectData>> ReadAsync(long after)
        {
            var page = await client.GetProjectChangesAsync(
                filter.Country, filter.Topic, filter.OrganisationId, filter.ActivityType, filter.Strand, filter.Support, after, pageSize, cancellationToken).ConfigureAwait(false);
            return new(page.Next, [.. page.Items.Select(item => new Item<ProjectData>(new(item.Kind, item.State, item.Id, item.Modified), item.Data))]);
        }
    }

    /// <summary>Every organisation that changed after a position.</summary>
    /// <param name="client">The portal.</param>
    /// <param name="filter">Which organisations; all where there is none. With another filter than the position's, everything is read from the beginning.</param>
    /// <param name="position">The position of the last changes that are known; null for the beginning.</param>
    /// <param name="pageSize">How many records come together at most, from 1 to 1,000.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The changes, in their order.</returns>
    public static IAsyncEnumerable<ChangeSet<OrganisationData>> ReadOrganisationChangesAsync(
        this IPortalClient client, OrganisationFilter? filter = null, string? position = null, int pageSize = DefaultPageSize, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        filter ??= new();
        var start = StartOf("organisations", ("country", filter.Country), ("support", filter.Support), ("topic", filter.Topic));
        return WalkAsync(start, "organisation", position, ReadAsync, cancellationToken);

        async Task<Page<OrganisationData>> ReadAsync(long after)
        {
            var page = await client.GetOrganisationChangesAsync(filter.Country, filter.Topic, filter.Support, after, pageSize, cancellationToken).ConfigureAwait(false);
            return new(page.Next, [.. page.Items.Select(item => new Item<OrganisationData>(new(item.Kind, item.State, item.Id, item.Modified), item.Data))]);
        }
    }

    private static async IAsyncEnumerable<ChangeSet<TData>> WalkAsync<TData>(
        string start, string kind, string? position, Func<long, Task<Page<TData>>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TData : class
    {
        // What was saved for other filters says nothing about these. From the beginning, what does not match comes as deleted.
        var after = position?.StartsWith(start, StringComparison.Ordinal) is true ? long.Parse(position.AsSpan(start.Length), CultureInfo.InvariantCulture) : 0;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (next, items) = await read(after).ConfigureAwait(false);
            if (items.Count == 0)
            {
                yield break;
            }

            if (!long.TryParse(HttpUtility.ParseQueryString(next.Query)["afterChangeNumber"], CultureInfo.InvariantCulture, out var last) || last <= after)
            {
                throw new InvalidOperationException($"The change feed does not move on: after change {after} comes {next}.");
            }

            after = last;
            yield return Sort(items, kind, string.Create(CultureInfo.InvariantCulture, $"{start}{after}"));
        }
    }

    private static ChangeSet<TData> Sort<TData>(IReadOnlyList<Item<TData>> items, string kind, string position)
        where TData : class
    {
        var (updated, deleted, unknown) = (new List<TData>(), new List<Guid>(), new List<UnknownChange>());
        foreach (var (change, data) in items)
        {
            if (change.Kind == kind && change.State == "updated" && data is not null)
            {
                updated.Add(data);
            }
            else if (change.Kind == kind && change.State == "deleted")
            {
                deleted.Add(change.Id);
            }
            else
            {
                unknown.Add(change);
            }
        }

        return new(updated, deleted, unknown, position);
    }

    // Which feed a position belongs to: its name and filters, in one order.
    private static string StartOf(string feed, params ReadOnlySpan<(string Name, IReadOnlyCollection<string> Values)> filters)
    {
        var query = "";
        foreach (var (name, values) in filters)
        {
            query += string.Concat(values.Distinct().Order(StringComparer.Ordinal).Select(value => $"{name}={Uri.EscapeDataString(value)}&"));
        }

        return $"{feed}?{query}afterChangeNumber=";
    }

    private sealed record Page<TData>(Uri Next, IReadOnlyList<Item<TData>> Items)
        where TData : class;

    private sealed record Item<TData>(UnknownChange Change, TData? Data)
        where TData : class;
}
