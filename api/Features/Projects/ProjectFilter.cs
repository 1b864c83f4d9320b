using System.ComponentModel.DataAnnotations;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;
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
    /// reference. Every word must match; "quoted words" match as a phrase and -word must not match. Accents and case
    /// do not matter.</summary>
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

    /// <summary>What the organisation offers to participants with fewer opportunities; all values given are asked for.</summary>
    /// <example>["mentoring"]</example>
    [Codes(typeof(InclusionSupport)), MaxLength(Rules.MaxValues)]
    public string[] Support { get; init; } = [];

    /// <summary>Whether one can apply, as of asOf.</summary>
    /// <example>["open"]</example>
    [Codes(typeof(Availability)), MaxLength(Rules.MaxValues)]
    public string[] Availability { get; init; } = [Domain.Availability.Open];

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

    /// <summary>The projects that match, as of a day.</summary>
    internal IQueryable<Project> Apply(IQueryable<Project> projects, DateOnly date)
    {
        if (!string.IsNullOrWhiteSpace(Text))
        {
            var words = TextQuery.ToWebSearch(Text);
            var reference = Text.Trim();
            projects = projects.Where(project =>
                EF.Property<NpgsqlTsVector>(project, "Search").Matches(EF.Functions.WebSearchToTsQuery(TextQuery.Configuration, words))
                || project.Reference == reference);
        }

        if (Country.Length > 0)
        {
            var countries = Country.Select(Domain.Country.ToIso).ToArray();
            projects = projects.Where(project => countries.Contains(project.Country));
        }

        if (Topic.Length > 0)
        {
            projects = projects.Where(project => project.Topics.Any(topic => Topic.Contains(topic)));
        }

        if (OrganisationId.Length > 0)
        {
            projects = projects.Where(project => OrganisationId.Contains(project.OrganisationId));
        }

        if (ActivityType.Length > 0)
        {
            projects = projects.Where(project => ActivityType.Contains(project.ActivityType!));
        }

        if (Support.Length > 0)
        {
            projects = projects.Where(project => Support.All(support => project.Supports.Contains(support)));
        }

        if (StartsFrom is { } startsFrom)
        {
            projects = projects.Where(project => project.StartsOn >= startsFrom);
        }

        if (StartsTo is { } startsTo)
        {
            projects = projects.Where(project => project.StartsOn <= startsTo);
        }

        if (DeadlineFrom is { } deadlineFrom)
        {
            projects = projects.Where(project => project.Deadline >= deadlineFrom);
        }

        if (DeadlineTo is { } deadlineTo)
        {
            projects = projects.Where(project => project.Deadline <= deadlineTo);
        }

        return projects.Where(Domain.Availability.IsAnyOf(Availability, date));
    }

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
