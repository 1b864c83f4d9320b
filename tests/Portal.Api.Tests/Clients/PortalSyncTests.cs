using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Portal.Api.Tests.Fixture;
using Portal.Client;

namespace Portal.Api.Tests.Clients;

/// <summary>Copies that the C# client keeps of the running API, which fails, as everything fails at some time.</summary>
public sealed class PortalSyncTests(PortalApi api) : IClassFixture<PortalApi>
{
    private static readonly string[] Countries = ["MD", "RO", "FR", "IT"];
    private static readonly string[] Mirrored = ["MD", "RO"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_copy_equals_the_portal_whatever_fails_while_others_write(int seed)
    {
        await api.EmptyAsync();
        var chance = new Random(seed);
        var partner = await PartnerClient.WithOrganisationAsync(api);
        for (var key = 0; key < 40; key++)
        {
            await partner.PublishAsync($"p{key}", PartnerClient.Project(("country", Countries[key % 4])));
        }

        using var http = api.ClientThrough(new RetryHandler(new() { AttemptTime = Timeout.InfiniteTimeSpan }, new InstantTime()), new Faults(chance));
        var client = new PortalClient(http);
        var store = new Store(chance);
        var writing = WriteAsync(partner, new Random(seed));
        var failures = 0;
        do
        {
            failures += await FollowToTheEndAsync(client, store);
        }
        while (!writing.IsCompleted);

        await writing;
        failures += await FollowToTheEndAsync(client, store);

        Assert.True(failures > 0, "Nothing failed, so this test shows nothing.");
        var published = await PublishedAsync();
        Assert.NotEmpty(published);
        Assert.Equal(published, store.Records.Values.Select(project => (project.Id, project.Title, project.Country)).OrderBy(project => project.Id));
    }

    [Fact]
    public async Task Nothing_comes_again_after_the_end_until_it_changes()
    {
        await api.EmptyAsync();
        var partner = await PartnerClient.WithOrganisationAsync(api);
        await partner.PublishAsync("a");
        var client = new PortalClient(api.Client);
        var store = new Store();

        var first = await PortalSync.RunAsync(client, store);
        Assert.Equal((1, 0, 0), (first.Updated, first.Deleted, first.Unknown));
        var again = await PortalSync.RunAsync(client, store);
        Assert.Equal((0, 0, 0, first.Position), (again.Updated, again.Deleted, again.Unknown, again.Position));

        await partner.SendAsync(HttpStatusCode.NoContent, HttpMethod.Delete, "/v1/partner/projects/a");
        var last = await PortalSync.RunAsync(client, store);
        Assert.Equal((0, 1), (last.Updated, last.Deleted));
        Assert.Empty(store.Records);
    }

    [Fact]
    public async Task Another_filter_begins_anew_and_leaves_only_what_it_lets_through()
    {
        await api.EmptyAsync();
        var partner = await PartnerClient.WithOrganisationAsync(api);
        foreach (var country in Countries)
        {
            await partner.PublishAsync(country, PartnerClient.Project(("country", country)));
        }

        var client = new PortalClient(api.Client);
        var store = new Store();
        await PortalSync.RunAsync(client, store, new() { Country = ["MD", "RO"] });
        Assert.Equal(["MD", "RO"], store.Countries);
        Assert.Equal(0, (await PortalSync.RunAsync(client, store, new() { Country = ["RO", "MD", "RO"] })).Updated);
        await PortalSync.RunAsync(client, store, new() { Country = ["RO", "IT"] });
        Assert.Equal(["IT", "RO"], store.Countries);
    }

    [Fact]
    public async Task Follows_organisations_too()
    {
        await api.EmptyAsync();
        var partner = await PartnerClient.WithOrganisationAsync(api);
        await partner.PublishOrganisationAsync("other", PartnerClient.Organisation(("name", "Maison"), ("country", "FR")));
        var names = new List<string>();
        await foreach (var changes in new PortalClient(api.Client).ReadOrganisationChangesAsync(new() { Country = ["FR"] }, pageSize: 1))
        {
            names.AddRange(changes.Updated.Select(organisation => organisation.Name));
        }

        Assert.Equal(["Maison"], names);
    }

    [Fact]
    public async Task Follows_for_ever_and_ends_when_it_is_cancelled()
    {
        await api.EmptyAsync();
        var partner = await PartnerClient.WithOrganisationAsync(api);
        await partner.PublishAsync("a");
        using var enough = new CancellationTokenSource();
        var time = new InstantTime();
        var store = new Store();
        store.Applied = () =>
        {
            if (store.Records.Count == 2)
            {
                enough.Cancel();
            }
        };

        var options = new SyncOptions { PollInterval = TimeSpan.FromMinutes(1), Time = time };
        var following = PortalSync.RunAsync(new PortalClient(api.Client), store, options: options, cancellationToken: enough.Token);
        await partner.PublishAsync("b");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
        Assert.Equal(2, store.Records.Count);
        Assert.All(time.Waits, wait => Assert.Equal(TimeSpan.FromMinutes(1), wait));
    }

    [Fact]
    public async Task What_it_does_not_know_is_told_and_does_not_stop_it()
    {
        const string Items = """
            {"kind":"project","state":"paused","id":"01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11","modified":5,"data":{"mood":"good"}},
            {"kind":"festival","state":"updated","id":"01980f3a-6c1b-7f60-9d55-3b0f2a7e4c12","modified":6},
            {"kind":"project","state":"deleted","id":"01980f3a-6c1b-7f60-9d55-3b0f2a7e4c13","modified":7}
            """;
        using var http = new HttpClient(new Pages(Page(7, Items), Page(7, ""))) { BaseAddress = new("https://portal.example") };
        var store = new Store();
        var result = await PortalSync.RunAsync(new PortalClient(http), store);
        Assert.Equal(new SyncResult(0, 1, 2, "projects?afterChangeNumber=7"), result);
    }

    [Fact]
    public async Task A_feed_that_does_not_move_on_is_an_error_and_no_endless_loop()
    {
        using var http = new HttpClient(new Pages(Page(0, """{"kind":"project","state":"deleted","id":"01980f3a-6c1b-7f60-9d55-3b0f2a7e4c13","modified":7}""")))
        {
            BaseAddress = new("https://portal.example"),
        };
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => PortalSync.RunAsync(new PortalClient(http), new Store()));
        Assert.Contains("does not move on", failure.Message, StringComparison.Ordinal);
    }

