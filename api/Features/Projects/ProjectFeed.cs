using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Portal.Api.Data;
using Portal.Api.Domain;
using Portal.Api.Platform;

namespace Portal.Api.Features.Projects;

/// <summary>One page of a feed, whatever form it is written in.</summary>
internal sealed record ProjectFeed
{
    /// <summary>Names the search: the same for every page, form and language of it.</summary>
    public required string Question { get; init; }

    public required string Title { get; init; }

    /// <summary>The language of labels.</summary>
    public required string Language { get; init; }

    /// <summary>Without contact details.</summary>
    public required IReadOnlyList<ProjectDetail> Projects { get; init; }

    public required Uri Self { get; init; }

    public required Uri First { get; init; }

    public required Uri? Next { get; init; }

    /// <summary>The page of the web application that shows the same.</summary>
    public required Uri Page { get; init; }

    /// <summary>The sentences that are the feed's own are English, whatever the language of its labels.</summary>
    public const string OwnLanguage = Domain.Language.Default;

    /// <summary>Stays the same wherever the feed is served from.</summary>
    public string Id
    {
        get
        {
            // A UUID of version 8, which is made of what one likes (RFC 9562, section 5.8).
            var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"project feed {Question}")).AsSpan(0, 16);
            bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
            bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
            return UrnOf(new Guid(bytes, bigEndian: true));
        }
    }

    /// <summary>
    /// The last change of what is on the page, so that nothing in a feed changes before its content does. An empty one has
    /// never changed.
    /// </summary>
    public DateTimeOffset Updated => Projects.Count == 0 ? DateTimeOffset.UnixEpoch : Projects.Max(project => project.UpdatedAt);

    public static string UrnOf(Guid id) => $"urn:uuid:{id}";

    /// <summary>Where, when and until when to apply, in one line that hardly needs a language.</summary>
    public string Summary(ProjectDetail project) => string.Join(" · ", new[]
    {
        Place(project),
        string.Create(CultureInfo.InvariantCulture, $"{project.StartsOn:yyyy-MM-dd} – {project.EndsOn:yyyy-MM-dd}"),
        project.Deadline is { } deadline ? string.Create(CultureInfo.InvariantCulture, $"apply by {deadline:yyyy-MM-dd}") : "open until filled",
    });

    /// <summary>The town, where it is known, and the country.</summary>
    public string Place(ProjectDetail project) => PlaceIn(project, Language);

    public static string PlaceIn(ProjectDetail project, string language)
    {
        var country = CountryNames.In(language).GetValueOrDefault(project.Country, project.Country);
        return project.Town is { } town ? $"{ContactDetails.Masked(town)}, {country}" : country;
    }

    /// <summary>The texts as HTML that may be shown anywhere.</summary>
    public string Html(ProjectDetail project)
    {
        var html = new StringBuilder();
        Add(null, project.Description);
        Add("Who is looked for", project.ParticipantProfile);
        Add("Housing, food and travel", project.Accommodation);
        Add("Training", project.Training);
        return html.Length > 0 ? html.ToString() : $"<p lang=\"{OwnLanguage}\">{WebUtility.HtmlEncode(Summary(project))}</p>";

        void Add(string? heading, string? markdown)
        {
            if (string.IsNullOrWhiteSpace(markdown))
            {
                return;
            }

            if (heading is not null)
            {
                html.Append(CultureInfo.InvariantCulture, $"<h3 lang=\"{OwnLanguage}\">{WebUtility.HtmlEncode(heading)}</h3>\n");
            }

            html.Append(MarkdownHtml.Masked(markdown));
        }
    }
}
