using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Partner;

/// <summary>
/// The API is killed again and again while partners push batches, others edit the same projects from stale copies, and mirrors
/// follow the feed. Whatever was answered stays, every project is whole or absent, and repeating does no harm.
/// </summary>
public sealed class KilledDuringBatchesTests(PortalApi api) : IClassFixture<PortalApi>
{
    private const int Seed = 20;
    private const int Publishers = 2;
    private const int Items = 1_000;
    private const int Kills = 3;
    private const int Mirrors = 2;

    [Fact]
    public async Task Each_project_is_whole_or_absent_nothing_answered_is_lost_and_repeating_changes_nothing()
    {
        await api.EmptyAsync();
        var random = new Random(Seed);
        var publishers = await Task.WhenAll(Enumerable.Range(0, Publishers).Select(_ => Publisher.AddAsync(api)));
        var mirrors = Enumerable.Range(0, Mirrors).Select(_ => new Mirror()).ToList();

        for (var kill = 0; kill < Kills; kill++)
        {
            using var served = await ServedApi.StartAsync(api);
            using var killed = new CancellationTokenSource();
            List<Task> clients =
            [
                .. publishers.Select(publisher => publisher.PushUntilKilledAsync(served.Client)),
                .. publishers.Select((publisher, number) => publisher.EditUntilKilledAsync(served.Client, new Random((kill * Publishers) + number))),
                .. mirrors.Select(mirror => mirror.FollowAsync(served.Client, killed.Token)),
            ];
            // Numbers are taken inside of transactions, so that it dies in the midst of one.
            await NumbersTakenAsync(random.Next(100, Items + (Items / 2)), clients);
            await served.KillAsync();
            await killed.CancelAsync();
            await Task.WhenAll(clients);
            await AssertWholeAsync(publishers);
        }

        using var last = await ServedApi.StartAsync(api);
        using var ended = new CancellationTokenSource();
        var following = mirrors.Select(mirror => mirror.FollowAsync(last.Client, ended.Token)).ToList();
        await Task.WhenAll(publishers.Select(publisher => publisher.PushAsync(last.Client)));
        var before = await api.SqlValueAsync<long>("SELECT max(change_number) FROM changes");
        foreach (var results in await Task.WhenAll(publishers.Select(publisher => publisher.PushAsync(last.Client))))
        {
            Assert.All(results, result => Assert.Equal("unchanged", result.Outcome));
        }

        Assert.Equal(before, await api.SqlValueAsync<long>("SELECT max(change_number) FROM changes"));
        await ended.CancelAsync();
        await Task.WhenAll(following);

        var table = await AssertWholeAsync(publishers);
        Assert.Equal(Publishers * Items, table.Count);
        foreach (var mirror in mirrors)
        {
            Assert.Equal(table.Order(), mirror.Copy.Order());
        }

        await AssertNothingHalfAsync();
        await AssertNothingOverwrittenUnseenAsync([.. publishers.SelectMany(publisher => publisher.Edits)]);
        Assert.Contains(publishers, publisher => publisher.Refused > 0);
    }

    private async Task NumbersTakenAsync(int count, List<Task> clients)
    {
        var first = await Last();
        while (await Last() < first + count)
        {
            // A client that has failed has something to say. Asking without a pause would slow down what is asked about.
            await Task.WhenAll([Task.Delay(TimeSpan.FromMilliseconds(5)), .. clients.Where(client => client.IsFaulted)]);
        }

        Task<long> Last() => api.SqlValueAsync<long>("SELECT last_value FROM change_number");
    }

