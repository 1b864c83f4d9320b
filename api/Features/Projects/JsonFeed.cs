using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Api.Domain;
using Portal.Api.Platform;

namespace Portal.Api.Features.Projects;

/// <summary>A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/) has it. Members that have no value are left out.</summary>
internal sealed record JsonFeed
{
    public const string MediaType = "application/feed+json";

    private const string UnknownLanguage = "und";

    private static readonly JsonSerializerOptions Options = Format();

    public string Version { get; } = "https://jsonfeed.org/version/1.1";

    public required string Title { get; init; }

    public required string HomePageUrl { get; init; }

    public required string FeedUrl { get; init; }

    public required string? NextUrl { get; init; }

    public required string Language { get; init; }

    public required IReadOnlyList<Author> Authors { get; init; }

    [JsonPropertyName("_license")]
    public required Licence Terms { get; init; }

    public required IReadOnlyList<Item> Items { get; init; }

    public static Document Write(ProjectFeed feed, PublicSite site)
    {
        var json = new JsonFeed
        {
            Title = feed.Title,
            HomePageUrl = feed.Page.AbsoluteUri,
            FeedUrl = feed.Self.AbsoluteUri,
            NextUrl = feed.Next?.AbsoluteUri,
            Language = ProjectFeed.OwnLanguage,
            Authors = [new(PublicSite.Name, site.Address.AbsoluteUri)],
            Terms = new("Under which licence the data may be reused.", site.LicenceName, site.Licence.AbsoluteUri),
            Items = [.. feed.Projects.Select(project => new Item
            {
                Id = ProjectFeed.UrnOf(project.Id),
                Url = site.ProjectPage(project.Id).AbsoluteUri,
                ExternalUrl = project.ApplyUrl,
                Title = project.Title,
                ContentHtml = feed.Html(project),
                Summary = feed.Summary(project),
                DatePublished = project.CreatedAt,
                DateModified = project.UpdatedAt,
                Authors = [new(ContactDetails.Masked(project.Organisation.Name), site.OrganisationPage(project.Organisation.Id).AbsoluteUri)],
                Tags = [.. project.Topics.Select(topic => Topic.List.Contains(topic) ? Topic.List.LabelOf(topic) : topic)],
                Language = project.Language ?? UnknownLanguage,
            })],
        };
        return new Document($"{MediaType}; charset=utf-8", JsonSerializer.SerializeToUtf8Bytes(json, Options));
    }

    private static JsonSerializerOptions Format()
    {
        var options = new JsonSerializerOptions { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
        WireFormat.Configure(options);
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        return options;
    }

    public sealed record Author(string Name, string Url);

    /// <summary>An extension of the feed; about says what it is.</summary>
    public sealed record Licence(string About, string Name, string Url);

    public sealed record Item
    {
        public required string Id { get; init; }

        public required string Url { get; init; }

        public required string? ExternalUrl { get; init; }

        public required string Title { get; init; }

        public required string ContentHtml { get; init; }

        public required string Summary { get; init; }

        public required DateTimeOffset DatePublished { get; init; }

        public required DateTimeOffset DateModified { get; init; }

        public required IReadOnlyList<Author> Authors { get; init; }

        public required IReadOnlyList<string> Tags { get; init; }

        public required string Language { get; init; }
    }
}
