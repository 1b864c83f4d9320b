using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using FluentValidation;
using Portal.Api.Domain;
using Portal.Api.Platform.OpenApi;
using Portal.Api.Platform.Search;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Features.Projects;

/// <summary>
/// The filters that every operation over many projects takes. Values of one parameter are alternatives and different
/// parameters all apply; only <see cref="Support"/> asks for every value given.
/// </summary>
public abstract record ProjectFilter
{
    /// <summary>Words to find in title, organisation, town, country, topic labels and texts, or the project's
    /// reference. Every word must match, in any form that the language of the text gives it; "quoted words" match as a
    /// phrase and -word must not match, both as they are written. Accents, case, apostrophes and hyphens do not matter.
    /// A word that is found nowhere is replaced by its nearest spelling, and correctedText says so.</summary>
    /// <example>refugees youth centre</example>
    [MaxLength(TextQuery.MaxLength)]
    public string? Text { get; init; }

    /// <summary>Where the project takes place: ISO 3166-1 alpha-2 codes, and XK. The European Union's own EL and UK
    /// are read as GR and GB. At most 50 values.</summary>
    /// <example>["MD", "RO"]</example>
    [CountryCodes, MaxLength(Rules.MaxValues)]
    public string[] Country { get; init; } = [];

    /// <summary>What the project is about. At most 50 values.</summary>
    /// <example>["migr"]</example>
    [Codes(typeof(Topic)), MaxLength(Rules.MaxValues)]
    public string[] Topic { get; init; } = [];

    /// <summary>Projects of these organisations. At most 50 values.</summary>
    /// <example>["01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11"]</example>
    [MaxLength(Rules.MaxValues)]
    public Guid[] OrganisationId { get; init; } = [];

    /// <summary>Whether volunteers take part one by one or as a team. Projects that do not say are left out.</summary>
    /// <example>["individual"]</example>
    [Codes(typeof(ActivityType)), MaxLength(Rules.MaxValues)]
    public string[] ActivityType { get; init; } = [];

    /// <summary>The strand of the European Solidarity Corps. Projects that do not say are left out. At most 50 values.</summary>
    /// <example>["volunteering"]</example>
    [Codes(typeof(Strand)), MaxLength(Rules.MaxValues)]
    public string[] Strand { get; init; } = [];

    /// <summary>What the organisation offers to participants with fewer opportunities; all values given are asked for.</summary>
    /// <example>["mentoring"]</example>
    [Codes(typeof(InclusionSupport)), MaxLength(Rules.MaxValues)]
    public string[] Support { get; init; } = [];

    /// <summary>Whether one can apply, as of asOf.</summary>
    /// <example>["open"]</example>
    [Codes(typeof(Availability)), MaxLength(Rules.MaxValues)]
    public string[] Availability { get; init; } = [Domain.Availability.Open];

    /// <summary>Where the volunteer lives: projects that take people from there. A project that names no countries takes
    /// people from every programme country. Codes as for country. At most 50 values.</summary>
    /// <example>["IT"]</example>
    [CountryCodes, MaxLength(Rules.MaxValues)]
    public string[] EligibleCountry { get; init; } = [];

    /// <summary>A place on the map as latitude,longitude in degrees of WGS 84. Each result then tells its distance.</summary>
    /// <example>47.0245,28.8323</example>
    [RegularExpression(Place.Pattern), MaxLength(Place.MaxLength)]
    public string? Near { get; init; }

    /// <summary>Only projects at most this many kilometres from near, which it needs. Leaves out projects whose place on
    /// the map is not known.</summary>
    /// <example>50</example>
    [Range(1, Place.MaxRadiusKm)]
    public double? RadiusKm { get; init; }

    /// <summary>The stay lasts this many weeks or more.</summary>
    /// <example>2</example>
    [Range(1, Duration.MaxWeeks)]
    public int? MinWeeks { get; init; }

    /// <summary>The stay lasts this many weeks or fewer.</summary>
    /// <example>12</example>
    [Range(1, Duration.MaxWeeks)]
    public int? MaxWeeks { get; init; }

    /// <summary>The first day on which the volunteer is free; goes with freeTo. Only projects whose whole period is free,
    /// or whose stay can be placed in the free days, are found, unless fit asks for any.</summary>
    /// <example>2027-06-15</example>
    [CalendarDate]
    public DateOnly? FreeFrom { get; init; }

    /// <summary>The last day on which the volunteer is free; goes with freeFrom.</summary>
    /// <example>2027-09-15</example>
    [CalendarDate]
    public DateOnly? FreeTo { get; init; }

    /// <summary>Which projects the free days leave: possible ones (fits and slides, the default) or any, near misses with
    /// the days that they are short. Needs freeFrom and freeTo.</summary>
    /// <example>any</example>
    [Codes(typeof(FitAsked))]
    public string? Fit { get; init; }

    /// <summary>The project starts on this day or later.</summary>
    /// <example>2027-03-01</example>
    [CalendarDate]
    public DateOnly? StartsFrom { get; init; }

