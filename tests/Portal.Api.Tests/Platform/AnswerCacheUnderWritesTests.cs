using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Platform;

/// <summary>Many write and many read at the same time, through instances with and without a shared cache.</summary>
public sealed partial class AnswerCacheUnderWritesTests(PortalApi api) : IClassFixture<PortalApi>
{
    private const int Projects = 4;
    private const int Writes = 60;
    private const int Readers = 3;

    /// <summary>
    /// The instances look for changes before every answer, so the promise is: an answer has every write that had ended when it was
    /// asked for. Afterwards every answer that is kept is the one that would be made.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_answer_is_older_than_promised_and_in_the_end_all_are_right(bool isShared)
    {
        await using var redis = isShared ? await RedisServer.StartAsync() : null;
        Assert.SkipWhen(isShared && redis is null, RedisServer.Missing);
        var organisation = await api.AddOrganisationAsync();
        var projects = new List<Guid>();
        for (var number = 0; number < Projects; number++)
        {
            projects.Add((await api.AddProjectAsync(Some.Project with { Title = "version 0" }, organisation)).Id);
        }

        (string, string)[] settings = [("Cache:CheckSeconds", "0"), .. redis is null ? [] : new[] { ("Cache:Redis", redis.Connection) }];
        await using var one = new Reader(api.ConnectionString, settings);
        await using var two = new Reader(api.ConnectionString, settings);
        await using var without = new Reader(api.ConnectionString, ("Cache:Megabytes", "0"));
        var written = new ConcurrentDictionary<Guid, int>(projects.Select(id => KeyValuePair.Create(id, 0)));
        var stale = new ConcurrentBag<string>();
        using var ended = new CancellationTokenSource();
        var list = $"/v1/projects?organisationId={organisation.Id}&sort=newest";
        var readers = Enumerable.Range(0, Readers).SelectMany(_ => new[] { one, two }).Select(reader => Task.Run(async () =>
        {
            while (!ended.IsCancellationRequested)
            {
                foreach (var id in projects)
                {
                    var expected = written[id];
                    var body = (await reader.AskAsync($"/v1/projects/{id}")).Body;
                    Check(expected, VersionsIn(body)[0], $"{id} at {expected}: {body[..200]}");
                }

                var least = written.Values.Sum();
                var found = (await reader.AskAsync(list)).Body;
                Check(least, VersionsIn(found).Sum(), $"list at {least}: {string.Join(' ', VersionsIn(found))}");
            }
        })).ToList();

        await Task.WhenAll(projects.Select(id => Task.Run(async () =>
        {
            for (var version = 1; version <= Writes; version++)
            {
                await api.SqlAsync("UPDATE projects SET title = 'version ' || $2 WHERE id = $1", id, version);
                written[id] = version;
            }
        })));
        await ended.CancelAsync();
        await Task.WhenAll(readers);

        Assert.Empty(stale);
        foreach (var path in projects.Select(id => $"/v1/projects/{id}").Append(list).Append($"/v1/organisations/{organisation.Id}").Append("/v1/changes/projects"))
        {
            var right = await without.AskAsync(path);
            foreach (var reader in new[] { one, two })
            {
                await reader.AskAsync(path);
                var kept = await reader.AskAsync(path);
                Assert.Equal(("portal; hit", right.Tag, right.Body), (kept.Status, kept.Tag, kept.Body));
            }
        }

        void Check(int expected, int found, string what)
        {
            if (found < expected)
            {
                stale.Add(what);
            }
        }
    }

    private static List<int> VersionsIn(string body) => [.. Version().Matches(body).Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))];

    [GeneratedRegex("\"title\":\"version (\\d+)\"")]
    private static partial Regex Version();
}
