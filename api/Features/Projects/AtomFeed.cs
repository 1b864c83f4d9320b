using System.ServiceModel.Syndication;
using System.Text;
using System.Xml;
using Portal.Api.Domain;
using Portal.Api.Platform;

namespace Portal.Api.Features.Projects;

/// <summary>Writes a feed as Atom (RFC 4287) with its pages (RFC 5005) and licence (RFC 4946).</summary>
internal static class AtomFeed
{
    public const string MediaType = "application/atom+xml";

    private static readonly XmlQualifiedName Language = new("lang", "http://www.w3.org/XML/1998/namespace");

    public static Document Write(ProjectFeed feed, PublicSite site)
    {
        var atom = new SyndicationFeed
        {
            Id = feed.Id,
            Title = Text(feed.Title),
            LastUpdatedTime = feed.Updated,
            Language = ProjectFeed.OwnLanguage,
            Copyright = Text($"{site.LicenceName}, {site.Licence.AbsoluteUri}"),
            Generator = PublicSite.Name,
            Authors = { new SyndicationPerson { Name = PublicSite.Name, Uri = site.Address.AbsoluteUri } },
            Links =
            {
                Link(feed.Self, "self", MediaType),
                Link(feed.Page, "alternate", "text/html"),
                Link(site.Licence, "license"),
                Link(feed.First, "first", MediaType),
            },
            Items = [.. feed.Projects.Select(project => Entry(project, feed, site))],
        };
        if (feed.Next is not null)
        {
            atom.Links.Add(Link(feed.Next, "next", MediaType));
        }

        using var written = new MemoryStream();
        using (var writer = XmlWriter.Create(written, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) }))
        {
            new Atom10FeedFormatter(atom).WriteTo(writer);
        }

        return new Document($"{MediaType}; charset=utf-8", written.ToArray());
    }

    private static SyndicationItem Entry(ProjectDetail project, ProjectFeed feed, PublicSite site)
    {
        var entry = new SyndicationItem
        {
            Id = ProjectFeed.UrnOf(project.Id),
            Title = Text(project.Title),
            Summary = Text(feed.Summary(project)),
            Content = SyndicationContent.CreateHtmlContent(WithoutControls(feed.Html(project))),
            PublishDate = project.CreatedAt,
            LastUpdatedTime = project.UpdatedAt,
            Authors = { new SyndicationPerson { Name = WithoutControls(ContactDetails.Masked(project.Organisation.Name)), Uri = site.OrganisationPage(project.Organisation.Id).AbsoluteUri } },
            Links = { Link(site.ProjectPage(project.Id), "alternate", "text/html") },
        };
        // Empty stands for a language that is not known; the feed's own would be handed down else.
        entry.AttributeExtensions[Language] = project.Language ?? "";
        entry.Summary.AttributeExtensions[Language] = ProjectFeed.OwnLanguage;
        foreach (var topic in project.Topics)
        {
            entry.Categories.Add(new SyndicationCategory(topic, null, Topic.List.Contains(topic) ? Topic.List.LabelOf(topic) : topic));
        }

        if (Uri.TryCreate(project.ApplyUrl, UriKind.Absolute, out var apply))
        {
            entry.Links.Add(Link(apply, "related"));
        }

        return entry;
    }

    private static SyndicationLink Link(Uri address, string relation, string? mediaType = null) => new(address) { RelationshipType = relation, MediaType = mediaType };

    private static TextSyndicationContent Text(string text) => new(WithoutControls(text));

    /// <summary>XML has no way to write most control characters.</summary>
    private static string WithoutControls(string text) =>
        text.All(letter => XmlConvert.IsXmlChar(letter) || char.IsSurrogate(letter)) ? text
            : string.Concat(text.Where(letter => XmlConvert.IsXmlChar(letter) || char.IsSurrogate(letter)));
}
