using System.Net;
using System.Text.Json;
using Portal.Api.Platform.Errors;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Platform;

public sealed class ProblemsTests(PublicOperations api) : IClassFixture<PublicOperations>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/v1")]
    [InlineData("/v1/nothing")]
    [InlineData("/v2/projects")]
    [InlineData("/v1/projects/01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11/nothing")]
    [InlineData("/appsettings.json")]
    public async Task An_address_with_nothing_behind_it_is_not_found(string path) =>
        Assert.Equal("notFound", Code(await api.GetProblemAsync(path, HttpStatusCode.NotFound)));

    [Theory]
    [MemberData(nameof(PublicOperations.Names), MemberType = typeof(PublicOperations))]
    public async Task Other_methods_are_not_answered_and_the_answered_ones_are_told(string operation)
    {
        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch })
        {
            using var response = await api.SendAsync(method, api.Path(operation));

            Assert.Equal("methodNotAllowed", Code(await PortalApi.ProblemOf(response, HttpStatusCode.MethodNotAllowed)));
            Assert.Contains("GET", response.Content.Headers.Allow);
        }
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/*")]
    [InlineData("*/*")]
    [InlineData("text/html, application/json;q=0.5")]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")]
    [InlineData("application/problem+json, application/json")]
    // JSON is the only form there is, so a wish for another one is disregarded (RFC 9110, 12.5.1).
    [InlineData("application/xml")]
    [InlineData("text/html")]
    public async Task Every_answer_is_JSON(string accept)
    {
        using var response = await api.SendAsync(HttpMethod.Get, "/v1/projects", ("Accept", accept));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("utf-8", response.Content.Headers.ContentType?.CharSet);
    }

    [Fact]
    public async Task What_was_withdrawn_is_gone() =>
        Assert.Equal("projectWithdrawn", Code(await api.GetProblemAsync($"/v1/projects/{api.Withdrawn.Id}", HttpStatusCode.Gone)));

    [Fact]
    public async Task No_problem_is_kept_by_a_cache()
    {
        foreach (var path in new[] { "/v1/projects?colour=red", "/v1/nothing", $"/v1/projects/{api.Withdrawn.Id}", $"/v1/projects/{Guid.NewGuid()}" })
        {
            using var response = await api.Client.GetAsync(path);

            Assert.True(response.Headers.CacheControl?.NoStore);
            Assert.Null(response.Headers.ETag);
        }
    }

    [Fact]
    public async Task Every_answer_says_that_it_is_what_its_type_says_and_nobodys_frame()
    {
        foreach (var path in new[] { "/v1/projects", "/v1/projects?colour=red", "/v1/nothing", "/openapi.yaml", "/docs/index.html", "/health/live" })
        {
            using var response = await api.Client.GetAsync(path);

            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("DENY", Assert.Single(response.Headers.GetValues("X-Frame-Options")));
            Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        }
    }

    [Fact]
    public void Codes_are_stable() =>
        Assert.Equal(
            [
                "validationFailed 400", "malformedRequest 400", "endsBeforeStart 400", "keyMissing 401", "keyUnknown 401", "keyExpired 401",
                "keyRevoked 401", "scopeMissing 403", "notFound 404", "projectNotFound 404", "organisationNotFound 404", "externalIdNotFound 404",
                "webhookNotFound 404", "methodNotAllowed 405", "organisationHasProjects 409", "organisationIsWithdrawn 409", "recordWithdrawn 409", "recordErased 409",
                "tooManyWebhooks 409", "projectWithdrawn 410", "organisationWithdrawn 410", "preconditionFailed 412", "requestTooLarge 413", "unsupportedMediaType 415",
                "tooManyRequests 429", "internalError 500", "formatNotImplemented 501",
                "databaseUnavailable 503", "overloaded 503",
            ],
            ApiError.All.Select(error => $"{error.Code} {error.Status}"));

    private static string? Code(JsonElement problem) => problem.GetProperty("code").GetString();
}