    private static string Page(int next, string items) =>
        $$"""{"next":"https://portal.example/v1/changes/projects?afterChangeNumber={{next}}","items":[{{items}}],"license":"https://creativecommons.org/licenses/by/4.0/"}""";

    /// <summary>Runs until it gets there, and tells how often it had to begin again.</summary>
    private static async Task<int> FollowToTheEndAsync(PortalClient client, Store store)
    {
        for (var failures = 0; ; failures++)
        {
            try
            {
                await PortalSync.RunAsync(client, store, new() { Country = Mirrored }, new() { PageSize = 7 });
                return failures;
            }
            catch (Exception failure) when (failure is Crash or HttpRequestException or PortalApiException or IOException)
            {
                // Begin again.
            }
        }
    }

    private static async Task WriteAsync(PartnerClient partner, Random chance)
    {
        for (var write = 0; write < 120; write++)
        {
            var key = $"p{chance.Next(50)}";
            if (chance.Next(3) == 0)
            {
                using var answer = await partner.SendAsync(HttpMethod.Delete, $"/v1/partner/projects/{key}");
                Assert.True(answer.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.NotFound);
            }
            else
            {
                await partner.PublishAsync(key, PartnerClient.Project(("title", $"Title {write}"), ("country", Countries[chance.Next(4)])));
            }
        }
    }

    private async Task<List<(Guid Id, string Title, string Country)>> PublishedAsync()
    {
        var (client, found, cursor) = (new PortalClient(api.Client), new List<(Guid, string, string)>(), (string?)null);
        do
        {
            var page = await client.SearchProjectsAsync(country: Mirrored, availability: ["open", "full", "deadlinePassed", "ended"], pageSize: 100, cursor: cursor);
            found.AddRange(page.Items.Select(project => (project.Id, project.Title, project.Country)));
            cursor = page.Next;
        }
        while (cursor is not null);
        return [.. found.Order()];
    }

    private sealed class Crash : Exception;

    /// <summary>Takes changes whole or not at all, and now and then dies before or just after.</summary>
    private sealed class Store(Random? chance = null) : IChangeStore<ProjectData>
    {
        private (Dictionary<Guid, ProjectData> Records, string? Position) saved = ([], null);

        public Action Applied { get; set; } = () => { };

        public IReadOnlyDictionary<Guid, ProjectData> Records => saved.Records;

        public IEnumerable<string> Countries => saved.Records.Values.Select(project => project.Country).Order();

        public Task<string?> ReadPositionAsync(CancellationToken cancellationToken) => Task.FromResult(saved.Position);

        public Task ApplyAsync(ChangeSet<ProjectData> changes, CancellationToken cancellationToken)
        {
            var records = new Dictionary<Guid, ProjectData>(saved.Records);
            foreach (var project in changes.Updated)
            {
                CrashSometimes(40);
                records[project.Id] = project;
            }

            foreach (var id in changes.Deleted)
            {
                records.Remove(id);
            }

            CrashSometimes(8);
            saved = (records, changes.Position);
            CrashSometimes(8);
            Applied();
            return Task.CompletedTask;
        }

        private void CrashSometimes(int oneIn)
        {
            if (chance?.Next(oneIn) == 0)
            {
                throw new Crash();
            }
        }
    }

    /// <summary>Every third request goes wrong in one way or another, on its way there or back.</summary>
    private sealed class Faults(Random chance) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => chance.Next(15) switch
        {
            0 => throw new HttpRequestException("refused"),
            1 => new(HttpStatusCode.ServiceUnavailable) { Headers = { RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(chance.Next(90))) } },
            2 => new(HttpStatusCode.BadGateway) { Content = new StringContent("<h1>Bad gateway</h1>", Encoding.UTF8, "text/html") },
            3 => await LostAsync(await base.SendAsync(request, cancellationToken)),
            4 => await HalfAsync(await base.SendAsync(request, cancellationToken)),
            _ => await base.SendAsync(request, cancellationToken),
        };

        private static Task<HttpResponseMessage> LostAsync(HttpResponseMessage answer)
        {
            answer.Dispose();
            throw new HttpRequestException("lost");
        }

        private static async Task<HttpResponseMessage> HalfAsync(HttpResponseMessage answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            answer.Content = new BreakingContent(text[..(text.Length / 2)]) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            return answer;
        }
    }

    private sealed class Pages(params string[] pages) : HttpMessageHandler
    {
        private int asked;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(pages[Math.Min(asked++, pages.Length - 1)], Encoding.UTF8, "application/json") });
    }
}
