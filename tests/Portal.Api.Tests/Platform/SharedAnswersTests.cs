using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Platform;

/// <summary>Several instances with one Redis or Valkey server.</summary>
public sealed class SharedAnswersTests(PortalApi api, TestServer server) : IClassFixture<PortalApi>
{
    private const string Made = "portal; fwd=uri-miss; stored";
    private const string Shared = "portal; hit; detail=shared";

    [Fact]
    public async Task What_one_instance_has_made_the_others_need_not_make()
    {
        await using var redis = await RedisAsync();
        var project = await api.AddProjectAsync();
        await using var one = new Reader(api.ConnectionString, ("Cache:Redis", redis.Connection));
        await using var two = new Reader(api.ConnectionString, ("Cache:Redis", redis.Connection));
        foreach (var path in new[] { $"/v1/projects/{project.Id}", "/v1/projects?country=MD&page=1", "/v1/reference", "/v1/changes/projects", "/openapi.yaml" })
        {
            var made = await one.AskAsync(path);
            var shared = await two.AskAsync(path);

            Assert.Equal((path, Made, Shared), (path, made.Status, shared.Status));
            Assert.Equal((made.Tag, made.Body, made.Link), (shared.Tag, shared.Body, shared.Link));
            Assert.Equal("portal; hit", await two.StatusAsync(path));
        }
    }

    [Fact]
    public async Task An_instance_that_is_started_later_takes_what_is_still_right_and_nothing_else()
    {
        await using var redis = await RedisAsync();
        var (kept, changed) = (await api.AddProjectAsync(), await api.AddProjectAsync());
        await using var one = new Reader(api.ConnectionString, ("Cache:Redis", redis.Connection));
        await one.AskAsync($"/v1/projects/{kept.Id}");
        await one.AskAsync($"/v1/projects/{changed.Id}");
        await api.SqlAsync("UPDATE projects SET title = 'Changed' WHERE id = $1", changed.Id);

        await using var later = new Reader(api.ConnectionString, ("Cache:Redis", redis.Connection));

        Assert.Equal(Shared, await later.StatusAsync($"/v1/projects/{kept.Id}"));
        var made = await later.AskAsync($"/v1/projects/{changed.Id}");
        Assert.Equal(Made, made.Status);
        Assert.Contains("Changed", made.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_instance_made_of_newer_changes_is_looked_into()
    {
        await using var redis = await RedisAsync();
        var project = await api.AddProjectAsync();
        await using var behind = new Reader(api.ConnectionString, ("Cache:Redis", redis.Connection));
        await behind.AskAsync("/v1/reference");
        await api.SqlAsync("UPDATE projects SET title = 'Newer' WHERE id = $1", project.Id);
        await using var ahead = new Reader(api.ConnectionString, ("Cache:Redis", redis.Connection));
        await ahead.AskAsync($"/v1/projects/{project.Id}");

        var shared = await behind.AskAsync($"/v1/projects/{project.Id}");

        Assert.Equal(Shared, shared.Status);
        Assert.Contains("Newer", shared.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_portals_on_one_server_do_not_mix()
    {
        await using var redis = await RedisAsync();
        var elsewhere = new PortalApi(server);
        await elsewhere.InitializeAsync();
        await elsewhere.AddProjectAsync(Some.Project with { Title = "There" });
        await api.AddProjectAsync(Some.Project with { Title = "Here" });
        await using var one = new Reader(api.ConnectionString, ("Cache:Redis", redis.Connection));
        await one.AskAsync("/v1/projects");

        await using (var other = new Reader(elsewhere.ConnectionString, ("Cache:Redis", redis.Connection)))
        {
            var answer = await other.AskAsync("/v1/projects");
            Assert.Equal(Made, answer.Status);
            Assert.Contains("There", answer.Body, StringComparison.Ordinal);
        }

        await elsewhere.DisposeAsync();
    }

    [Fact]
    public async Task Without_its_server_everything_is_answered()
    {
        await using var redis = await RedisAsync();
        var project = await api.AddProjectAsync();
        await using var reader = new Reader(api.ConnectionString, ("Cache:Redis", redis.Connection));
        await reader.AskAsync("/v1/reference");
        Assert.Equal(1, await redis.CountAsync());

        redis.Kill();

        Assert.Equal(Made, await reader.StatusAsync($"/v1/projects/{project.Id}"));
        Assert.Equal("portal; hit", await reader.StatusAsync($"/v1/projects/{project.Id}"));
        Assert.Equal("portal; hit", await reader.StatusAsync("/v1/reference"));
    }

    private static async Task<RedisServer> RedisAsync()
    {
        var redis = await RedisServer.StartAsync();
        Assert.SkipWhen(redis is null, RedisServer.Missing);
        return redis!;
    }
}
