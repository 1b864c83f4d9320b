using System.Data;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Npgsql;
using Portal.Api.Features.Projects;
using Portal.Api.Platform;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Changes;
using Portal.Api.Platform.Search;

namespace Portal.Api.Snapshots;

/// <summary>
/// Writes everything that is published, also projects that have ended, as of one moment: in the shapes and with the masks of the
/// public export and the change feed, with checksums and a description of the data set.
/// </summary>
public sealed class Snapshot(
    NpgsqlDataSource database, TimeProvider time, BrusselsClock clock, PublicSite site, IOptions<Microsoft.AspNetCore.Mvc.JsonOptions> json)
{
    public const string ProjectsNdJson = "projects.ndjson.gz";
    public const string ProjectsCsv = "projects.csv.gz";
    public const string OrganisationsNdJson = "organisations.ndjson.gz";
    public const string Description = "dataset.jsonld";
    public const string Checksums = "SHA256SUMS";

    /// <summary>Few enough to be small when all texts are as long as they may be.</summary>
    private const int ProjectsAtOnce = 100;

    private static readonly string ProjectsSql =
        $"SELECT {ProjectRow.Columns}, {ProjectRow.DetailColumns} FROM public.projects AS p WHERE p.withdrawn_at IS NULL ORDER BY p.id";

    internal async Task<SnapshotContent> WriteAsync(DirectoryInfo folder, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var content = new SnapshotContent { Moment = time.GetUtcNow(), Today = clock.Today, ChangeNumber = await LastChangeAsync(connection, cancellationToken) };
        content.Files.Add(await WriteOrganisationsAsync(connection, folder, content, cancellationToken));
        content.Files.AddRange(await WriteProjectsAsync(connection, folder, content, cancellationToken));
        await WriteWholeAsync(folder, Description, SnapshotDescription.Of(content, site), cancellationToken);
        await WriteChecksumsAsync(folder, content, cancellationToken);
        return content;
    }

    /// <summary>Numbers become visible in their order, so all changes up to this one are in what is read next.</summary>
    private static async Task<long> LastChangeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT coalesce(max(change_number), 0) FROM public.changes", connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<WrittenFile> WriteOrganisationsAsync(
        NpgsqlConnection connection, DirectoryInfo folder, SnapshotContent content, CancellationToken cancellationToken)
    {
        var values = new SqlParameters();
        await using var batch = new NpgsqlBatch(connection) { Timeout = 0 };
        batch.BatchCommands.Add(values.Command($"{OrganisationChanges.Select(new ChangeFilter(), values)} WHERE o.withdrawn_at IS NULL ORDER BY o.id"));
        await using var file = new SnapshotFile(folder, OrganisationsNdJson);
        var records = 0;
        await using (var row = await batch.ExecuteReaderAsync(cancellationToken))
        {
            while (await row.ReadAsync(cancellationToken))
            {
                var organisation = OrganisationChanges.Read(row).Data!;
                await JsonSerializer.SerializeAsync(file.Content, organisation, json.Value.JsonSerializerOptions, cancellationToken);
                file.Content.WriteByte((byte)'\n');
                content.Saw(organisation);
                records++;
            }
        }

        return await file.FinishAsync(records, cancellationToken);
    }

    private async Task<WrittenFile[]> WriteProjectsAsync(
        NpgsqlConnection connection, DirectoryInfo folder, SnapshotContent content, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(ProjectsSql, connection) { CommandTimeout = 0 };
        await using var ndJson = new SnapshotFile(folder, ProjectsNdJson);
        await using var csv = new SnapshotFile(folder, ProjectsCsv);
        using var lines = new ProjectNdJson(ndJson.Content, json.Value.JsonSerializerOptions);
        using var rows = new ProjectCsv(csv.Content, beginsWithMark: false);
        var records = 0;
        var writing = Task.CompletedTask;
        try
        {
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            while (await NextAsync(row) is { Count: > 0 } projects)
            {
                // Both forms are written at once, and the next projects are read meanwhile.
                await writing;
                writing = Task.WhenAll(Task.Run(() => Write(lines, projects), cancellationToken), Task.Run(() => Write(rows, projects), cancellationToken));
                records += projects.Count;
            }
        }
        finally
        {
            await writing;
        }

        lines.Dispose();
        rows.Dispose();
        return [await ndJson.FinishAsync(records, cancellationToken), await csv.FinishAsync(records, cancellationToken)];

        async Task<List<ProjectDetail>> NextAsync(NpgsqlDataReader row)
        {
            var projects = new List<ProjectDetail>(ProjectsAtOnce);
            while (projects.Count < ProjectsAtOnce && await row.ReadAsync(cancellationToken))
            {
                var project = ProjectRow.ReadDetail(row, content.Today).WithoutContacts();
                content.Saw(project);
                projects.Add(project);
            }

            return projects;
        }
    }

    private static void Write(IProjectLines form, List<ProjectDetail> projects)
    {
        foreach (var project in projects)
        {
            form.Add(project);
        }

        form.Flush();
    }

    /// <summary>As sha256sum writes and checks it.</summary>
    private static async Task WriteChecksumsAsync(DirectoryInfo folder, SnapshotContent content, CancellationToken cancellationToken)
    {
        var description = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(
            await File.ReadAllBytesAsync(Path.Combine(folder.FullName, Description), cancellationToken)));
        var sums = content.Files.Select(file => (file.Name, Sum: file.Sha256)).Append((Name: Description, Sum: description))
            .OrderBy(file => file.Name, StringComparer.Ordinal);
        await WriteWholeAsync(folder, Checksums, string.Concat(sums.Select(file => $"{file.Sum}  {file.Name}\n")), cancellationToken);
    }

    private static async Task WriteWholeAsync(DirectoryInfo folder, string name, string text, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(Path.Combine(folder.FullName, name), FileMode.CreateNew, FileAccess.Write);
        await file.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        file.Flush(flushToDisk: true);
    }
}
