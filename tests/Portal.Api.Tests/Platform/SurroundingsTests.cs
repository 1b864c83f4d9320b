using System.Net;

namespace Portal.Api.Tests.Platform;

/// <summary>What stands around the operations: health, contract, documentation, metrics.</summary>
public sealed class SurroundingsTests(PublicOperations api) : IClassFixture<PublicOperations>
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task The_process_says_that_it_is_healthy(string path)
    {
        using var response = await api.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Healthy", await response.Content.ReadAsStringAsync());
        Assert.True(response.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task The_contract_is_served()
    {
        using var response = await api.Client.GetAsync("/openapi.yaml");

        Assert.Equal("application/yaml", response.Content.Headers.ContentType?.MediaType);
        var contract = await response.Content.ReadAsStringAsync();
        Assert.StartsWith("openapi: '3.1", contract, StringComparison.Ordinal);
        Assert.All(
            PublicOperations.Names,
            name => Assert.Contains($"operationId: {char.ToLowerInvariant(name.Data[0])}{name.Data[1..]}\n", contract, StringComparison.Ordinal));
        Assert.False(response.Headers.ETag!.IsWeak);
    }

    [Fact]
    public async Task The_documentation_can_be_browsed_and_loads_nothing_from_elsewhere()
    {
        using var page = await api.Client.GetAsync("/docs/index.html");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var html = await page.Content.ReadAsStringAsync();
        Assert.DoesNotContain("src=\"http", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"http", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.MovedPermanently, (await api.Client.GetAsync("/docs")).StatusCode);
    }

    [Fact]
    public async Task Metrics_are_told_in_the_form_of_Prometheus()
    {
        await api.Client.GetAsync("/v1/projects");

        var metrics = await api.Client.GetStringAsync("/metrics");

        Assert.Contains("http_server_request_duration_seconds", metrics, StringComparison.Ordinal);
    }
}
