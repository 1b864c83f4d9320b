using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Api.Domain;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Data;

/// <summary>The promise that the change feed rests on: every write takes a number, and a reader in order of numbers misses none.</summary>
public sealed class ChangeNumberTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Fact]
    public async Task Every_write_takes_the_next_number_and_is_recorded()
    {
        var project = await api.AddProjectAsync();
        var created = await LastAsync();

        await api.ChangeAsync<Project>(project.Id, found => found.Revise(found.Organisation, Some.Project with { Title = "Better" }));
        var changed = await LastAsync();

        Assert.Equal(("project", project.Id, "created", "test"), (created.Subject, created.SubjectId, created.Kind, created.ChangedBy));
        Assert.Null(created.Fields);
        Assert.Equal(("project", project.Id, "changed", "test"), (changed.Subject, changed.SubjectId, changed.Kind, changed.ChangedBy));
        Assert.True(changed.ChangeNumber > created.ChangeNumber);
        Assert.Equal(changed.ChangeNumber, await NumberOf("projects", project.Id));
        AssertFields(changed, ("title", "\"After-school club\"", "\"Better\""));
    }

    [Fact]
    public async Task The_record_tells_each_field_from_and_to_also_where_it_was_or_becomes_empty()
    {
        var project = await api.AddProjectAsync(Some.Project with { Town = "Bălți", Topics = ["edu"] });

        await api.SqlAsync(
            "UPDATE projects SET town = NULL, stated_weeks = 8, topics = '{edu,cult}', changed_by = 'editor', updated_at = '2027-01-11T00:00:00Z' WHERE id = $1",
            project.Id);

        var change = await LastAsync();
        Assert.Equal("editor", change.ChangedBy);
        Assert.Equal(new DateTimeOffset(2027, 1, 11, 0, 0, 0, TimeSpan.Zero), change.ChangedAt);
        AssertFields(
            change,
            ("stated_weeks", "null", "8"),
            ("topics", """["edu"]""", """["edu", "cult"]"""),
            ("town", "\"Bălți\"", "null"));
    }

    [Fact]
    public async Task Writing_the_same_values_again_takes_no_number_through_the_domain()
    {
        var project = await api.AddProjectAsync(Some.Project with { Topics = ["edu"], Location = new Location(47, 28) });
        var before = await LastAsync();

        await api.ChangeAsync<Project>(project.Id, found => found.Revise(found.Organisation, Some.Project with { Topics = ["edu"], Location = new Location(47, 28) }));
        await api.ChangeAsync<Organisation>(project.OrganisationId, found => found.Revise(Some.Organisation));

        Assert.Equal(before.ChangeNumber, (await LastAsync()).ChangeNumber);
    }

    [Fact]
    public async Task Writing_the_same_values_again_takes_no_number_through_SQL()
    {
        var project = await api.AddProjectAsync();
        var before = await LastAsync();
        var last = await LastNumberTakenAsync();

        await api.SqlAsync("UPDATE projects SET title = title, updated_at = '2030-01-01', changed_by = 'nobody', change_number = 7 WHERE id = $1", project.Id);
        await api.SqlAsync("UPDATE organisations SET name = name, updated_at = '2030-01-01', changed_by = 'nobody' WHERE id = $1", project.OrganisationId);

        Assert.Equal(before.ChangeNumber, (await LastAsync()).ChangeNumber);
        Assert.Equal(last, await LastNumberTakenAsync());
        Assert.Equal(before.ChangeNumber, await NumberOf("projects", project.Id));
        Assert.Equal("test", await api.SqlValueAsync<string>("SELECT changed_by FROM projects WHERE id = $1", project.Id));
    }

    [Fact]
    public async Task A_writer_cannot_choose_the_number()
    {
        var project = await api.AddProjectAsync();
        var before = await LastNumberTakenAsync();

        await api.SqlAsync("UPDATE projects SET title = 'Chosen', change_number = 999999999 WHERE id = $1", project.Id);

        Assert.Equal(before + 1, await NumberOf("projects", project.Id));
    }

    [Fact]
    public async Task Renaming_an_organisation_takes_numbers_for_its_projects_too()
    {
        var organisation = await api.AddOrganisationAsync();
        var (one, two) = (await api.AddProjectAsync(organisation: organisation), await api.AddProjectAsync(organisation: organisation));
        var other = await api.AddProjectAsync();
        var before = await LastNumberTakenAsync();

        await api.ChangeAsync<Organisation>(organisation.Id, found => found.Revise(Some.Organisation with { Name = "House on the hill" }));

        var changes = await SinceAsync(before);
        Assert.Equal(
            [("organisation", organisation.Id), ("project", one.Id), ("project", two.Id)],
            changes.Select(change => (change.Subject, change.SubjectId)).OrderBy(change => change.Subject).ThenBy(change => change.SubjectId));
        Assert.All(
            changes.Where(change => change.Subject == "project"),
            change => AssertFields(change, ("organisation_name", "\"House by the river\"", "\"House on the hill\"")));
        Assert.DoesNotContain(changes, change => change.SubjectId == other.Id);
        Assert.Equal("House on the hill", (await api.GetJsonAsync($"/v1/projects/{one.Id}")).GetProperty("organisation").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Changing_an_organisations_supports_takes_numbers_for_its_projects_too()
    {
        var project = await api.AddProjectAsync();
        var before = await LastNumberTakenAsync();

        await api.ChangeAsync<Organisation>(project.OrganisationId, found => found.Revise(Some.Organisation with { InclusionSupports = ["dietary"] }));

        AssertFields(
            Assert.Single(await SinceAsync(before), change => change.SubjectId == project.Id),
            ("supports", "[]", """["dietary"]"""));
    }

    [Fact]
    public async Task Other_changes_of_an_organisation_leave_its_projects_alone()
    {
        var project = await api.AddProjectAsync();
        var before = await LastNumberTakenAsync();

        await api.ChangeAsync<Organisation>(project.OrganisationId, found => found.Revise(Some.Organisation with { Description = "New words" }));

        Assert.Equal(project.OrganisationId, Assert.Single(await SinceAsync(before)).SubjectId);
    }

    [Fact]
    public async Task Withdrawing_and_publishing_again_are_told_apart()
    {
        var project = await api.AddProjectAsync();

        await api.ChangeAsync<Project>(project.Id, found => found.Withdraw(api.Clock.GetUtcNow()));
        Assert.Equal("withdrawn", (await LastAsync()).Kind);

        await api.SqlAsync("UPDATE projects SET withdrawn_at = NULL WHERE id = $1", project.Id);
        Assert.Equal("republished", (await LastAsync()).Kind);
        Assert.Equal(
            ["created", "withdrawn", "republished"],
            await api.SqlListAsync<string>("SELECT kind FROM changes WHERE subject_id = $1 ORDER BY change_number", project.Id));
    }

    [Fact]
    public async Task A_project_published_again_shows_the_name_that_its_organisation_got_meanwhile()
    {
        var project = await api.AddProjectAsync();
        await api.ChangeAsync<Project>(project.Id, found => found.Withdraw(api.Clock.GetUtcNow()));
        await api.ChangeAsync<Organisation>(project.OrganisationId, found => found.Revise(Some.Organisation with { Name = "Renamed meanwhile" }));

        await api.SqlAsync("UPDATE projects SET withdrawn_at = NULL WHERE id = $1", project.Id);

        Assert.Equal("Renamed meanwhile", (await api.GetJsonAsync($"/v1/projects/{project.Id}")).GetProperty("organisation").GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_writer_that_read_an_older_state_is_told_so()
    {
        var project = await api.AddProjectAsync();

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => api.WriteAsync(async db =>
        {
            var mine = await db.Projects.Include(found => found.Organisation).SingleAsync(found => found.Id == project.Id);
            await api.SqlAsync("UPDATE projects SET title = 'Theirs' WHERE id = $1", project.Id);
            mine.Revise(mine.Organisation, Some.Project with { Title = "Mine" });
            return mine;
        }));

        Assert.Equal("Theirs", await api.SqlValueAsync<string>("SELECT title FROM projects WHERE id = $1", project.Id));
    }

    [Fact]
    public async Task Times_and_writer_are_noted()
    {
        var project = await api.AddProjectAsync();
        var before = api.Clock.GetUtcNow();
        api.Clock.Advance(TimeSpan.FromMinutes(5));

        await api.WriteAsync(
            async db =>
            {
                var found = await db.Projects.Include(it => it.Organisation).SingleAsync(it => it.Id == project.Id);
                found.Revise(found.Organisation, Some.Project with { Title = "Later" });
                return found;
            },
            changedBy: "partner:agency");

        var told = await api.GetJsonAsync($"/v1/projects/{project.Id}");
        Assert.Equal(before, told.GetProperty("createdAt").GetDateTimeOffset());
        Assert.Equal(before.AddMinutes(5), told.GetProperty("updatedAt").GetDateTimeOffset());
        Assert.Equal("partner:agency", (await LastAsync()).ChangedBy);
    }

    [Fact]
    public async Task A_reader_in_order_of_numbers_misses_none_while_many_write_and_some_give_up()
    {
        const int Writers = 8;
        const int Transactions = 40;
        var organisations = new List<Guid>();
        var projects = new List<Guid>();
        for (var i = 0; i < 4; i++)
        {
            var project = await api.AddProjectAsync();
            projects.Add(project.Id);
            organisations.Add(project.OrganisationId);
        }

        var start = await LastNumberTakenAsync();
        var writing = Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteALotAsync(new Random(writer)))).ToList();
        var done = Task.WhenAll(writing);
        var seen = new List<long>();
        bool wasDone;
        do
        {
            // Asked before reading: what was committed before the last look is in it.
            wasDone = done.IsCompleted;
            seen.AddRange(await api.SqlListAsync<long>(
                "SELECT change_number FROM changes WHERE change_number > $1 ORDER BY change_number", seen.Count > 0 ? seen[^1] : start));
        }
        while (!wasDone);

        var (committed, rolledBack) = ((await done).Sum(count => count.Committed), (await done).Sum(count => count.RolledBack));
        Assert.Equal(await api.SqlListAsync<long>("SELECT change_number FROM changes WHERE change_number > $1 ORDER BY change_number", start), seen);
        Assert.True(committed > 100 && rolledBack > 50, $"{committed} committed and {rolledBack} rolled back say too little.");
        Assert.True(seen.Count >= committed);
        Assert.Equal(0, await api.SqlValueAsync<long>(
            """
            SELECT count(*) FROM (SELECT id, change_number FROM projects UNION ALL SELECT id, change_number FROM organisations) AS rows
            WHERE change_number <> (SELECT max(change_number) FROM changes WHERE subject_id = rows.id)
            """));

        async Task<(int Committed, int RolledBack)> WriteALotAsync(Random random)
        {
            var (committed, rolledBack) = (0, 0);
            await using var connection = await api.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
            for (var i = 0; i < Transactions; i++)
            {
                await using var transaction = await connection.BeginTransactionAsync();
                // Rows in any order, several in one transaction, and renames that reach projects: what invites deadlocks.
                for (var write = random.Next(1, 4); write > 0; write--)
                {
                    var (sql, id) = random.Next(3) == 0
                        ? ("UPDATE organisations SET name = $2 WHERE id = $1", organisations[random.Next(organisations.Count)])
                        : ("UPDATE projects SET title = $2 WHERE id = $1", projects[random.Next(projects.Count)]);
                    await using var command = new NpgsqlCommand(sql, connection, transaction)
                    {
                        Parameters = { new() { Value = id }, new() { Value = $"Name {random.NextInt64()}" } },
                    };
                    await command.ExecuteNonQueryAsync();
                }

                if (random.Next(3) == 0)
                {
                    await transaction.RollbackAsync();
                    rolledBack++;
                }
                else
                {
                    await transaction.CommitAsync();
                    committed++;
                }
            }

            return (committed, rolledBack);
        }
    }

    private static void AssertFields(ChangeRow change, params (string Field, string From, string To)[] expected) =>
        Assert.Equal(
            expected,
            JsonDocument.Parse(change.Fields!).RootElement.EnumerateObject()
                .Select(field => (field.Name, field.Value.GetProperty("from").GetRawText(), field.Value.GetProperty("to").GetRawText()))
                .OrderBy(field => field.Name, StringComparer.Ordinal));

    private async Task<ChangeRow> LastAsync() => (await SinceAsync(0))[^1];

    private async Task<List<ChangeRow>> SinceAsync(long number) =>
    [
        .. (await api.SqlListAsync<string>(
            "SELECT to_jsonb(changes)::text FROM changes WHERE change_number > $1 ORDER BY change_number", number))
            .Select(json => ChangeRow.From(JsonDocument.Parse(json).RootElement)),
    ];

    private Task<long> LastNumberTakenAsync() => api.SqlValueAsync<long>("SELECT last_value FROM change_number");

    private Task<long> NumberOf(string table, Guid id) => api.SqlValueAsync<long>($"SELECT change_number FROM {table} WHERE id = $1", id);

    private sealed record ChangeRow(
        long ChangeNumber, string Subject, Guid SubjectId, string Kind, DateTimeOffset ChangedAt, string ChangedBy, string? Fields)
    {
        public static ChangeRow From(JsonElement row) => new(
            row.GetProperty("change_number").GetInt64(),
            row.GetProperty("subject").GetString()!,
            row.GetProperty("subject_id").GetGuid(),
            row.GetProperty("kind").GetString()!,
            row.GetProperty("changed_at").GetDateTimeOffset(),
            row.GetProperty("changed_by").GetString()!,
            row.GetProperty("fields") is { ValueKind: not JsonValueKind.Null } fields ? fields.GetRawText() : null);
    }
}
