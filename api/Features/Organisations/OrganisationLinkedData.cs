using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Portal.Api.Domain;
using Portal.Api.Platform;
using Portal.Api.Platform.LinkedData;

namespace Portal.Api.Features.Organisations;

/// <summary>
/// An organisation in the words of schema.org, as JSON-LD. Its e-mail address and phone number are left out, and those in
/// its text are masked.
/// </summary>
public sealed record OrganisationLinkedData
{
    /// <summary>The vocabulary.</summary>
    /// <example>https://schema.org</example>
    [JsonPropertyName("@context")]
    public string Context => "https://schema.org";

    /// <summary>Always NGO.</summary>
    /// <example>NGO</example>
    [JsonPropertyName("@type")]
    public string Type => "NGO";

    /// <summary>The address of the organisation's page, which stands for the organisation.</summary>
    /// <example>https://volunteering.example/organisations/01980f3a-6c1b-7f60-9d55-3b0f2a7e4c10</example>
    [JsonPropertyName("@id")]
    public required Uri Id { get; init; }

    /// <summary>The address of the organisation's page.</summary>
    /// <example>https://volunteering.example/organisations/01980f3a-6c1b-7f60-9d55-3b0f2a7e4c10</example>
    public required Uri Url { get; init; }

    /// <summary>The name.</summary>
    /// <example>Středisko volného času</example>
    public required string Name { get; init; }

    /// <summary>The beginning of the description, without Markdown; left out where there is none.</summary>
    /// <example>We run two youth clubs by the river.</example>
    [MaxLength(PlainText.MaxLength), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Description { get; init; }

    /// <summary>Where it is.</summary>
    public required LinkedPlace Location { get; init; }

    /// <summary>Its address.</summary>
    public required LinkedAddress Address { get; init; }

    /// <summary>What it works on, in English.</summary>
    /// <example>["Education and training"]</example>
    public required IReadOnlyList<string> Keywords { get; init; }

    /// <summary>Its website; none where it has none.</summary>
    /// <example>["https://example.org"]</example>
    public required IReadOnlyList<string> SameAs { get; init; }

    /// <summary>Its Participant Identification Code; left out where it is not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LinkedIdentifier? Identifier { get; init; }

    internal static OrganisationLinkedData Of(OrganisationProfile organisation, PublicSite site)
    {
        var (page, place) = (site.OrganisationPage(organisation.Id), LinkedPlace.Of(organisation.Town, organisation.Country, organisation.Location));
        return new OrganisationLinkedData
        {
            Id = page,
            Url = page,
            Name = organisation.Name,
            Description = PlainText.Of(organisation.Description),
            Location = place,
            Address = place.Address,
            Keywords = [.. organisation.Topics.Select(Topic.List.LabelOf)],
            SameAs = organisation.Website is { } website ? [website] : [],
            Identifier = organisation.Pic is { } pic ? new LinkedIdentifier { Value = pic } : null,
        };
    }
}

/// <summary>A number by which others know it, as schema.org has it.</summary>
public sealed record LinkedIdentifier
{
    /// <summary>Always PropertyValue.</summary>
    /// <example>PropertyValue</example>
    [JsonPropertyName("@type")]
    public string Type => "PropertyValue";

    /// <summary>What kind of number it is: the Participant Identification Code of the European Union.</summary>
    /// <example>PIC</example>
    public string PropertyID => "PIC";

    /// <summary>The number.</summary>
    /// <example>947123456</example>
    public required string Value { get; init; }
}