    /// <summary>The project starts on this day or earlier.</summary>
    /// <example>2027-09-30</example>
    [CalendarDate]
    public DateOnly? StartsTo { get; init; }

    /// <summary>The deadline is this day or later. Leaves out projects without a deadline.</summary>
    /// <example>2027-01-01</example>
    [CalendarDate]
    public DateOnly? DeadlineFrom { get; init; }

    /// <summary>The deadline is this day or earlier. Leaves out projects without a deadline.</summary>
    /// <example>2027-02-28</example>
    [CalendarDate]
    public DateOnly? DeadlineTo { get; init; }

    /// <summary>The day as of which availability and the other facts that change with the calendar are told; today in
    /// Brussels when left out.</summary>
    /// <example>2027-01-10</example>
    [CalendarDate]
    public DateOnly? AsOf { get; init; }

    /// <summary>The language of labels: one of the portal's 29. Country names come in all of them, other labels in
    /// English.</summary>
    /// <example>ro</example>
    [Codes(typeof(Language)), DefaultValue(Domain.Language.Default)]
    public string Language { get; init; } = Domain.Language.Default;

    public sealed class FilterRules : AbstractValidator<ProjectFilter>
    {
        public FilterRules()
        {
            RuleFor(filter => filter.Text).IsSearchText(TextQuery.MaxLength);
            RuleFor(filter => filter.Country).AreCountries();
            RuleFor(filter => filter.Topic).AreCodesOf(Domain.Topic.List);
            RuleFor(filter => filter.OrganisationId)
                .Must(ids => ids.Length <= Rules.MaxValues).WithMessage($"Give at most {Rules.MaxValues} values.");
            RuleFor(filter => filter.ActivityType).AreCodesOf(Domain.ActivityType.List);
            RuleFor(filter => filter.Support).AreCodesOf(InclusionSupport.List);
            RuleFor(filter => filter.Availability).AreCodesOf(Domain.Availability.List);
            RuleFor(filter => filter.Strand).AreCodesOf(Domain.Strand.List);
            RuleFor(filter => filter.EligibleCountry).AreCountries();
            RuleFor(filter => filter.Near)
                .Must(near => near is null || Place.IsPlace(near))
                .WithMessage("Give a latitude from -90 to 90 and a longitude from -180 to 180, for example 47.0245,28.8323.");
            RuleFor(filter => filter.RadiusKm)
                .InclusiveBetween(1, Place.MaxRadiusKm).WithMessage($"Give kilometres from 1 to {Place.MaxRadiusKm}.")
                .Must((filter, radius) => radius is null || filter.Near is not null)
                .WithMessage("radiusKm needs near: say from where.");
            RuleFor(filter => filter.MinWeeks).IsWeeks();
            RuleFor(filter => filter.MaxWeeks).IsWeeks()
                .Must((filter, most) => most is null || filter.MinWeeks is null || most >= filter.MinWeeks)
                .WithMessage("maxWeeks cannot be less than minWeeks.");
            RuleFor(filter => filter.FreeFrom).IsInCalendar()
                .Must((filter, from) => from is not null || filter.FreeTo is null)
                .WithMessage("freeTo needs freeFrom: say from which day on.");
            RuleFor(filter => filter.FreeTo).IsInCalendar()
                .Must((filter, to) => to is not null || filter.FreeFrom is null)
                .WithMessage("freeFrom needs freeTo: say until which day.")
                .Must((filter, to) => to is null || filter.FreeFrom is null || to >= filter.FreeFrom)
                .WithMessage("freeTo cannot be before freeFrom.");
            RuleFor(filter => filter.Fit).IsCodeOf(FitAsked.List)
                .Must((filter, fit) => fit is null || (filter.FreeFrom is not null && filter.FreeTo is not null))
                .WithMessage("fit needs freeFrom and freeTo.");
            RuleFor(filter => filter.Language).IsCodeOf(Domain.Language.List);
            RuleFor(filter => filter.StartsFrom).IsInCalendar();
            RuleFor(filter => filter.StartsTo).IsInCalendar()
                .Must((filter, to) => to is null || filter.StartsFrom is null || to >= filter.StartsFrom)
                .WithMessage("startsTo cannot be before startsFrom.");
            RuleFor(filter => filter.DeadlineFrom).IsInCalendar();
            RuleFor(filter => filter.DeadlineTo).IsInCalendar()
                .Must((filter, to) => to is null || filter.DeadlineFrom is null || to >= filter.DeadlineFrom)
                .WithMessage("deadlineTo cannot be before deadlineFrom.");
            RuleFor(filter => filter.AsOf).IsInCalendar();
        }
    }
}

/// <summary>Which projects are left when free days are given.</summary>
public static class FitAsked
{
    public const string Possible = "possible";
    public const string Any = "any";

    public static readonly CodeList List = new(
        "fit",
        new(Possible, "Projects that the free days allow"),
        new(Any, "Every project, with the days that it is short"));
}
