using Npgsql;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Search;

namespace Portal.Api.Features.Projects;

/// <summary>
/// What a search finds, by key, in one of the export's forms. Keys are found in narrow rows and projects are read by keys, a
/// part at a time, so that neither a connection nor a snapshot is held while a slow reader reads. Each project comes as it is
/// when its part is read.
/// </summary>
internal sealed class ProjectExport(NpgsqlDataSource database, ProjectDetailReader details, ProjectSearch search, Guid? after) : IStreamedContent
{
    private const int KeysAtOnce = 50_000;
    private const int ProjectsAtOnce = 500;

    public required string Version { get; init; }

    public required string MediaType { get; init; }

    public required string FileName { get; init; }

    public required string Links { get; init; }

    /// <summary>Begins to write projects in the form that was asked for.</summary>
    public required Func<Stream, IProjectLines> Begin { get; init; }

    public async Task WriteAsync(Stream body, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var parts = PartsAsync(ended.Token).GetAsyncEnumerator(ended.Token);
        using var written = new MemoryStream();
        // What a form begins with is kept back until the first part has been read: until then a failure can still be told.
        using var lines = Begin(written);
        var next = NextAsync(parts);
        try
        {
            while (await next is { } projects)
            {
                // The next part is read while this one is written.
                next = NextAsync(parts);
                foreach (var project in projects)
                {
                    lines.Add(project.WithoutContacts());
                }

                await SendAsync();
            }

            await SendAsync();
        }
        finally
        {
            await ended.CancelAsync();
            await next.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        async Task SendAsync()
        {
            lines.Flush();
            await body.WriteAsync(written.GetBuffer().AsMemory(0, (int)written.Length), cancellationToken);
            written.SetLength(0);
        }
    }

    private static async Task<List<ProjectDetail>?> NextAsync(IAsyncEnumerator<List<ProjectDetail>> parts) =>
        await parts.MoveNextAsync() ? parts.Current : null;

    private async IAsyncEnumerable<List<ProjectDetail>> PartsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var last = after ?? Guid.Empty; ;)
        {
            var keys = await KeysAsync(last, cancellationToken);
            foreach (var some in keys.Chunk(ProjectsAtOnce))
            {
                yield return await details.ReadAsync(some, search.Date, search.Filter, cancellationToken);
            }

            if (keys.Count < KeysAtOnce)
            {
                yield break;
            }

            last = keys[^1];
        }
    }

    private async Task<List<Guid>> KeysAsync(Guid last, CancellationToken cancellationToken)
    {
        var values = new SqlParameters();
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(values.Command(
            $"SELECT s.id FROM public.{search.Rows} AS s WHERE {search.Where(values)} AND s.id > {values.Add(last)} ORDER BY s.id LIMIT {KeysAtOnce}"));
        var keys = new List<Guid>();
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            keys.Add(row.GetGuid(0));
        }

        return keys;
    }
}

/// <summary>Writes projects one after another.</summary>
internal interface IProjectLines : IDisposable
{
    void Add(ProjectDetail project);

    /// <summary>Hands everything on to the stream that it writes to.</summary>
    void Flush();
}