    /// <summary>Every project is, in all of its fields, as somebody has sent it, and not older than what was answered.</summary>
    /// <returns>What each mirror has to have.</returns>
    private async Task<List<string>> AssertWholeAsync(IEnumerable<Publisher> publishers)
    {
        var table = new List<string>();
        foreach (var publisher in publishers)
        {
            var rows = (await api.SqlListAsync<string>(
                """
                SELECT jsonb_build_object('id', p.id, 'changeNumber', p.change_number, 'externalId', p.external_id, 'organisationExternalId', o.external_id, 'title', title,
                    'description', p.description, 'participantProfile', participant_profile, 'accommodation', accommodation, 'training', training,
                    'language', language, 'startsOn', starts_on, 'endsOn', ends_on, 'statedWeeks', stated_weeks, 'deadline', deadline, 'places', places,
                    'applyUrl', apply_url, 'topics', p.topics, 'activityType', activity_type, 'strand', strand, 'town', p.town, 'country', p.country,
                    'location', jsonb_build_object('latitude', p.latitude, 'longitude', p.longitude), 'eligibleCountries', eligible_countries,
                    'dateFlexibility', date_flexibility, 'requiresCv', requires_cv, 'requiresMotivation', requires_motivation)::text
                FROM projects AS p JOIN organisations AS o ON o.id = p.organisation_id WHERE p.partner = $1
                """,
                publisher.Partner.Name)).Select(row => JsonNode.Parse(row)!.AsObject()).ToDictionary(row => row["externalId"]!.GetValue<string>());
            foreach (var (externalId, row) in rows)
            {
                Sent.AssertWhole(row);
                table.Add($"{row["id"]} {row["changeNumber"]} {row["title"]}");
                Assert.Equal(externalId, Sent.KeyOf(row));
            }

            foreach (var (externalId, (number, title)) in publisher.Answered)
            {
                Assert.True(rows.TryGetValue(externalId, out var row), $"{externalId} was answered with {number} and is not there.");
                var now = row["changeNumber"]!.GetValue<long>();
                Assert.True(now >= number, $"{externalId} was answered with {number} and has {now}.");
                Assert.True(now > number || title == row["title"]!.GetValue<string>(), $"{externalId} was answered as {title} and is {row["title"]}.");
            }
        }

        return table;
    }

    /// <summary>The history and what search reads belong to the project's own transaction.</summary>
    private async Task AssertNothingHalfAsync()
    {
        Assert.Equal(0, await api.SqlValueAsync<long>(
            "SELECT count(*) FROM projects AS p FULL JOIN (SELECT subject_id, max(change_number) AS last FROM changes WHERE subject = 'project' GROUP BY subject_id) AS c ON c.subject_id = p.id WHERE c.last IS DISTINCT FROM p.change_number"));
        Assert.Equal(0, await api.SqlValueAsync<long>(
            "SELECT count(*) FROM ((SELECT * FROM project_search_rows EXCEPT SELECT * FROM project_search) UNION ALL (SELECT * FROM project_search EXCEPT SELECT * FROM project_search_rows)) AS different"));
    }

    /// <summary>Whoever wrote with an ETag wrote over just what it names.</summary>
    private async Task AssertNothingOverwrittenUnseenAsync(List<(Guid Id, long Before, long After)> edits)
    {
        Assert.NotEmpty(edits);
        Assert.Equal(0, await api.SqlValueAsync<long>(
            "SELECT count(*) FROM unnest($1, $2, $3) AS edit (id, before, after) JOIN changes ON subject_id = id AND change_number > before AND change_number < after",
            edits.Select(edit => edit.Id).ToArray(), edits.Select(edit => edit.Before).ToArray(), edits.Select(edit => edit.After).ToArray()));
    }

    /// <summary>A project whose every field follows from its key and a version, which its title names.</summary>
    private static class Sent
    {
        private static readonly string[] Countries = ["MD", "RO", "GR", "IT", "ES"];
        private static readonly string[] Topics = ["edu", "cult", "migr", "natr", "sprt", "socl"];

