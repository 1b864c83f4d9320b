using System.ComponentModel.DataAnnotations;
using AutoMapper;
using Portal.Api.Domain;
using Portal.Api.Platform.OpenApi;

namespace Portal.Api.Features.Organisations;

/// <summary>An organisation as the directory shows it.</summary>
public record OrganisationSummary
{
    /// <summary>The portal's own key, a UUID of version 7.</summary>
    /// <example>01980f3a-6c1b-7f60-9d55-3b0f2a7e4c10</example>
    public required Guid Id { get; init; }

    /// <summary>The Participant Identification Code, the European Union's own key for an organisation; null where it is not known.</summary>
    /// <example>947123456</example>
    [RegularExpression(OrganisationFacts.PicPattern)]
    public required string? Pic { get; init; }

    /// <summary>What the organisation is called.</summary>
    /// <example>Středisko volného času</example>
    [MinLength(1), MaxLength(OrganisationFacts.MaxNameLength)]
    public required string Name { get; init; }

    /// <summary>Where it is, as it writes it itself.</summary>
    /// <example>Holešov</example>
    [MaxLength(ProjectFacts.MaxTownLength)]
    public required string? Town { get; init; }

    /// <summary>The country where it is.</summary>
    /// <example>CZ</example>
    [CountryCodes]
    public required string Country { get; init; }

    /// <summary>The place on the map, where it is known.</summary>
    public required Location? Location { get; init; }

    /// <summary>What the organisation works on.</summary>
    /// <example>["edu", "cult"]</example>
    [Codes(typeof(Topic))]
    public required IReadOnlyList<string> Topics { get; init; }

    /// <summary>What it offers to participants with fewer opportunities.</summary>
    /// <example>["mentoring"]</example>
    [Codes(typeof(InclusionSupport))]
    public required IReadOnlyList<string> Supports { get; init; }

    /// <summary>How many of its projects are open for applications, as of the day asked for.</summary>
    /// <example>3</example>
    [Range(0, int.MaxValue)]
    public required int OpenProjects { get; init; }
}

/// <summary>How organisations become wire records, in the database's own query.</summary>
public sealed class OrganisationProjections : Profile
{
    public OrganisationProjections()
    {
        // Given with each query: ProjectTo replaces it by the parameter of this name.
        DateOnly date = default;

        CreateProjection<Organisation, OrganisationSummary>()
            .ForMember(summary => summary.Location, member => member.MapFrom(organisation =>
                Location.From(organisation.Latitude, organisation.Longitude)))
            .ForMember(summary => summary.Supports, member => member.MapFrom(organisation => organisation.InclusionSupports))
            .ForMember(summary => summary.OpenProjects, member => member.MapFrom(organisation => organisation.Projects.Count(
                project => project.WithdrawnAt == null && project.Places == Places.Open && project.OpenUntil >= date)));
    }
}
