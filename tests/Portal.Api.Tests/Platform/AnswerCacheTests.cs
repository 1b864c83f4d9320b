using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Api.Domain;
using Portal.Api.Platform.Caching;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Platform;

/// <summary>
/// What is kept, and for how long. One instance of the API (the fixture) writes, others on the same database read; each has a clock of
/// its own, which stands still until it is moved.
/// </summary>
public sealed class AnswerCacheTests(PortalApi api, TestServer server) : IClassFixture<PortalApi>
{
    private const string Hit = "portal; hit";
    private const string Miss = "portal; fwd=uri-miss; stored";
    private const string Outdated = "portal; fwd=stale; stored";

    [Fact]
    public async Task A_write_by_another_instance_is_seen_within_two_seconds()
    {
        var project = await api.AddProjectAsync(Some.Project with { Title = "Before" });
        await using var reader = new Reader(api.ConnectionString);
        var path = $"/v1/projects/{project.Id}";

        Assert.Equal(Miss, await reader.StatusAsync(path));
        await api.ChangeAsync<Project>(project.Id, found => found.Revise(found.Organisation, Some.Project with { Title = "After" }));
        var kept = await reader.AskAsync(path);
        Assert.Equal(Hit, kept.Status);
        Assert.Contains("Before", kept.Body, StringComparison.Ordinal);

        reader.Clock.Advance(TimeSpan.FromSeconds(2));

        var made = await reader.AskAsync(path);
        Assert.Equal(Outdated, made.Status);
        Assert.Contains("After", made.Body, StringComparison.Ordinal);
        Assert.NotEqual(kept.Tag, made.Tag);
        Assert.Equal(Hit, await reader.StatusAsync(path));
    }

    [Fact]
    public async Task A_write_is_looked_for_every_second_without_anybody_asking()
    {
        var project = await api.AddProjectAsync(Some.Project with { Title = "Before" });
        await using var reader = new Reader(api.ConnectionString);
        await reader.AskAsync($"/v1/projects/{project.Id}");
        var follower = reader.Host.Services.GetRequiredService<ChangeFollower>();
        var seen = follower.Known!.Seen;

        await api.SqlAsync("UPDATE projects SET title = 'After' WHERE id = $1", project.Id);
        await follower.FollowAsync(CancellationToken.None);

        Assert.True(follower.Known!.Seen > seen);
        Assert.Equal(Outdated, await reader.StatusAsync($"/v1/projects/{project.Id}"));
    }

    [Fact]
    public async Task Who_writes_and_reads_at_the_same_instance_sees_it_at_once()
    {
        await using var host = new Reader(api.ConnectionString);
        var partner = await PartnerClient.WithOrganisationAsync(api);
        var published = await partner.PublishAsync("own");
        var path = $"/v1/projects/{published.GetProperty("id").GetString()}";
        await host.AskAsync(path);

        using var put = new HttpRequestMessage(HttpMethod.Put, "/v1/partner/projects/own")
        {
            Headers = { { "Authorization", $"Bearer {partner.Key}" } },
            Content = new StringContent(PartnerClient.Project(("title", "Renamed")).ToJsonString(), System.Text.Encoding.UTF8, "application/json"),
        };
        using var response = await host.Client.SendAsync(put);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);