        public static JsonObject Project(string key, int version)
        {
            var turn = int.Parse(key.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture) + version;
            var startsOn = new DateOnly(2027, 1, 1).AddDays(turn % 700);
            return new JsonObject
            {
                ["organisationExternalId"] = "casa",
                ["title"] = $"{key} v{version}",
                ["description"] = $"What {key} does in version {version}.",
                ["participantProfile"] = $"Whom {key} looks for in version {version}.",
                ["accommodation"] = $"Where {key} lives in version {version}.",
                ["training"] = $"What {key} learns in version {version}.",
                ["language"] = turn % 2 == 0 ? "en" : "ro",
                ["startsOn"] = $"{startsOn:yyyy-MM-dd}",
                ["endsOn"] = $"{startsOn.AddDays(14 + (turn % 300)):yyyy-MM-dd}",
                ["statedWeeks"] = 1 + (turn % 52),
                ["deadline"] = $"{startsOn.AddDays(-(turn % 90)):yyyy-MM-dd}",
                ["places"] = turn % 7 == 0 ? "full" : "open",
                ["applyUrl"] = $"https://example.org/{key}/{version}",
                ["topics"] = new JsonArray(Topics[turn % 6], Topics[(turn + 1) % 6]),
                ["activityType"] = turn % 2 == 0 ? "individual" : "team",
                ["strand"] = turn % 3 == 0 ? "humanitarianAid" : "volunteering",
                ["town"] = $"Town {version}",
                ["country"] = Countries[turn % 5],
                ["location"] = new JsonObject { ["latitude"] = 40 + (turn % 20), ["longitude"] = turn % 30 },
                ["eligibleCountries"] = new JsonArray(Countries[(turn + 1) % 5], Countries[(turn + 2) % 5]),
                ["dateFlexibility"] = turn % 2 == 0 ? "flexible" : "precise",
                ["requiresCv"] = turn % 2 == 0,
                ["requiresMotivation"] = turn % 3 == 0,
            };
        }

        public static string KeyOf(JsonObject found) => found["title"]!.GetValue<string>().Split(" v")[0];

        /// <summary>Of what was found, each field that was sent is of the version that the title names.</summary>
        public static void AssertWhole(JsonObject found)
        {
            var version = int.Parse(found["title"]!.GetValue<string>().Split(" v")[1], System.Globalization.CultureInfo.InvariantCulture);
            foreach (var (name, value) in Project(KeyOf(found), version))
            {
                Assert.True(!found.ContainsKey(name) || found[name]?.ToJsonString() == value?.ToJsonString(), $"{name} of {found.ToJsonString()} is not {value}.");
            }
        }
    }

    /// <summary>A partner that repeats each batch until it is answered, and whose colleagues edit single projects meanwhile.</summary>
    private sealed class Publisher(PartnerClient partner)
    {
        private readonly ConcurrentDictionary<string, string> stale = new();
        private int version = 1;
        private int edits;

        public PartnerClient Partner => partner;

        /// <summary>The last change number that was answered for each key, and the title that went with it.</summary>
        public ConcurrentDictionary<string, (long Number, string Title)> Answered { get; } = new();

        /// <summary>Edits of a copy that were taken, with the numbers of what they replaced and of what they made.</summary>
        public ConcurrentQueue<(Guid Id, long Before, long After)> Edits { get; } = new();

        /// <summary>How many edits of a stale copy were refused.</summary>
        public int Refused { get; private set; }

        public static async Task<Publisher> AddAsync(PortalApi api)
        {
            // Long enough for the real clock, which the process goes by.
            var partner = await PartnerClient.AddAsync(api, lifetime: TimeSpan.FromDays(36_500));
            await partner.PublishOrganisationAsync();
            return new Publisher(partner);
        }

