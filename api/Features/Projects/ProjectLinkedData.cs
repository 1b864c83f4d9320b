using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Serialization;
using Portal.Api.Domain;
using Portal.Api.Platform;
using Portal.Api.Platform.LinkedData;

namespace Portal.Api.Features.Projects;

/// <summary>
/// A project in the words of schema.org, as JSON-LD. It is an Event, because it has a place and dates, and an
/// EducationalOccupationalProgram, because one applies for it until a deadline. E-mail addresses and phone numbers in texts
/// are masked.
/// </summary>
public sealed record ProjectLinkedData
{
    /// <summary>The vocabulary.</summary>
    /// <example>https://schema.org</example>
    [JsonPropertyName("@context")]
    public string Context => "https://schema.org";

    /// <summary>What it is: both of these.</summary>
    /// <example>["Event", "EducationalOccupationalProgram"]</example>
    [JsonPropertyName("@type")]
    public IReadOnlyList<string> Type => ["Event", "EducationalOccupationalProgram"];

    /// <summary>The address of the project's page, which stands for the project.</summary>
    /// <example>https://volunteering.example/projects/01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11</example>
    [JsonPropertyName("@id")]
    public required Uri Id { get; init; }

    /// <summary>The address of the project's page.</summary>
    /// <example>https://volunteering.example/projects/01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11</example>
    public required Uri Url { get; init; }

    /// <summary>The portal's own key.</summary>
    /// <example>01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11</example>
    public required Guid Identifier { get; init; }

    /// <summary>What the project is called.</summary>
    /// <example>After-school club by the river</example>
    public required string Name { get; init; }

    /// <summary>The beginning of the description, without Markdown; left out where there is none.</summary>
    /// <example>You help to run an after-school club.</example>
    [MaxLength(PlainText.MaxLength), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Description { get; init; }

    /// <summary>The language of the texts, as a BCP 47 tag; left out where it is not stated.</summary>
    /// <example>cs</example>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? InLanguage { get; init; }

    /// <summary>The first day.</summary>
    /// <example>2027-04-01</example>
    public required DateOnly StartDate { get; init; }

    /// <summary>The last day.</summary>
    /// <example>2027-10-31</example>
    public required DateOnly EndDate { get; init; }

    /// <summary>The last day for applying; left out where it is open until filled.</summary>
    /// <example>2027-02-15</example>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? ApplicationDeadline { get; init; }

    /// <summary>How long a volunteer stays, as an ISO 8601 duration in weeks.</summary>
    /// <example>P30W</example>
    public required string TimeToComplete { get; init; }

    /// <summary>That it takes place as said.</summary>
    /// <example>https://schema.org/EventScheduled</example>
    public Uri EventStatus => new("https://schema.org/EventScheduled");

    /// <summary>That one has to be there.</summary>
    /// <example>https://schema.org/OfflineEventAttendanceMode</example>
    public Uri EventAttendanceMode => new("https://schema.org/OfflineEventAttendanceMode");

    /// <summary>The ages that may take part.</summary>
    /// <example>18-30</example>
    public required string TypicalAgeRange { get; init; }

    /// <summary>The topics, in English.</summary>
    /// <example>["Education and training"]</example>
    public required IReadOnlyList<string> Keywords { get; init; }

    /// <summary>Where it takes place.</summary>
    public required LinkedPlace Location { get; init; }

    /// <summary>The organisation that publishes it.</summary>
    public required LinkedOrganiser Organizer { get; init; }

    /// <summary>The same organisation, as the one behind the programme.</summary>
    public required LinkedOrganiser Provider { get; init; }

    /// <summary>The place that is offered; left out where one cannot apply any more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LinkedOffer? Offers { get; init; }

    internal static ProjectLinkedData Of(ProjectDetail project, PublicSite site)
    {
        var page = site.ProjectPage(project.Id);
        var organiser = new LinkedOrganiser { Id = site.OrganisationPage(project.Organisation.Id), Name = project.Organisation.Name };
        return new ProjectLinkedData
        {
            Id = page,
            Url = page,
            Identifier = project.Id,
            Name = ContactDetails.Masked(project.Title),
            Description = PlainText.Of(project.Description),
            InLanguage = project.Language,
            StartDate = project.StartsOn,
            EndDate = project.EndsOn,
            ApplicationDeadline = project.Deadline,
            TimeToComplete = string.Create(CultureInfo.InvariantCulture, $"P{project.Weeks}W"),
            TypicalAgeRange = string.Create(CultureInfo.InvariantCulture, $"{Eligibility.MinimumAge}-{MaximumAgeOf(project)}"),
            Keywords = [.. project.Topics.Select(Topic.List.LabelOf)],
            Location = LinkedPlace.Of(project.Town, project.Country, project.Location),
            Organizer = organiser,
            Provider = organiser,
            Offers = LinkedOffer.Of(project, page),
        };
    }

    private static int MaximumAgeOf(ProjectDetail project) =>
        project.Strand == Strand.HumanitarianAid ? Eligibility.MaximumAgeForHumanitarianAid : Eligibility.MaximumAge;
}

/// <summary>An organisation behind a project, as schema.org has it.</summary>
public sealed record LinkedOrganiser
{
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
    public Uri Url => Id;

    /// <summary>The organisation's name.</summary>
    /// <example>Středisko volného času</example>
    public required string Name { get; init; }
}

/// <summary>The offer of a place, as schema.org has it.</summary>
public sealed record LinkedOffer
{
    /// <summary>Always Offer.</summary>
    /// <example>Offer</example>
    [JsonPropertyName("@type")]
    public string Type => "Offer";

    /// <summary>Where to apply: the publisher's own address, else the project's page.</summary>
    /// <example>https://example.org/apply</example>
    public required string Url { get; init; }

    /// <summary>InStock where one can apply, SoldOut where every place is taken.</summary>
    /// <example>https://schema.org/InStock</example>
    public required Uri Availability { get; init; }

    /// <summary>The last day of the offer; left out where there is no deadline.</summary>
    /// <example>2027-02-15</example>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? ValidThrough { get; init; }

    internal static LinkedOffer? Of(ProjectDetail project, Uri page) =>
        project.Availability is not (Domain.Availability.Open or Domain.Availability.Full) ? null : new LinkedOffer
        {
            Url = project.ApplyUrl ?? page.AbsoluteUri,
            Availability = new Uri(project.Availability == Domain.Availability.Open ? "https://schema.org/InStock" : "https://schema.org/SoldOut"),
            ValidThrough = project.Deadline,
        };
}
