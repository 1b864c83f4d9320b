using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using FluentValidation;
using Portal.Api.Domain;
using Portal.Api.Platform.OpenApi;
using Portal.Api.Platform.Search;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Features.Organisations;

/// <summary>
/// The filters that every operation over many organisations takes. Values of one parameter are alternatives and
/// different parameters all apply; only <see cref="Support"/> asks for every value given.
/// </summary>
public abstract record OrganisationFilter
{
    /// <summary>Words to find in name, town, country, topic labels and description. Every word must match; "quoted
    /// words" match as a phrase and -word must not match. Accents, case, apostrophes and hyphens do not matter. A word that is
    /// found nowhere is replaced by its nearest spelling, and correctedText says so.</summary>
    /// <example>youth centre</example>
    [MaxLength(TextQuery.MaxLength)]
    public string? Text { get; init; }

    /// <summary>Where the organisation is: ISO 3166-1 alpha-2 codes, and XK. The European Union's own EL and UK are
    /// read as GR and GB. At most 50 values.</summary>
    /// <example>["MD"]</example>
    [CountryCodes, MaxLength(Rules.MaxValues)]
    public string[] Country { get; init; } = [];

    /// <summary>What the organisation works on. At most 50 values.</summary>
    /// <example>["migr"]</example>
    [Codes(typeof(Topic)), MaxLength(Rules.MaxValues)]
    public string[] Topic { get; init; } = [];

    /// <summary>What it offers to participants with fewer opportunities; all values given are asked for.</summary>
    /// <example>["mentoring"]</example>
    [Codes(typeof(InclusionSupport)), MaxLength(Rules.MaxValues)]
    public string[] Support { get; init; } = [];

    /// <summary>True: only organisations with a project that is open for applications as of asOf; false: only those without.</summary>
    /// <example>true</example>
    public bool? HasOpenProjects { get; init; }

    /// <summary>The day as of which projects count as open; today in Brussels when left out.</summary>
    /// <example>2027-01-10</example>
    [CalendarDate]
    public DateOnly? AsOf { get; init; }

    /// <summary>The language of labels: one of the portal's 29. Country names come in all of them, other labels in
    /// English.</summary>
    /// <example>ro</example>
    [Codes(typeof(Language)), DefaultValue(Domain.Language.Default)]
    public string Language { get; init; } = Domain.Language.Default;

    public sealed class FilterRules : AbstractValidator<OrganisationFilter>
    {
        public FilterRules()
        {
            RuleFor(filter => filter.Text).IsSearchText(TextQuery.MaxLength);
            RuleFor(filter => filter.Country).AreCountries();
            RuleFor(filter => filter.Topic).AreCodesOf(Domain.Topic.List);
            RuleFor(filter => filter.Support).AreCodesOf(InclusionSupport.List);
            RuleFor(filter => filter.AsOf).IsInCalendar();
            RuleFor(filter => filter.Language).IsCodeOf(Domain.Language.List);
        }
    }
}
