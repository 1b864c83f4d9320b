using System.Globalization;
using System.Text;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Import.DataSets;

/// <summary>Neither the size of a data set nor its interruption matters.</summary>
public sealed class LargeDataSetTests(PortalApi api) : IClassFixture<PortalApi>, IAsyncLifetime
{
    /// <summary>In bytes, less than the file, and much less than its texts in memory: 64 MB, for all objects of the process.</summary>
    private static readonly (string Name, string Value) LittleMemory = ("DOTNET_GCHeapHardLimit", "0x4000000");

    private readonly DataSetRun run = new(api);

    public async ValueTask InitializeAsync() => await run.EmptyAsync();

    public ValueTask DisposeAsync()
    {
        run.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Twenty_thousand_records_go_in_and_out_in_little_memory()
    {
        await WriteAsync("all.ndjson", projects: 20_000, textLength: 4_000);
        Assert.True(new FileInfo(run.Path("all.ndjson")).Length > 80_000_000);
        Assert.StartsWith("20001 added, 0 changed, 0 unchanged, 0 quarantined", await RunAsync("import", "all.ndjson"), StringComparison.Ordinal);
        Assert.Contains("0 organisations and 20000 projects", await RunAsync("export", "again.csv", "--kind", "projects"), StringComparison.Ordinal);
        Assert.StartsWith("0 added, 0 changed, 20000 unchanged, 0 quarantined", await RunAsync("import", "again.csv"), StringComparison.Ordinal);
        Assert.Contains("1 organisations and 20000 projects", await RunAsync("export", "again.ndjson"), StringComparison.Ordinal);
        await AssertSameAsync("all.ndjson", "again.ndjson");
    }

    [Fact]
    public async Task An_import_that_is_killed_leaves_whole_records_and_the_same_as_one_run_once_it_is_repeated()
    {
        const int records = 5_001;
        await WriteAsync("all.ndjson", records - 1, textLength: 500);
        using (var import = PortalProgram.Start(api, run.Folder, ["import", "all.ndjson"]))
        {
            while (await api.SqlValueAsync<long>("SELECT count(*) FROM projects") == 0 && !import.HasExited)
            {
                // Each look is a question to the database.
            }

            import.Kill();
            await import.WaitForExitAsync();
        }

        // The server may still be ending what the process had begun, and keeps the lock of all writers meanwhile.
        await api.SqlAsync("SELECT pg_advisory_xact_lock(22646137093580034)");
        var kept = await api.SqlValueAsync<long>("SELECT (SELECT count(*) FROM projects) + (SELECT count(*) FROM organisations)");
        Assert.InRange(kept, 2, records - 1);
        Assert.Equal(kept, await api.SqlValueAsync<long>("SELECT count(*) FROM changes"));

        Assert.StartsWith($"{records - kept} added, 0 changed, {kept} unchanged, 0 quarantined", await RunAsync("import", "all.ndjson"), StringComparison.Ordinal);
        await run.ExportAsync("again.ndjson");
        await AssertSameAsync("all.ndjson", "again.ndjson");
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        using var program = PortalProgram.Start(api, run.Folder, arguments, LittleMemory);
        var output = program.StandardOutput.ReadToEndAsync();
        var error = program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();
        Assert.True(program.ExitCode == 0, await error);
        return await output;
    }

    /// <summary>
    /// An organisation and its projects, as an export would have them. They are withdrawn, so that the time does not go into
    /// making them ready for search.
    /// </summary>
    private async Task WriteAsync(string name, int projects, int textLength)
    {
        await using var file = new StreamWriter(run.Path(name), append: false, new UTF8Encoding(false));
        file.NewLine = "\n";
        await file.WriteLineAsync($$"""{"kind":"organisation","id":"{{Id(0)}}","organisation":{"name":"Casa","country":"MD"},"createdAt":"2026-11-24T08:00:00Z"}""");
        var text = string.Concat(Enumerable.Repeat("You help. ", textLength / 10));
        for (var number = 1; number <= projects; number++)
        {
            await file.WriteLineAsync(
                $$$"""{"kind":"project","id":"{{{Id(number)}}}","organisationId":"{{{Id(0)}}}","project":{"title":"Club {{{number}}}","description":"{{{text}}}End.","startsOn":"2027-04-01","endsOn":"2027-05-31","places":"open","country":"MD"},"createdAt":"2026-11-24T08:00:00Z","withdrawnAt":"2026-12-01T08:00:00.123456Z"}""");
        }
    }

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"01980f3a-6c1b-7f60-9d55-{number:x12}");

    private async Task AssertSameAsync(string one, string other)
    {
        await using var first = File.OpenRead(run.Path(one));
        await using var second = File.OpenRead(run.Path(other));
        Assert.Equal(await System.Security.Cryptography.SHA256.HashDataAsync(first), await System.Security.Cryptography.SHA256.HashDataAsync(second));
    }
}
