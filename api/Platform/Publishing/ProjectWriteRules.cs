using FluentValidation;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Platform.Publishing;

/// <summary>What can be said of a project that is to be written before its values are judged in the words of the domain.</summary>
internal sealed class ProjectWriteRules : AbstractValidator<ProjectWrite>
{
    public ProjectWriteRules()
    {
        RuleFor(project => project.OrganisationExternalId)
            .IsExternalId().When(project => project.OrganisationExternalId is not null).OverridePropertyName("organisationExternalId");
        RuleFor(project => project.StartsOn).IsInCalendar().WithErrorCode("dateOutOfRange").OverridePropertyName("startsOn");
        RuleFor(project => project.EndsOn).IsInCalendar().WithErrorCode("dateOutOfRange").OverridePropertyName("endsOn");
        RuleFor(project => project.Topics)
            .Must(codes => codes is null || codes.Length <= Rules.MaxValues)
            .WithErrorCode("tooManyValues").WithMessage($"Give at most {Rules.MaxValues} values.").OverridePropertyName("topics");
        RuleFor(project => project.EligibleCountries)
            .Must(codes => codes is null || codes.Length <= ProjectWrite.MaxCountries)
            .WithErrorCode("tooManyValues").WithMessage($"Give at most {ProjectWrite.MaxCountries} values.").OverridePropertyName("eligibleCountries");
    }
}
