using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.Extensions.DependencyInjection;
using Portal.Api.Domain;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Platform;

/// <summary>Every public read, for the conventions that hold for all of them, over one published and one withdrawn project.</summary>
public sealed class PublicOperations(TestServer server) : PortalApi(server), IAsyncLifetime
{
    private static readonly Dictionary<string, string> PathOf = new()
    {
        ["SearchProjects"] = "/v1/projects",
        ["GetProjectFacets"] = "/v1/projects/facets",
        ["SuggestProjects"] = "/v1/projects/suggestions?text=club",
        ["GetProject"] = "/v1/projects/{project}",
        ["ExportProjects"] = "/v1/projects/export",
        ["GetProjectFeed"] = "/v1/projects/feed",
        ["GetProjectCalendar"] = "/v1/projects/deadlines.ics",
        ["GetProjectEvent"] = "/v1/projects/{project}/event.ics",
        ["GetProjectHistory"] = "/v1/projects/{project}/history",
        ["GetOEmbed"] = "/v1/oembed?url=http://127.0.0.1:5173/projects/{project}",
        ["SearchOrganisations"] = "/v1/organisations",
        ["GetOrganisationFacets"] = "/v1/organisations/facets",
        ["GetOrganisation"] = "/v1/organisations/{organisation}",
        ["GetReferenceData"] = "/v1/reference",
        ["GetProjectChanges"] = "/v1/changes/projects",
        ["GetOrganisationChanges"] = "/v1/changes/organisations",
        ["GetSitemap"] = "/v1/sitemap",
        ["GetSitemapPages"] = "/v1/sitemap/pages",
    };

    public static TheoryData<string> Names => [.. PathOf.Keys];

    /// <summary>Questions that are asked with a body. They are no reads for caches, and their own tests hold their conventions.</summary>
    public static IReadOnlyList<string> AskedWithABody => ["CheckEligibility"];

    public Project Project { get; private set; } = null!;

    public Project Withdrawn { get; private set; } = null!;

    /// <summary>The names of all actions that are not for partners, so that a new one cannot be forgotten here.</summary>
    public IEnumerable<string> Actions => Services.GetRequiredService<IApiDescriptionGroupCollectionProvider>().ApiDescriptionGroups.Items
        .SelectMany(group => group.Items)
        .Where(api => !api.RelativePath!.StartsWith("v1/partner", StringComparison.Ordinal))
        .Select(api => ((ControllerActionDescriptor)api.ActionDescriptor).ActionName);

    public string Path(string operation) => PathOf[operation]
        .Replace("{project}", Project.Id.ToString(), StringComparison.Ordinal)
        .Replace("{organisation}", Project.OrganisationId.ToString(), StringComparison.Ordinal);

    /// <summary>The address of an operation with more to ask.</summary>
    public string Path(string operation, string query) => $"{Path(operation)}{(Path(operation).Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}";

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Client.SendAsync(request);
    }

    /// <summary>All headers of an answer, the content's too, as they are on the wire.</summary>
    public static Dictionary<string, string> HeadersOf(HttpResponseMessage response) =>
        response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value));

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        var organisation = await AddOrganisationAsync();
        Project = await AddProjectAsync(organisation: organisation);
        Withdrawn = await AddProjectAsync(organisation: organisation);
        await ChangeAsync<Project>(Withdrawn.Id, found => found.Withdraw(Clock.GetUtcNow()));
    }
}
