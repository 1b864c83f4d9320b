using System.Net;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Platform;

public sealed class CachingTests(PublicOperations api) : IClassFixture<PublicOperations>
{
    [Theory]
    [MemberData(nameof(PublicOperations.Names), MemberType = typeof(PublicOperations))]
    public async Task An_answer_has_a_strong_tag_that_stays_while_nothing_changes(string operation)
    {
        using var one = await api.SendAsync(HttpMethod.Get, api.Path(operation));
        using var other = await api.SendAsync(HttpMethod.Get, api.Path(operation));

        Assert.False(one.Headers.ETag!.IsWeak);
        Assert.Equal(one.Headers.ETag, other.Headers.ETag);
    }

    [Theory]
    [MemberData(nameof(PublicOperations.Names), MemberType = typeof(PublicOperations))]
    public async Task Caches_may_keep_an_answer_for_a_while(string operation)
    {
        using var response = await api.SendAsync(HttpMethod.Get, api.Path(operation));

        var seconds = operation is "GetReferenceData" or "GetProjectChanges" or "GetOrganisationChanges" or "GetOEmbed" or "GetSitemap" or "GetSitemapPages" ? 3600 : 60;
        var lifetime = $"public, max-age={seconds}, s-maxage={seconds / 2}, stale-while-revalidate=30";
        Assert.Equal(lifetime, response.Headers.CacheControl?.ToString());
        Assert.Equal(operation is "GetProject" or "GetOrganisation" ? ["Accept", "Accept-Encoding"] : ["Accept-Encoding"], response.Headers.Vary);
    }

    [Theory]
    [MemberData(nameof(PublicOperations.Names), MemberType = typeof(PublicOperations))]
    public async Task A_reader_that_has_the_answer_already_is_told_so_without_a_body(string operation)
    {
        using var first = await api.SendAsync(HttpMethod.Get, api.Path(operation));
        var tag = first.Headers.ETag!.ToString();

        foreach (var known in new[] { tag, "*", $"\"other\", {tag}", $"{tag}, W/\"other\"", $"W/{tag}", $"  {tag}  " })
        {
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
            {
                using var response = await api.SendAsync(method, api.Path(operation), ("If-None-Match", known));

                Assert.True(response.StatusCode == HttpStatusCode.NotModified, $"{method} with {known} answered {(int)response.StatusCode}");
                Assert.Empty(await response.Content.ReadAsByteArrayAsync());
                Assert.Equal(tag, response.Headers.ETag?.ToString());
                Assert.Equal(first.Headers.CacheControl, response.Headers.CacheControl);
                Assert.Equal(first.Headers.Vary, response.Headers.Vary);
                Assert.Null(response.Content.Headers.ContentType);
            }
        }
    }

    [Theory]
    [InlineData("\"other\"")]
    [InlineData("W/\"other\", \"another\"")]
    [InlineData("no tag at all")]
    public async Task A_reader_that_has_another_answer_gets_this_one(string known)
    {
        using var response = await api.SendAsync(HttpMethod.Get, "/v1/projects", ("If-None-Match", known));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotEmpty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_tag_changes_when_the_content_does_and_comes_back_with_it()
    {
        var project = await api.AddProjectAsync(Some.Project with { Title = "First" });
        var path = $"/v1/projects?organisationId={project.OrganisationId}";
        var first = await TagAsync(path);

        await api.SqlAsync("UPDATE projects SET title = 'Second' WHERE id = $1", project.Id);
        var second = await TagAsync(path);
        Assert.NotEqual(first, second);
        using (var stale = await api.SendAsync(HttpMethod.Get, path, ("If-None-Match", first)))
        {
            Assert.Equal(HttpStatusCode.OK, stale.StatusCode);
            Assert.Equal(second, stale.Headers.ETag?.ToString());
        }

        await api.SqlAsync("UPDATE projects SET title = 'First' WHERE id = $1", project.Id);
        Assert.Equal(first, await TagAsync(path));
    }

    [Fact]
    public async Task A_change_elsewhere_does_not_change_the_tag()
    {
        var path = api.Path("GetProject");
        var before = await TagAsync(path);

        await api.AddProjectAsync();

        Assert.Equal(before, await TagAsync(path));
    }

    [Fact]
    public async Task Different_questions_have_different_tags() =>
        Assert.NotEqual(await TagAsync("/v1/projects?pageSize=1"), await TagAsync("/v1/projects?pageSize=2"));

    [Theory]
    [MemberData(nameof(PublicOperations.Names), MemberType = typeof(PublicOperations))]
    public async Task HEAD_answers_like_GET_without_the_body(string operation)
    {
        foreach (var encoding in new[] { "identity", "gzip", "br" })
        {
            await SameHeadersAsync(api.Path(operation), encoding, HttpStatusCode.OK);
            await SameHeadersAsync(api.Path(operation, "colour=red"), encoding, HttpStatusCode.BadRequest);
        }
    }

    [Theory]
    [InlineData("/v1/nothing", HttpStatusCode.NotFound)]
    [InlineData("/v1/projects?pageSize=7&country=MD", HttpStatusCode.OK)]
    [InlineData("/openapi.yaml", HttpStatusCode.OK)]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/health/ready", HttpStatusCode.OK)]
    public async Task HEAD_answers_like_GET_elsewhere_too(string path, HttpStatusCode status) => await SameHeadersAsync(path, "identity", status);

    private async Task SameHeadersAsync(string path, string encoding, HttpStatusCode status)
    {
        using var get = await api.SendAsync(HttpMethod.Get, path, ("Accept-Encoding", encoding), ("Origin", "https://example.org"));
        using var head = await api.SendAsync(HttpMethod.Head, path, ("Accept-Encoding", encoding), ("Origin", "https://example.org"));

        Assert.Equal(status, get.StatusCode);
        Assert.Equal(status, head.StatusCode);
        Assert.Equal(Comparable(get), Comparable(head));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        Assert.NotEmpty(await get.Content.ReadAsByteArrayAsync());
    }

    /// <summary>The length may be left out of an answer to HEAD; where it is told it has to be the body's.</summary>
    private static List<string> Comparable(HttpResponseMessage response) =>
    [
        .. PublicOperations.HeadersOf(response)
            .Where(header => header.Key is not ("Date" or "Content-Length" or "Transfer-Encoding" or "Cache-Status"))
            .Select(header => $"{header.Key}: {header.Value}").Order(StringComparer.Ordinal),
    ];

    private async Task<string> TagAsync(string path)
    {
        using var response = await api.SendAsync(HttpMethod.Get, path);
        return response.Headers.ETag!.ToString();
    }
}
