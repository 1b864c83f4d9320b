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
            Assert.Equal(plain.Headers.ETag, response.Headers.ETag);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                Assert.Contains("Accept-Encoding", plain.Headers.Vary);
                Assert.Equal("Accept-Encoding", Assert.Single(response.Headers.Vary));
                Assert.Equal(await plain.Content.ReadAsStringAsync(), await UnpackedAsync(response, expected));
            }
        }
    }

    [Fact]
    public async Task Who_has_the_plain_answer_has_the_compressed_one_too()
    {
        using var plain = await api.SendAsync(HttpMethod.Get, "/v1/projects");
        using var response = await api.SendAsync(
            HttpMethod.Get, "/v1/projects", ("Accept-Encoding", "gzip"), ("If-None-Match", plain.Headers.ETag!.ToString()));

        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
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