        public async Task PushUntilKilledAsync(HttpClient http)
        {
            try
            {
                while (true)
                {
                    await PushAsync(http);
                    version++;
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                // Killed; the same batch comes again.
            }
        }

        public async Task<List<(string ExternalId, string Outcome, long Number)>> PushAsync(HttpClient http)
        {
            var batch = new JsonObject
            {
                ["items"] = new JsonArray([.. Enumerable.Range(0, Items).Select(number => (JsonNode)new JsonObject
                {
                    ["externalId"] = $"p{number:0000}",
                    ["project"] = Sent.Project($"p{number:0000}", version),
                })]),
            };
            var (status, text, _) = await SendAsync(http, HttpMethod.Post, "/v1/partner/projects/batch", batch);
            Assert.True(status == HttpStatusCode.OK, $"The batch was answered with {(int)status}: {text}");
            var results = JsonDocument.Parse(text).RootElement.GetProperty("results").EnumerateArray()
                .Select(result => (result.GetProperty("externalId").GetString()!, result.GetProperty("outcome").GetString()!, result.GetProperty("changeNumber").GetInt64())).ToList();
            Assert.Equal(Enumerable.Range(0, Items).Select(number => $"p{number:0000}"), results.Select(result => result.Item1));
            foreach (var (externalId, outcome, number) in results)
            {
                Assert.Contains(outcome, new[] { "created", "updated", "unchanged" });
                Note(externalId, number, $"{externalId} v{version}");
            }

            return results;
        }

        /// <summary>Reads a project, and writes it with the ETag that it had then or when it was read before.</summary>
        public async Task EditUntilKilledAsync(HttpClient http, Random random)
        {
            try
            {
                while (true)
                {
                    var externalId = $"p{random.Next(20):0000}";
                    var path = $"/v1/partner/projects/{externalId}";
                    var (found, text, tag) = await SendAsync(http, HttpMethod.Get, path);
                    if (found == HttpStatusCode.NotFound)
                    {
                        continue;
                    }

                    Assert.True(found == HttpStatusCode.OK, $"{path} was answered with {(int)found}: {text}");
                    var isStale = stale.TryGetValue(externalId, out var before) && before != tag && random.Next(2) == 0;
                    stale[externalId] = tag!;
                    // No batch has such a version.
                    var edited = 1_000_000 + Interlocked.Increment(ref edits);
                    var (status, answer, _) = await SendAsync(http, HttpMethod.Put, path, Sent.Project(externalId, edited), ifMatch: isStale ? before : tag);
                    if (status == HttpStatusCode.PreconditionFailed)
                    {
                        Refused++;
                        continue;
                    }

                    Assert.True(status == HttpStatusCode.OK && !isStale, $"PUT {path} {(isStale ? "from a stale copy " : "")}was answered with {(int)status}: {answer}");
                    var written = JsonDocument.Parse(answer).RootElement;
                    var number = written.GetProperty("changeNumber").GetInt64();
                    Note(externalId, number, $"{externalId} v{edited}");
                    Edits.Enqueue((written.GetProperty("id").GetGuid(), long.Parse(tag!.Trim('"'), System.Globalization.CultureInfo.InvariantCulture), number));
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                // Killed.
            }
        }

        private void Note(string externalId, long number, string title) =>
            Answered.AddOrUpdate(externalId, (number, title), (_, known) => known.Number >= number ? known : (number, title));

        private async Task<(HttpStatusCode Status, string Text, string? Tag)> SendAsync(HttpClient http, HttpMethod method, string path, JsonObject? body = null, string? ifMatch = null)
        {
            using var request = new HttpRequestMessage(method, path);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", partner.Key);
            if (ifMatch is not null)
            {
                request.Headers.Add("If-Match", ifMatch);
            }

            if (body is not null)
            {
                request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
            }

            using var response = await http.SendAsync(request);
            return (response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.ETag?.Tag);
        }
    }

    /// <summary>Follows the feed from where it was, and keeps what it was told.</summary>
    private sealed class Mirror
    {
        private readonly Dictionary<string, (long Number, string Title)> copy = [];
        private string next = "/v1/changes/projects?limit=100";

        public IEnumerable<string> Copy => copy.Select(row => $"{row.Key} {row.Value.Number} {row.Value.Title}");

        /// <summary>Until it is at the end after the others have ended, or nobody answers any more.</summary>
        public async Task FollowAsync(HttpClient http, CancellationToken othersEnded)
        {
            try
            {
                while (true)
                {
                    var isLastRound = othersEnded.IsCancellationRequested;
                    using var response = await http.GetAsync(next, CancellationToken.None);
                    var text = await response.Content.ReadAsStringAsync(CancellationToken.None);
                    Assert.True(response.StatusCode == HttpStatusCode.OK, $"{next} was answered with {(int)response.StatusCode}: {text}");
                    var page = JsonNode.Parse(text)!;
                    var items = page["items"]!.AsArray();
                    foreach (var item in items)
                    {
                        Keep(item!);
                    }

                    next = new Uri(page["next"]!.GetValue<string>()).PathAndQuery;
                    if (items.Count > 0)
                    {
                        continue;
                    }

                    if (isLastRound)
                    {
                        return;
                    }

                    // As a mirror does at the end, though not for so long.
                    await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None);
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                // Killed; it goes on from there.
            }
        }

        private void Keep(JsonNode item)
        {
            var (id, number, data) = (item["id"]!.GetValue<string>(), item["modified"]!.GetValue<long>(), item["data"]!.AsObject());
            Assert.True(!copy.TryGetValue(id, out var known) || number > known.Number, $"{id} came again with {number}, after {known.Number}.");
            Sent.AssertWhole(data);
            copy[id] = (number, data["title"]!.GetValue<string>());
        }
    }
}
