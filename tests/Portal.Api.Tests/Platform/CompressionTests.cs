using System.IO.Compression;
using System.Net;

namespace Portal.Api.Tests.Platform;

public sealed class CompressionTests(PublicOperations api) : IClassFixture<PublicOperations>
{
    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip;q=1, br;q=0.1", "gzip")]
    [InlineData("identity", null)]
    [InlineData("zstd", null)]
    [InlineData("gzip;q=0", null)]
    public async Task An_answer_is_compressed_as_the_reader_wishes_and_is_the_same(string accepted, string? expected)
    {
        var paths = PublicOperations.Names.Select(name => api.Path(name.Data)).Append("/openapi.yaml").Append("/v1/projects?colour=red");
        foreach (var path in paths)
        {
            using var plain = await api.SendAsync(HttpMethod.Get, path);
            using var response = await api.SendAsync(HttpMethod.Get, path, ("Accept-Encoding", accepted));

            Assert.Equal(expected, response.Content.Headers.ContentEncoding.SingleOrDefault());
            Assert.Equal(plain.StatusCode, response.StatusCode);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                Assert.Equal(TagOf(plain, path, expected), response.Headers.ETag!.ToString());
                Assert.Contains("Accept-Encoding", plain.Headers.Vary);
                Assert.Single(response.Headers.Vary, name => name == "Accept-Encoding");
                Assert.Equal(await plain.Content.ReadAsStringAsync(), await UnpackedAsync(response, expected));
            }
        }
    }

    /// <summary>Each form has its own, which says the form; only what is compressed while it is made does not always have the same bytes.</summary>
    private static string TagOf(HttpResponseMessage plain, string path, string? encoding) =>
        plain.Headers.ETag!.Tag is var tag && encoding is null ? tag
        : path.Contains("/export", StringComparison.Ordinal) ? $"W/{tag}"
        : $"{tag[..^1]}-{encoding}\"";

    [Fact]
    public async Task Who_has_a_compressed_answer_has_that_one_and_no_other()
    {
        using var packed = await api.SendAsync(HttpMethod.Get, "/v1/projects", ("Accept-Encoding", "br"));
        var tag = packed.Headers.ETag!.ToString();

        foreach (var (accepted, expected) in new[] { ("br", HttpStatusCode.NotModified), ("gzip", HttpStatusCode.OK), ("identity", HttpStatusCode.OK) })
        {
            using var response = await api.SendAsync(HttpMethod.Get, "/v1/projects", ("Accept-Encoding", accepted), ("If-None-Match", tag));
            Assert.Equal((accepted, expected, expected == HttpStatusCode.NotModified), (accepted, response.StatusCode, response.Headers.ETag!.ToString() == tag));
        }
    }

    [Fact]
    public async Task Who_has_the_plain_answer_may_go_on_with_it()
    {
        using var plain = await api.SendAsync(HttpMethod.Get, "/v1/projects");
        using var response = await api.SendAsync(
            HttpMethod.Get, "/v1/projects", ("Accept-Encoding", "gzip"), ("If-None-Match", plain.Headers.ETag!.ToString()));

        Assert.Equal((HttpStatusCode.NotModified, plain.Headers.ETag), (response.StatusCode, response.Headers.ETag));
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    private static async Task<string> UnpackedAsync(HttpResponseMessage response, string? encoding)
    {
        await using var packed = await response.Content.ReadAsStreamAsync();
        await using Stream body = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionMode.Decompress),
            "br" => new BrotliStream(packed, CompressionMode.Decompress),
            _ => packed,
        };
        using var reader = new StreamReader(body);
        return await reader.ReadToEndAsync();
    }
}
