using FluentValidation;
using Portal.Api.Domain;

namespace Portal.Api.Platform.Validation;

/// <summary>The rules for an organisation's values, the same wherever they come from.</summary>
public sealed class OrganisationFactsValidator : AbstractValidator<OrganisationFacts>
{
    private static readonly System.ComponentModel.DataAnnotations.EmailAddressAttribute EmailAddress = new();

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
        RuleFor(facts => facts.Email)
            .Must(email => email is null || (email.Length <= OrganisationFacts.MaxEmailLength && EmailAddress.IsValid(email) && !email.Any(char.IsWhiteSpace)))
            .WithErrorCode("emailInvalid").WithMessage($"Give an e-mail address of at most {OrganisationFacts.MaxEmailLength} characters, for example hello@example.org.")
            .HasNoControlCharacters().WithErrorCode("controlCharacters");
        RuleFor(facts => facts.Phone)
            .HasAtMostCharacters(OrganisationFacts.MaxPhoneLength).WithErrorCode("phoneTooLong")
            .HasNoControlCharacters().WithErrorCode("controlCharacters");
        RuleFor(facts => facts.Topics).AreCodesOf(Topic.List);
        RuleFor(facts => facts.InclusionSupports).AreCodesOf(InclusionSupport.List);
        RuleFor(facts => facts.Labels)
            .Must(labels => labels.Count <= OrganisationFacts.MaxLabels).WithErrorCode("tooManyLabels").WithMessage($"Give at most {OrganisationFacts.MaxLabels} labels.");
        RuleForEach(facts => facts.Labels)
            .Must(label => LabelRole.List.Contains(label.Role)).WithErrorCode("labelRoleUnknown")
            .WithMessage($"The role of a label is one of {string.Join(", ", LabelRole.List.Values)}.")
            .Must(label => label.Reference is not { Length: > OrganisationFacts.MaxLabelReferenceLength } && label.Reference?.Any(char.IsControl) != true)
            .WithErrorCode("labelReferenceInvalid").WithMessage($"The reference of a label has at most {OrganisationFacts.MaxLabelReferenceLength} characters, none of them control characters.");
    }
}
