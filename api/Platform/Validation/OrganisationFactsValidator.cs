using FluentValidation;
using Portal.Api.Domain;

namespace Portal.Api.Platform.Validation;

/// <summary>The rules for an organisation's values, the same wherever they come from.</summary>
public sealed class OrganisationFactsValidator : AbstractValidator<OrganisationFacts>
{
    public OrganisationFactsValidator()
    {
        RuleFor(facts => facts.Name)
            .Must(name => !string.IsNullOrWhiteSpace(name)).WithErrorCode("organisationNameBlank")
            .WithMessage("Give the organisation's name.")
            .HasAtMostCharacters(OrganisationFacts.MaxNameLength).WithErrorCode("organisationNameTooLong")
            .HasNoControlCharacters().WithErrorCode("controlCharacters");
        RuleFor(facts => facts.Description)
            .HasAtMostCharacters(OrganisationFacts.MaxDescriptionLength).WithErrorCode("textTooLong")
            .HasNoControlCharacters().WithErrorCode("controlCharacters");
        RuleFor(facts => facts.Country)
            .Must(Country.IsKnown).WithErrorCode("countryUnknown")
            .WithMessage("'{PropertyValue}' is not a country. Give its ISO 3166-1 alpha-2 code, for example MD.");
        RuleFor(facts => facts.Pic)
            .Matches(OrganisationFacts.PicPattern).WithErrorCode("picFormat").WithMessage("A PIC has nine digits.");
        RuleFor(facts => facts.Town)
            .HasAtMostCharacters(ProjectFacts.MaxTownLength).WithErrorCode("townTooLong")
            .HasNoControlCharacters().WithErrorCode("controlCharacters");
        RuleFor(facts => facts.Location).IsOnTheMap();
        RuleFor(facts => facts.Website).IsWebAddress();
    }
}