        Assert.Contains("Renamed", (await host.AskAsync(path)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_makes_anew_what_shows_it_and_nothing_else()
    {
        var (mine, other) = (await api.AddProjectAsync(), await api.AddProjectAsync());
        await using var reader = new Reader(api.ConnectionString);
        string[] untouched =
        [
            $"/v1/projects/{mine.Id}", $"/v1/projects/{mine.Id}/history", $"/v1/organisations/{mine.OrganisationId}", "/v1/reference", "/openapi.yaml",
            "/v1/changes/organisations",
        ];
        string[] touched =
        [
            $"/v1/projects/{other.Id}", $"/v1/projects/{other.Id}/history", $"/v1/organisations/{other.OrganisationId}", "/v1/projects?pageSize=5", "/v1/projects/facets",
            "/v1/projects/suggestions?text=club", "/v1/organisations", "/v1/organisations/facets", "/v1/changes/projects",
        ];
        foreach (var path in untouched.Concat(touched))
        {
            Assert.Equal((path, Miss), (path, await reader.StatusAsync(path)));
        }

        await api.SqlAsync("UPDATE projects SET title = title || '!' WHERE id = $1", other.Id);
        reader.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(untouched.Select(path => (path, Hit)), await StatusesAsync(reader, untouched));
        Assert.Equal(touched.Select(path => (path, Outdated)), await StatusesAsync(reader, touched));
    }

    [Fact]
    public async Task A_project_that_moves_changes_the_pages_of_both_organisations()
    {
        var (from, to, third) = (await api.AddOrganisationAsync(), await api.AddOrganisationAsync(), await api.AddOrganisationAsync());
        var project = await api.AddProjectAsync(organisation: from);
        await using var reader = new Reader(api.ConnectionString);
        string[] paths = [.. new[] { from, to, third }.Select(organisation => $"/v1/organisations/{organisation.Id}")];
        await StatusesAsync(reader, paths);

        await api.SqlAsync("UPDATE projects SET organisation_id = $2 WHERE id = $1", project.Id, to.Id);
        reader.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal([Outdated, Outdated, Hit], (await StatusesAsync(reader, paths)).Select(it => it.Status));
    }

    [Fact]
    public async Task An_organisation_that_is_renamed_changes_its_projects_too()
    {
        var project = await api.AddProjectAsync();
        await using var reader = new Reader(api.ConnectionString);
        string[] paths = [$"/v1/projects/{project.Id}", $"/v1/organisations/{project.OrganisationId}", "/v1/projects", "/v1/changes/projects", "/v1/changes/organisations"];
        await StatusesAsync(reader, paths);

        await api.SqlAsync("UPDATE organisations SET name = name || ' 2' WHERE id = $1", project.OrganisationId);
        reader.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(paths.Select(path => (path, Outdated)), await StatusesAsync(reader, paths));
    }

    [Fact]
    public async Task What_was_erased_is_in_no_answer_that_is_kept_not_even_in_the_history_of_others()
    {
        const string Name = "House that is erased";
        var (from, to) = (await api.AddOrganisationAsync(Some.Organisation with { Name = Name }), await api.AddOrganisationAsync());
        var project = await api.AddProjectAsync(organisation: from);
        await api.SqlAsync("UPDATE projects SET organisation_id = $2 WHERE id = $1", project.Id, to.Id);
        await using var reader = new Reader(api.ConnectionString);
        var history = $"/v1/projects/{project.Id}/history";
        Assert.Contains(Name, (await reader.AskAsync(history)).Body, StringComparison.Ordinal);
        Assert.Equal(Miss, await reader.StatusAsync("/v1/reference"));

        await using (var scope = api.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<Portal.Api.Data.Erasure>().EraseOrganisationAsync(from.Id, CancellationToken.None);
        }

        await reader.Host.Services.GetRequiredService<ChangeFollower>().FollowAsync(CancellationToken.None);

        var erased = await reader.AskAsync(history);
        Assert.Equal(Miss, erased.Status);
        Assert.DoesNotContain(Name, erased.Body, StringComparison.Ordinal);
        Assert.Equal(Miss, await reader.StatusAsync("/v1/reference"));
    }

    [Fact]
    public async Task Reference_data_that_the_operator_changes_changes_every_answer()
    {
        await using var reader = new Reader(api.ConnectionString);
        await reader.AskAsync("/v1/reference");
        await reader.AskAsync("/v1/projects?eligibleCountry=GB");

        await api.SqlAsync("UPDATE countries SET group_source = 'A newer guide' WHERE code = 'GB'");
        reader.Clock.Advance(TimeSpan.FromSeconds(2));

        var reference = await reader.AskAsync("/v1/reference");
        Assert.Equal(Outdated, reference.Status);
        Assert.Contains("A newer guide", reference.Body, StringComparison.Ordinal);
        Assert.Equal(Outdated, await reader.StatusAsync("/v1/projects?eligibleCountry=GB"));
    }

    [Fact]
    public async Task When_the_day_turns_only_what_depends_on_it_is_made_anew()
    {
        var project = await api.AddProjectAsync(Some.Project with { Deadline = new DateOnly(2027, 1, 10), EndsOn = new(2027, 12, 31) });
        await using var reader = new Reader(api.ConnectionString);
        string[] dated = [$"/v1/projects/{project.Id}", "/v1/projects", $"/v1/organisations/{project.OrganisationId}"];
        string[] undated = [$"/v1/projects/{project.Id}/history", $"/v1/projects/{project.Id}?asOf=2027-01-10", "/v1/reference", "/v1/changes/projects"];
        await StatusesAsync(reader, [.. dated, .. undated]);

        reader.Clock.SetUtcNow(new(2027, 1, 10, 23, 0, 0, TimeSpan.Zero));

        Assert.Equal(dated.Select(path => (path, Outdated)), await StatusesAsync(reader, dated));
        Assert.Equal(undated.Select(path => (path, Hit)), await StatusesAsync(reader, undated));
        Assert.Contains("deadlinePassed", (await reader.AskAsync(dated[0])).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("country=RO&country=MD&topic=edu", "topic=edu&country=MD&country=RO")]
    [InlineData("country=MD", "country=MD&country=MD")]
    [InlineData("text=club", "page=1&pageSize=20&text=club")]
    [InlineData("text=two%20words", "text=two+words")]
    public async Task One_question_in_other_words_has_one_answer(string one, string other)
    {
        await using var reader = new Reader(api.ConnectionString);
        var first = await reader.AskAsync($"/v1/projects?{one}");
        var second = await reader.AskAsync($"/v1/projects?{other}");

        Assert.Equal((Miss, Hit), (first.Status, second.Status));
        Assert.Equal((first.Tag, first.Body, first.Link), (second.Tag, second.Body, second.Link));
    }

    [Fact]
    public async Task A_question_that_is_refused_is_refused_though_its_like_is_kept()
    {
        await using var reader = new Reader(api.ConnectionString);
        await reader.AskAsync("/v1/projects");
        await reader.AskAsync("/v1/projects?page=2");

        foreach (var path in new[] { "/v1/projects?page=1&page=1", "/v1/projects?page=2&page=2", "/v1/projects?page=", "/v1/projects?Page=2", "/v1/projects?page=2&colour=red" })
        {
            for (var again = 0; again < 2; again++)
            {
                using var refused = await reader.Client.GetAsync(path);
                Assert.Equal((path, HttpStatusCode.BadRequest), (path, refused.StatusCode));
                Assert.False(refused.Headers.Contains("Cache-Status"));
            }
        }
    }

    [Fact]
    public async Task What_is_missing_is_not_kept()
    {
        var project = await api.AddProjectAsync();
        await api.ChangeAsync<Project>(project.Id, found => found.Withdraw(api.Clock.GetUtcNow()));
        await using var reader = new Reader(api.ConnectionString);
        Assert.Equal(HttpStatusCode.Gone, (await reader.Client.GetAsync($"/v1/projects/{project.Id}")).StatusCode);

        await api.SqlAsync("UPDATE projects SET withdrawn_at = NULL WHERE id = $1", project.Id);

        Assert.Equal(HttpStatusCode.OK, (await reader.Client.GetAsync($"/v1/projects/{project.Id}")).StatusCode);
    }

    [Fact]
    public async Task An_answer_that_names_its_address_is_kept_for_that_address()
    {
        await api.AddProjectAsync();
        await using var reader = new Reader(api.ConnectionString);
        var one = await reader.AskAsync("http://one.example/v1/changes/projects");
        var other = await reader.AskAsync("http://other.example/v1/changes/projects");

        Assert.Contains("http://one.example/", one.Body, StringComparison.Ordinal);
        Assert.Contains("http://other.example/", other.Body, StringComparison.Ordinal);
        Assert.Equal((Miss, Miss), (one.Status, other.Status));
    }

    [Fact]
    public async Task Long_answers_and_answers_of_partners_are_not_kept()
    {
        var partner = await PartnerClient.WithOrganisationAsync(api);
        await using var reader = new Reader(api.ConnectionString, ("Cache:MaxAnswerKilobytes", "1"));

        Assert.Equal("portal; fwd=uri-miss", await reader.StatusAsync("/v1/reference"));
        Assert.Equal("portal; fwd=uri-miss", await reader.StatusAsync("/v1/reference"));
        using var own = await partner.SendAsync(HttpMethod.Get, "/v1/partner/projects");
        Assert.False(own.Headers.Contains("Cache-Status"));
    }

    [Fact]
    public async Task Without_a_cache_every_answer_is_made()
    {
        await using var reader = new Reader(api.ConnectionString, ("Cache:Megabytes", "0"));

        var first = await reader.AskAsync("/v1/projects");
        var second = await reader.AskAsync("/v1/projects");

        Assert.Equal(("portal; fwd=bypass", "portal; fwd=bypass"), (first.Status, second.Status));
        Assert.Equal(first.Tag, second.Tag);
    }

    [Fact]
    public async Task Of_many_equal_requests_one_asks_the_database()
    {
        const string Profile = "FROM public.organisations AS o WHERE o.id";
        var organisation = await api.AddOrganisationAsync();
        await using var reader = new Reader(api.ConnectionString);
        await reader.AskAsync("/v1/reference");
        await using (var blocking = await LockAsync("organisations"))
        {
            var asked = Enumerable.Range(0, 50).Select(_ => reader.AskAsync($"/v1/organisations/{organisation.Id}")).ToList();
            await WaitingForAsync("organisations");
            await blocking.RollbackAsync();
            var answers = await Task.WhenAll(asked);

            Assert.Equal(1, reader.Statements.Count(Profile));
            Assert.Single(answers.Select(answer => answer.Tag).Distinct());
            Assert.Single(answers, answer => answer.Status == Miss);
            Assert.Contains(answers, answer => answer.Status == "portal; fwd=uri-miss; collapsed");
        }
    }

    [Fact]
    public async Task When_who_asked_first_goes_away_the_others_are_answered()
    {
        var organisation = await api.AddOrganisationAsync();
        var path = $"/v1/organisations/{organisation.Id}";
        await using var reader = new Reader(api.ConnectionString);
        await reader.AskAsync("/v1/reference");
        await using var blocking = await LockAsync("organisations");
        using var leaving = new CancellationTokenSource();
        var first = reader.Client.GetAsync(path, leaving.Token);
        await WaitingForAsync("organisations");
        var others = Enumerable.Range(0, 10).Select(_ => reader.AskAsync(path)).ToList();

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await blocking.RollbackAsync();

        Assert.Single((await Task.WhenAll(others)).Select(answer => answer.Tag).Distinct());
    }

    [Fact]
    public async Task A_change_while_an_answer_is_made_makes_it_outdated()
    {
        var organisation = await api.AddOrganisationAsync();
        var path = $"/v1/organisations/{organisation.Id}";
        await using var reader = new Reader(api.ConnectionString);
        await reader.AskAsync("/v1/reference");
        await using var blocking = await LockAsync("organisations");
        var asked = reader.AskAsync(path);
        await WaitingForAsync("organisations");

        // The answer will have this change, but it was begun without knowing of it; so it cannot be told from one that has not.
        await using (var rename = new NpgsqlCommand("UPDATE organisations SET name = 'Renamed meanwhile' WHERE id = $1", blocking.Connection) { Parameters = { new() { Value = organisation.Id } } })
        {
            await rename.ExecuteNonQueryAsync();
        }

        await blocking.CommitAsync();
        await asked;
        await reader.Host.Services.GetRequiredService<ChangeFollower>().FollowAsync(CancellationToken.None);

        Assert.Equal(Outdated, await reader.StatusAsync(path));
        Assert.Equal(Hit, await reader.StatusAsync(path));
    }

    [Fact]
    public async Task While_the_database_is_away_what_is_kept_serves_as_long_as_its_promise()
    {
        var project = await api.AddProjectAsync();
        var real = new NpgsqlConnectionStringBuilder(api.ConnectionString);
        await using var cable = new Cable(real.Host!, real.Port);
        await using var reader = new Reader(new NpgsqlConnectionStringBuilder(api.ConnectionString) { Host = "127.0.0.1", Port = cable.Port }.ConnectionString);
        var path = $"/v1/projects/{project.Id}";
        var tag = (await reader.AskAsync(path)).Tag!;
        await reader.AskAsync("/v1/changes/organisations?afterChangeNumber=1000000");

        cable.Pull();

        Assert.Equal((HttpStatusCode.OK, null), await AtAsync(reader, path, "", TimeSpan.Zero));
        Assert.Equal((HttpStatusCode.NotModified, null), await AtAsync(reader, path, tag, TimeSpan.Zero));
        Assert.Equal((HttpStatusCode.NotModified, TimeSpan.FromSeconds(30)), await AtAsync(reader, path, tag, TimeSpan.FromSeconds(30)));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, null), await AtAsync(reader, "/v1/changes/organisations?afterChangeNumber=1000000", "", TimeSpan.Zero));
        Assert.Equal((HttpStatusCode.OK, TimeSpan.FromSeconds(59)), await AtAsync(reader, path, "", TimeSpan.FromSeconds(29)));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, null), await AtAsync(reader, path, tag, TimeSpan.FromSeconds(1)));

