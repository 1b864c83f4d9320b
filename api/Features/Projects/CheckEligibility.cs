using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Portal.Api.Data;
using Portal.Api.Domain;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Features.Projects;

/// <summary>
/// Tells somebody whether a project takes them. Nothing of what they say is stored, logged or sent to the database: all
/// that is asked of it is the project and the list of programme countries, and the rest is worked out here.
/// </summary>
public static class CheckEligibility
{
    public sealed record Command(Guid Id, EligibilityQuestion Question) : IRequest<EligibilityAnswer>;

    /// <summary>No message repeats a value, which the shared rules would do.</summary>
    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(BrusselsClock clock)
        {
            RuleFor(command => command.Question).WasRead();
            RuleFor(command => command.Question.Country)
                .Must(country => country is null || Country.IsKnown(Country.ToIso(country)))
                .WithMessage("This is not a country. Use an ISO 3166-1 alpha-2 code, for example MD; they are listed at /v1/reference.");
            RuleFor(command => command.Question.BirthDate)
                .Must(born => born is null || (born >= EligibilityQuestion.FirstBirthDate && born <= clock.Today))
                .WithMessage($"Give a day from {EligibilityQuestion.FirstBirthDate:yyyy-MM-dd} to today.");
            RuleFor(command => command.Question.FreeFrom).IsInCalendar();
            RuleFor(command => command.Question.FreeTo).IsInCalendar()
                .Must((command, to) => to is null || command.Question.FreeFrom is null || to >= command.Question.FreeFrom)
                .WithMessage("freeTo cannot be before freeFrom.");
            RuleFor(command => command.Question.FreeFrom)
                .NotNull().When(command => command.Question.FreeTo is not null && !WasMisread(command, "freeFrom"), ApplyConditionTo.CurrentValidator)
                .WithMessage("Give freeFrom too, or leave freeTo out.");
            RuleFor(command => command.Question.FreeTo)
                .NotNull().When(command => command.Question.FreeFrom is not null && !WasMisread(command, "freeTo"), ApplyConditionTo.CurrentValidator)
                .WithMessage("Give freeTo too, or leave freeFrom out.");
            RuleFor(command => command.Question.Supports)
                .Must(supports => supports is null || supports.Length <= EligibilityQuestion.MaxSupports)
                .WithMessage($"Give at most {EligibilityQuestion.MaxSupports} values.")
                .Must(supports => supports is null || supports.All(InclusionSupport.List.Contains))
                .WithMessage($"Not every value is a support. Use some of {string.Join(", ", InclusionSupport.List.Values)}.")
                .Must(supports => supports is null || supports.Distinct().Count() == supports.Length)
                .WithMessage("Give each value once.");
        }

        /// <summary>A date that was given but is none is objected to already, and not for being left out.</summary>
        private static bool WasMisread(Command command, string member) =>
            command.Question.Unreadable.Exists(failure => failure.PropertyName == member);
    }

    public sealed class Handler(PortalDbContext db, BrusselsClock clock) : IRequestHandler<Command, EligibilityAnswer>
    {
        public async Task<EligibilityAnswer> Handle(Command command, CancellationToken cancellationToken)
        {
            var terms = await db.PublishedProjects.Where(project => project.Id == command.Id)
                .Select(project => new EligibilityTerms
                {
                    EligibleCountries = project.EligibleCountries,
                    StartsOn = project.StartsOn,
                    EndsOn = project.EndsOn,
                    StatedWeeks = project.StatedWeeks,
                    Deadline = project.Deadline,
                    Places = project.Places,
                    Strand = project.Strand,
                    DateFlexibility = project.DateFlexibility,
                    Supports = project.Supports,
                })
                .SingleOrDefaultAsync(cancellationToken)
                ?? throw await db.MissingProjectAsync(command.Id, cancellationToken);
            if (terms.EligibleCountries.Count == 0)
            {
                terms = terms with { EligibleCountries = await ProgrammeCountries(cancellationToken) };
            }

            var findings = Eligibility.Check(terms, command.Question.ToApplicant(), clock.Today);
            return new EligibilityAnswer
            {
                Answer = Eligibility.Answer(findings),
                Reasons = [.. findings.Select(finding => new EligibilityReason { Code = finding.Code, Outcome = finding.Outcome, Text = finding.Text })],
            };
        }

        private Task<List<string>> ProgrammeCountries(CancellationToken cancellationToken) =>
            db.Countries.Where(country => country.Group == CountryGroup.Programme).Select(country => country.Code).ToListAsync(cancellationToken);
    }
}
