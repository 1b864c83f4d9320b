using FluentValidation;
using Portal.Api.Domain;

namespace Portal.Api.Platform.Validation;

/// <summary>The rules for a project's values, the same wherever they come from. Give it facts that are normalised.</summary>
public sealed class ProjectFactsValidator : AbstractValidator<ProjectFacts>
{
    public ProjectFactsValidator()
    {
        RuleFor(facts => facts.Title)
            .Must(title => !string.IsNullOrWhiteSpace(title)).WithErrorCode("titleBlank").WithMessage("Give the project a title.")
            .HasAtMostCharacters(ProjectFacts.MaxTitleLength).WithErrorCode("titleTooLong")
            .HasNoControlCharacters().WithErrorCode("controlCharacters");
        RuleFor(facts => facts.Description).IsMarkdown();
        RuleFor(facts => facts.ParticipantProfile).IsMarkdown();
        RuleFor(facts => facts.Accommodation).IsMarkdown();
        RuleFor(facts => facts.Training).IsMarkdown();
        RuleFor(facts => facts.EndsOn)
            .Must((facts, endsOn) => endsOn >= facts.StartsOn).WithErrorCode("endsBeforeStart")
            .WithMessage(facts => $"A project that starts on {facts.StartsOn:yyyy-MM-dd} cannot end on {facts.EndsOn:yyyy-MM-dd}.");
        RuleFor(facts => facts.StatedWeeks)
            .InclusiveBetween(1, Duration.MaxWeeks).WithErrorCode("weeksOutOfRange")
            .WithMessage($"Give 1 to {Duration.MaxWeeks} weeks, or none.");
        RuleFor(facts => facts.Places).IsCodeOf(Places.List).WithErrorCode("placesUnknown");
        RuleFor(facts => facts.ActivityType).IsCodeOf(ActivityType.List).WithErrorCode("activityTypeUnknown");
        RuleFor(facts => facts.Strand).IsCodeOf(Strand.List).WithErrorCode("strandUnknown");
        RuleFor(facts => facts.DateFlexibility).IsCodeOf(DateFlexibility.List).WithErrorCode("dateFlexibilityUnknown");
        RuleFor(facts => facts.Country)
            .Must(Country.IsKnown).WithErrorCode("countryUnknown")
            .WithMessage("'{PropertyValue}' is not a country. Give its ISO 3166-1 alpha-2 code, for example MD.");
        RuleForEach(facts => facts.EligibleCountries)
            .Must(Country.IsKnown).WithErrorCode("eligibleCountryUnknown")
            .WithMessage("'{PropertyValue}' is not a country. Give its ISO 3166-1 alpha-2 code, for example MD.");
        RuleForEach(facts => facts.Topics)
            .Must(Topic.List.Contains).WithErrorCode("topicUnknown").WithMessage("'{PropertyValue}' is not a known topic.");
        RuleFor(facts => facts.Town)
            .HasAtMostCharacters(ProjectFacts.MaxTownLength).WithErrorCode("townTooLong")
            .HasNoControlCharacters().WithErrorCode("controlCharacters");
        RuleFor(facts => facts.Location).IsOnTheMap();
        RuleFor(facts => facts.ApplyUrl).IsWebAddress();
        RuleFor(facts => facts.Language)
            .Matches(ProjectFacts.LanguagePattern).WithErrorCode("languageUnknown")
            .WithMessage("Give the language as a BCP 47 tag, for example ro or sr-Latn.");
    }
}