        cable.PlugIn();
        await api.SqlAsync("UPDATE projects SET title = 'Meanwhile' WHERE id = $1", project.Id);

        Assert.Equal((HttpStatusCode.OK, null), await AtAsync(reader, path, tag, TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public async Task What_was_kept_of_a_database_that_was_put_back_is_made_anew()
    {
        await using var other = new Reader(await server.NewDatabaseAsync());
        await other.Host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            "INSERT INTO organisations (id, name, country, description, topics, inclusion_supports, labels, created_at, updated_at, changed_by) VALUES (gen_random_uuid(), 'One', 'MD', null, '{}', '{}', '[]', now(), now(), 'test')").ExecuteNonQueryAsync();
        await other.AskAsync("/v1/organisations");
        Assert.Equal(Hit, await other.StatusAsync("/v1/organisations"));

        await other.Host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("TRUNCATE organisations, projects, changes, project_search, organisation_search").ExecuteNonQueryAsync();
        other.Clock.Advance(TimeSpan.FromSeconds(2));

        // The follower empties the memory after the answer was found in it, or before.
        var emptied = await other.AskAsync("/v1/organisations");
        Assert.True(emptied.Status is Outdated or Miss, emptied.Status);
        Assert.Contains("\"total\":0", emptied.Body, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode, TimeSpan?)> AtAsync(Reader reader, string path, string tag, TimeSpan later)
    {
        reader.Clock.Advance(later);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        using var response = await reader.Client.SendAsync(request);
        return (response.StatusCode, response.Headers.Age);
    }

    private static async Task<List<(string Path, string Status)>> StatusesAsync(Reader reader, string[] paths)
    {
        var statuses = new List<(string, string)>();
        foreach (var path in paths)
        {
            statuses.Add((path, await reader.StatusAsync(path)));
        }

        return statuses;
    }

    private async Task<NpgsqlTransaction> LockAsync(string table)
    {
        var connection = new NpgsqlConnection(api.ConnectionString);
        await connection.OpenAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var locking = new NpgsqlCommand($"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE", connection);
        await locking.ExecuteNonQueryAsync();
        return transaction;
    }

    /// <summary>Asks the database until somebody waits there.</summary>
    private async Task WaitingForAsync(string table)
    {
        while (await api.SqlValueAsync<long>("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = $1::text::regclass", table) == 0)
        {
        }
    }
}
