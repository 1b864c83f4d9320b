using System.Net;
using System.Text;

namespace Portal.Api.Tests.Platform;

public sealed class CorsTests(PublicOperations api) : IClassFixture<PublicOperations>
{
    private const string Site = "https://example.org";

    [Theory]
    [MemberData(nameof(PublicOperations.Names), MemberType = typeof(PublicOperations))]
    public async Task Any_site_may_read_and_sees_the_headers_that_are_promised(string operation)
    {
        using var response = await api.SendAsync(HttpMethod.Get, api.Path(operation), ("Origin", Site));

        AssertReadable(response);
    }

    [Fact]
    public async Task Problems_and_answers_without_a_body_can_be_read_too()
    {
        var tag = (await api.SendAsync(HttpMethod.Get, "/v1/projects")).Headers.ETag!.ToString();
        foreach (var (method, path, known, status) in new (HttpMethod, string, string, HttpStatusCode)[]
        {
            (HttpMethod.Get, "/v1/projects?colour=red", "", HttpStatusCode.BadRequest),
            (HttpMethod.Get, "/v1/nothing", "", HttpStatusCode.NotFound),
            (HttpMethod.Get, $"/v1/projects/{Guid.NewGuid()}", "", HttpStatusCode.NotFound),
            (HttpMethod.Get, $"/v1/projects/{api.Withdrawn.Id}", "", HttpStatusCode.Gone),
            (HttpMethod.Post, "/v1/projects", "", HttpStatusCode.MethodNotAllowed),
            (HttpMethod.Get, "/v1/projects", tag, HttpStatusCode.NotModified),
            (HttpMethod.Head, "/v1/projects", "", HttpStatusCode.OK),
        })
        {
            using var response = await api.SendAsync(method, path, [("Origin", Site), .. known.Length > 0 ? new[] { ("If-None-Match", known) } : []]);

            Assert.Equal(status, response.StatusCode);
            AssertReadable(response);
        }
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task A_browser_that_asks_first_is_let_through_for_reading(string method)
    {
        using var response = await api.SendAsync(
            HttpMethod.Options,
            "/v1/projects",
            ("Origin", Site),
            ("Access-Control-Request-Method", method),
            ("Access-Control-Request-Headers", "if-none-match"));

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        var headers = PublicOperations.HeadersOf(response);
        Assert.Equal("*", headers["Access-Control-Allow-Origin"]);
        Assert.Contains(method, headers["Access-Control-Allow-Methods"], StringComparison.Ordinal);
        Assert.Contains("If-None-Match", headers["Access-Control-Allow-Headers"], StringComparison.OrdinalIgnoreCase);
        Assert.Equal("86400", headers["Access-Control-Max-Age"]);
        Assert.False(headers.ContainsKey("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task A_question_with_a_JSON_body_can_be_asked_from_any_site()
    {
        var path = $"/v1/projects/{api.Project.Id}/eligibility";
        using var preflight = await api.SendAsync(
            HttpMethod.Options,
            path,
            ("Origin", Site),
            ("Access-Control-Request-Method", "POST"),
            ("Access-Control-Request-Headers", "content-type"));

        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        var headers = PublicOperations.HeadersOf(preflight);
        Assert.Equal("*", headers["Access-Control-Allow-Origin"]);
        Assert.Contains("POST", headers["Access-Control-Allow-Methods"], StringComparison.Ordinal);
        Assert.Contains("Content-Type", headers["Access-Control-Allow-Headers"], StringComparison.OrdinalIgnoreCase);
        Assert.False(headers.ContainsKey("Access-Control-Allow-Credentials"));

        foreach (var (body, type, status) in new[]
        {
            ("{}", "application/json", HttpStatusCode.OK),
            ("{", "application/json", HttpStatusCode.BadRequest),
            ("""{"age":19}""", "application/json", HttpStatusCode.BadRequest),
            ("{}".PadRight(5000), "application/json", HttpStatusCode.RequestEntityTooLarge),
            ("{}", "text/plain", HttpStatusCode.UnsupportedMediaType),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new StringContent(body, Encoding.UTF8, type),
                Headers = { { "Origin", Site } },
            };
            using var response = await api.Client.SendAsync(request);

            Assert.Equal(status, response.StatusCode);
            AssertReadable(response);
        }
    }

    [Theory]
    [InlineData("PUT", "if-none-match")]
    [InlineData("DELETE", "if-none-match")]
    [InlineData("GET", "authorization")]
    [InlineData("POST", "authorization")]
    [InlineData("PATCH", "content-type")]
    public async Task Writing_and_keys_are_not_for_browsers(string method, string header)
    {
        using var response = await api.SendAsync(
            HttpMethod.Options, "/v1/projects", ("Origin", Site), ("Access-Control-Request-Method", method), ("Access-Control-Request-Headers", header));

        var headers = PublicOperations.HeadersOf(response);
        var allowed = headers.GetValueOrDefault("Access-Control-Allow-Methods", "").Contains(method, StringComparison.Ordinal)
            && headers.GetValueOrDefault("Access-Control-Allow-Headers", "").Contains(header, StringComparison.OrdinalIgnoreCase);
        Assert.False(allowed);
    }

    private static void AssertReadable(HttpResponseMessage response)
    {
        var headers = PublicOperations.HeadersOf(response);
        Assert.Equal("*", headers["Access-Control-Allow-Origin"]);
        Assert.Equal(
            ["ETag", "Link", "RateLimit", "RateLimit-Policy", "Retry-After"],
            headers["Access-Control-Expose-Headers"].Split(',', StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal));
    }
}
