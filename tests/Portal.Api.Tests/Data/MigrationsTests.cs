using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Api.Data;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Data;

public sealed class MigrationsTests(TestServer server, PortalApi api) : IClassFixture<PortalApi>
{
    [Fact]
    public async Task The_migrations_make_what_the_model_says()
    {
        await using var scope = api.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();

        Assert.False(db.Database.HasPendingModelChanges());
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
    }

    [Fact]
    public async Task Two_instances_that_start_at_once_on_a_server_without_the_database_both_get_ready()
    {
        var connectionString = server.MissingDatabase();
        await using var one = new PortalHost(connectionString) { WithSampleData = true };
        await using var other = new PortalHost(connectionString) { WithSampleData = true };

        await Task.WhenAll(Task.Run(one.Start), Task.Run(other.Start));

        foreach (var host in new[] { one, other })
        {
            Assert.Equal("Healthy", await host.CreateClient().GetStringAsync("/health/ready"));
        }

        // Loaded once and not by each.
        await using var count = one.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            "SELECT count(*) = count(DISTINCT name) AND count(*) > 0 FROM organisations");
        Assert.Equal(true, await count.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_second_start_keeps_what_is_there()
    {
        var project = await api.AddProjectAsync();
        var before = await api.SqlValueAsync<long>("SELECT max(change_number) FROM changes");

        await using var again = new PortalHost(api.ConnectionString) { WithSampleData = true };
        again.Start();

        Assert.Equal(before, await api.SqlValueAsync<long>("SELECT max(change_number) FROM changes"));
        Assert.Equal(1, await api.SqlValueAsync<long>("SELECT count(*) FROM projects WHERE id = $1", project.Id));
    }

    [Theory]
    [InlineData("café", "CAFE")]
    [InlineData("  Středisko \t volného\nčasu ", "stredisko volneho casu")]
    [InlineData("Ασωπός", "ασωπος")]
    [InlineData("Їжак Ёлка", "їжак елка")]
    [InlineData("İSTANBUL", "istanbul")]
    [InlineData("Straße", "STRASSE")]
    [InlineData("Δήμος Πάτρας", "ΔΗΜΟΣ ΠΑΤΡΑΣ")]
    [InlineData("Chișinău", "Chis\u0327ina\u0306u")]
    public async Task Names_are_folded_alike_whatever_their_accents_case_and_spaces(string one, string other) =>
        Assert.True(await api.SqlValueAsync<bool>("SELECT fold($1) = fold($2)", one, other));

    [Fact]
    public async Task Labels_in_the_search_are_the_ones_of_the_code_lists()
    {
        foreach (var topic in Portal.Api.Domain.Topic.List.Codes)
        {
            Assert.Equal(topic.Label, await api.SqlValueAsync<string>("SELECT topic_labels(ARRAY[$1])", topic.Value));
        }

        var names = Portal.Api.Data.CountryNames.In("en");
        var labels = await api.SqlListAsync<string>("SELECT code || ' ' || country_label(code) FROM countries ORDER BY code COLLATE \"C\"");
        Assert.Equal(names.OrderBy(name => name.Key, StringComparer.Ordinal).Select(name => $"{name.Key} {name.Value}"), labels);
    }
}
