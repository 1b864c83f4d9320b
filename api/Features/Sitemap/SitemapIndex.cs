using System.ComponentModel.DataAnnotations;
using Portal.Api.Domain;
using Portal.Api.Platform.OpenApi;

namespace Portal.Api.Features.Sitemap;

/// <summary>The parts of the site.</summary>
public sealed record SitemapIndex
{
    /// <summary>The parts, projects first, in the order of their keys.</summary>
    public required IReadOnlyList<SitemapPart> Items { get; init; }
}

/// <summary>A part of the site: up to 5,000 pages of one kind.</summary>
public sealed record SitemapPart
{
    /// <summary>What the pages are about.</summary>
    /// <example>project</example>
    [ExtensibleEnum(SitemapKind.Project, SitemapKind.Organisation)]
    public required string Kind { get; init; }

    /// <summary>The keys of the part are greater than this one; the first part's is all zeros.</summary>
    /// <example>00000000-0000-0000-0000-000000000000</example>
    public required Guid After { get; init; }

    /// <summary>How many pages it has.</summary>
    /// <example>5000</example>
    [Range(1, SitemapLimits.MaxPages)]
    public required int Pages { get; init; }

    /// <summary>When one of them was last changed.</summary>
    /// <example>2027-01-04T09:30:00Z</example>
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>The pages in a part of the site.</summary>
public sealed record SitemapPages
{
    /// <summary>The pages in the order of their keys.</summary>
    [MaxLength(SitemapLimits.MaxPages)]
    public required IReadOnlyList<SitemapPage> Items { get; init; }
}

/// <summary>A page about a project or an organisation.</summary>
public sealed record SitemapPage
{
    /// <summary>The key of the project or the organisation.</summary>
    /// <example>01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11</example>
    public required Guid Id { get; init; }

    /// <summary>When it was last changed.</summary>
    /// <example>2027-01-04T09:30:00Z</example>
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>What pages are about.</summary>
public static class SitemapKind
{
    public const string Project = "project";
    public const string Organisation = "organisation";

    public static readonly CodeList List = new("kind", new(Project, "Project"), new(Organisation, "Organisation"));
}

/// <summary>How much a part holds.</summary>
public static class SitemapLimits
{
    /// <summary>With an address in each of 29 languages beside each page, a file of so many stays far below the 50 MB that
    /// sitemaps.org allows.</summary>
    public const int MaxPages = 5_000;

    public const int FreshForSeconds = 3_600;
}
