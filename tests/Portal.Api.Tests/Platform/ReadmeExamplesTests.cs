using System.Text.RegularExpressions;
using Portal.Api.Tests.Contract;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Platform;

/// <summary>What README.md tells people to type is answered, and with what it promises.</summary>
public sealed partial class ReadmeExamplesTests(PortalApi api) : IClassFixture<PortalApi>
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Path.GetDirectoryName(PublishedContract.Path)!, "README.md"));

    public static TheoryData<string> Addresses()
    {
        var section = Readme[Readme.IndexOf("## Use the data on your site", StringComparison.Ordinal)..];
        return [.. Address().Matches(section[..section.IndexOf("\n## ", 3, StringComparison.Ordinal)]).Select(match => match.Groups[1].Value)];
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Each_example_of_reuse_is_answered(string address)
    {
        var project = await api.AddProjectAsync(Some.Project with { Country = "RO", Topics = ["edu"], Title = "Refugees of the sea" });

        using var response = await api.Client.GetAsync(address.Replace("$ID", project.Id.ToString(), StringComparison.Ordinal));

        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{address}: {(int)response.StatusCode} {body}");
        Assert.Equal(Promised(address), response.Content.Headers.ContentType?.MediaType);
        // The rest after the only project is nothing.
        Assert.Equal(!address.Contains("cursor", StringComparison.Ordinal), body.Contains("Refugees", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_form_has_an_example() => Assert.Equal(
        ["application/atom+xml", "application/feed+json", "application/x-ndjson", "text/calendar", "text/csv"],
        Addresses().Select(address => Promised(address.Data)).Distinct().Order(StringComparer.Ordinal));

    private static string Promised(string address) => address switch
    {
        _ when address.Contains(".ics", StringComparison.Ordinal) => "text/calendar",
        _ when address.Contains("format=csv", StringComparison.Ordinal) => "text/csv",
        _ when address.Contains("/export", StringComparison.Ordinal) => "application/x-ndjson",
        _ when address.Contains("format=json", StringComparison.Ordinal) => "application/feed+json",
        _ => "application/atom+xml",
    };

    [GeneratedRegex("""^curl .*['"]http://127\.0\.0\.1:5080([^'"]+)['"]$""", RegexOptions.Multiline)]
    private static partial Regex Address();
}
