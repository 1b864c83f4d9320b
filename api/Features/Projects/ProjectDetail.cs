using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using Portal.Api.Domain;
using Portal.Api.Platform;
using Portal.Api.Platform.LinkedData;
using Portal.Api.Platform.OpenApi;

namespace Portal.Api.Features.Projects;

/// <summary>Everything that is published about one project.</summary>
public sealed record ProjectDetail : ProjectSummary, ILinked
{
    public ProjectDetail()
    {
    }

    /// <summary>What a summary says, for the rest to be added to.</summary>
    [SetsRequiredMembers]
    internal ProjectDetail(ProjectSummary summary)
        : base(summary)
    {
        EligibleCountries = [];
        DataIssues = [];
    }

    /// <summary>What the project is and what volunteers do, in Markdown without HTML.</summary>
    /// <example>You help to run an **after-school club**.</example>
    [MaxLength(ProjectFacts.MaxTextLength)]
    public required string? Description { get; init; }

    /// <summary>Whom the organisation is looking for, in Markdown without HTML.</summary>
    /// <example>Patience, and some English.</example>
    [MaxLength(ProjectFacts.MaxTextLength)]
    public required string? ParticipantProfile { get; init; }

    /// <summary>Housing, food and local travel, in Markdown without HTML.</summary>
    /// <example>A room in a shared flat, ten minutes away on foot.</example>
    [MaxLength(ProjectFacts.MaxTextLength)]
    public required string? Accommodation { get; init; }

    /// <summary>What volunteers are taught before and during the stay, in Markdown without HTML.</summary>
    /// <example>A language course of two hours a week.</example>
    [MaxLength(ProjectFacts.MaxTextLength)]
    public required string? Training { get; init; }

    /// <summary>The strand of the European Solidarity Corps; null means not stated.</summary>
    /// <example>volunteering</example>
    [Codes(typeof(Strand))]
    public required string? Strand { get; init; }

    /// <summary>Where participants may live; empty means every programme country.</summary>
    /// <example>["IT", "ES", "MD"]</example>
    [CountryCodes]
    public required IReadOnlyList<string> EligibleCountries { get; init; }

    /// <summary>Whether the dates can be agreed; null means not stated.</summary>
    /// <example>flexible</example>
    [Codes(typeof(DateFlexibility))]
    public required string? DateFlexibility { get; init; }

    /// <summary>Whether a CV has to be sent; null means not stated.</summary>
    /// <example>true</example>
    public required bool? RequiresCv { get; init; }

    /// <summary>Whether a letter of motivation has to be sent; null means not stated.</summary>
    /// <example>true</example>
    public required bool? RequiresMotivation { get; init; }

    /// <summary>Where to apply; null means through the organisation's website or contact.</summary>
    /// <example>https://example.org/apply</example>
    [MaxLength(ProjectFacts.MaxUrlLength)]
    public required string? ApplyUrl { get; init; }

    /// <summary>What looks doubtful about the data. It never hides a project.</summary>
    /// <example>["weeksMissing"]</example>
    [Codes(typeof(DataIssue))]
    public required IReadOnlyList<string> DataIssues { get; init; }

    /// <summary>When the publisher last said that all of this is still accurate; null means never.</summary>
    /// <example>2027-01-04T09:30:00Z</example>
    public required DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>When it was first published here.</summary>
    /// <example>2026-11-24T08:00:00Z</example>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    /// <example>2027-01-04T09:30:00Z</example>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The number of its last change. Numbers ascend over all organisations and projects.</summary>
    /// <example>4711</example>
    [Range(1, long.MaxValue)]
    public required long ChangeNumber { get; init; }

    /// <summary>The same as it is handed on: without e-mail addresses and phone numbers in its texts.</summary>
    internal ProjectDetail WithoutContacts() => this with
    {
        Title = ContactDetails.Masked(Title),
        Description = Masked(Description),
        ParticipantProfile = Masked(ParticipantProfile),
        Accommodation = Masked(Accommodation),
        Training = Masked(Training),
    };

    private static string? Masked(string? text) => text is null ? null : ContactDetails.Masked(text);

    object ILinked.ToLinkedData(PublicSite site) => ProjectLinkedData.Of(this, site);
}
