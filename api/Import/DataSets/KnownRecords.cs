using Microsoft.EntityFrameworkCore;
using Portal.Api.Domain;

namespace Portal.Api.Import.DataSets;

/// <summary>The organisations or the projects that the records of a batch may be, found by any of their keys.</summary>
internal sealed class KnownRecords<T>
    where T : Publication
{
    private readonly Dictionary<Guid, T> byId = [];
    private readonly Dictionary<(string, string), T> byExternalId = [];
    private readonly Dictionary<(string, string), T> byReference = [];

    private KnownRecords()
    {
    }

    public IEnumerable<T> All => byId.Values;

    public static async Task<KnownRecords<T>> LoadAsync(IQueryable<T> rows, IReadOnlyList<RecordKeys> keys, CancellationToken cancellationToken)
    {
        var known = new KnownRecords<T>();
        var ids = keys.Select(key => key.Id).OfType<Guid>().Distinct().ToList();
        if (ids.Count > 0)
        {
            await known.AddAsync(rows.Where(row => ids.Contains(row.Id)), cancellationToken);
        }

        // Most records of an export are found by their id; the others are looked for by their other keys.
        foreach (var owned in keys.Where(key => key.ExternalId is not null && key.Partner is not null && known.Find(key).Record is null).GroupBy(key => key.Partner))
        {
            var (partner, externalIds) = (owned.Key, owned.Select(key => key.ExternalId).Distinct().ToList());
            await known.AddAsync(rows.Where(row => row.Partner == partner && externalIds.Contains(row.ExternalId)), cancellationToken);
        }

        foreach (var imported in keys.Where(key => key.Reference is not null && known.Find(key).Record is null).GroupBy(key => key.Source))
        {
            var (source, references) = (imported.Key, imported.Select(key => key.Reference).Distinct().ToList());
            await known.AddAsync(rows.Where(row => row.Source == source && references.Contains(row.Reference)), cancellationToken);
        }

        return known;
    }

    public void Add(T record)
    {
        byId[record.Id] = record;
        if (record.Partner is not null)
        {
            byExternalId[(record.Partner, record.ExternalId!)] = record;
        }

        if (record.Source is not null)
        {
            byReference[(record.Source, record.Reference!)] = record;
        }
    }

    /// <summary>The record that has one of the keys, and whether it has every key that is given.</summary>
    public (T? Record, bool HasAllKeys) Find(RecordKeys keys)
    {
        var record = (keys.Id is { } id ? byId.GetValueOrDefault(id) : null)
            ?? (keys is { Partner: { } partner, ExternalId: { } externalId } ? byExternalId.GetValueOrDefault((partner, externalId)) : null)
            ?? (keys is { Source: { } source, Reference: { } reference } ? byReference.GetValueOrDefault((source, reference)) : null);
        return (record, record is null || (
            (keys.Id is null || keys.Id == record.Id)
            && (keys.ExternalId is null || (keys.Partner == record.Partner && keys.ExternalId == record.ExternalId))
            && (keys.Reference is null || (keys.Source == record.Source && keys.Reference == record.Reference))));
    }

    private async Task AddAsync(IQueryable<T> rows, CancellationToken cancellationToken)
    {
        foreach (var row in await rows.ToListAsync(cancellationToken))
        {
            Add(row);
        }
    }
}
