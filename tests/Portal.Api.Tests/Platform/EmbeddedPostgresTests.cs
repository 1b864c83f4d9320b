using System.Diagnostics;
using Npgsql;
using Portal.Api.Platform.EmbeddedPostgres;

namespace Portal.Api.Tests.Platform;

/// <summary>Who starts, shares and stops the server that runs from the checkout, and what it recovers from.</summary>
public sealed class EmbeddedPostgresTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("portal-embedded-");

    public EmbeddedPostgresTests()
    {
        // As root, the server runs as another user, who has to get in.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101);
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task The_first_starts_it_the_second_joins_and_the_last_one_stops_it()
    {
        var first = await StartOrJoinAsync();
        var second = await StartOrJoinAsync();
        Assert.Equal(first.ProcessId, second.ProcessId);

        await first.DisposeAsync();
        Assert.Equal(1, await AskAsync<int>(second, "SELECT 1"));

        await second.DisposeAsync();
        Assert.False(File.Exists(PidFile));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => AskAsync<int>(second, "SELECT 1"));
    }

    [Fact]
    public async Task Many_at_once_share_one()
    {
        var servers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => StartOrJoinAsync()));
        Assert.Single(servers.Select(server => server.ProcessId).Distinct());
        await Task.WhenAll(servers.Select(server => server.DisposeAsync().AsTask()));
        Assert.False(File.Exists(PidFile));
    }

    [Fact]
    public async Task Data_survives_a_restart()
    {
        await using (var before = await StartOrJoinAsync())
        {
            await AskAsync<object>(before, "CREATE TABLE kept AS SELECT 42 AS answer");
        }

        await using var after = await StartOrJoinAsync();
        Assert.Equal(42, await AskAsync<int>(after, "SELECT answer FROM kept"));
    }

    [Fact]
    public async Task A_server_whose_users_were_killed_is_shared_and_finally_stopped()
    {
        var killed = await StartOrJoinAsync();
        // What the operating system does to the lease of a process that is killed.
        killed.Abandon();

        await using (var next = await StartOrJoinAsync())
        {
            Assert.Equal(killed.ProcessId, next.ProcessId);
        }

        Assert.False(File.Exists(PidFile));
    }

    [Fact]
    public async Task A_killed_server_is_started_again_with_its_data()
    {
        var server = await StartOrJoinAsync(durable: true);
        await AskAsync<object>(server, "CREATE TABLE kept AS SELECT 42 AS answer");
        Process.GetProcessById(server.ProcessId).Kill();

        await using (var next = await StartOrJoinAsync())
        {
            Assert.NotEqual(server.ProcessId, next.ProcessId);
            Assert.Equal(42, await AskAsync<int>(next, "SELECT answer FROM kept"));
            server.Abandon();
        }

        Assert.False(File.Exists(PidFile));
    }

    [Fact]
    public async Task A_pid_file_that_names_another_program_is_not_believed()
    {
        await using (await StartOrJoinAsync())
        {
        }

        await File.WriteAllLinesAsync(PidFile, [$"{Environment.ProcessId}", Path.GetDirectoryName(PidFile)!, "0", "1", "", "127.0.0.1", "0", "ready"]);

        await using var server = await StartOrJoinAsync(durable: true);
        Assert.NotEqual(Environment.ProcessId, server.ProcessId);
    }

    [Fact]
    public async Task A_folder_that_was_left_half_made_is_made_again()
    {
        var halfMade = Path.Combine(DataFolder, "cluster.new-0");
        Directory.CreateDirectory(Path.Combine(halfMade, "base"));
        await File.WriteAllTextAsync($"{halfMade}.password", "half");

        await using var server = await StartOrJoinAsync();
        Assert.Equal(1, await AskAsync<int>(server, "SELECT 1"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(DataFolder, "cluster.new-*"));
    }

    [Fact]
    public async Task Letters_of_every_alphabet_have_their_case_and_are_words()
    {
        await using var server = await StartOrJoinAsync();
        Assert.Equal("ŻÓŁTA ΕΛΛΆΔΑ", await AskAsync<string>(server, "SELECT upper('żółta ελλάδα')"));
        Assert.Equal(2L, await AskAsync<long>(server, "SELECT count(*) FROM unnest(to_tsvector('simple', 'żółta ελλάδα'))"));
    }

    [Fact]
    public async Task Without_its_package_it_says_what_to_run()
    {
        var failure = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => EmbeddedPostgresServer.StartOrJoinAsync(
            new EmbeddedPostgresOptions { NodeModulesFolder = folder.FullName, DataFolder = DataFolder }, null, TestContext.Current.CancellationToken));
        Assert.Contains("run `npm ci`", failure.Message, StringComparison.Ordinal);
    }

    private string DataFolder => Path.Combine(folder.FullName, "data");

    private string PidFile => Path.Combine(DataFolder, "cluster", "postmaster.pid");

    private Task<EmbeddedPostgresServer> StartOrJoinAsync(bool durable = false) => EmbeddedPostgresServer.StartOrJoinAsync(
        EmbeddedPostgresOptions.InCheckout(AppContext.BaseDirectory) with { DataFolder = DataFolder, Durable = durable },
        null,
        TestContext.Current.CancellationToken);

    private static async Task<T> AskAsync<T>(EmbeddedPostgresServer server, string sql)
    {
        var target = new NpgsqlConnectionStringBuilder(server.ConnectionString("postgres")) { Pooling = false };
        await using var connection = new NpgsqlConnection(target.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) ?? default(T)!);
    }
}
