using System.ComponentModel;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Portal.Api.Data;
using Portal.Api.Domain;
using Portal.Api.Platform.OpenApi;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Features.Reference;

/// <summary>Publishes every code list with its labels.</summary>
public static class GetReferenceData
{
    public sealed record Query : IRequest<ReferenceData>
    {
        /// <summary>The language of the labels: one of the portal's 29. Country names come in all of them, the other
        /// labels in English.</summary>
        /// <example>ro</example>
        [Codes(typeof(Language)), DefaultValue(Domain.Language.Default)]
        public string Language { get; init; } = Domain.Language.Default;
    }

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(query => query.Language).IsCodeOf(Language.List);
    }

    public sealed class Handler(PortalDbContext db) : IRequestHandler<Query, ReferenceData>
    {
        public async Task<ReferenceData> Handle(Query query, CancellationToken cancellationToken)
        {
            var names = CountryNames.In(query.Language);
            var countries = await db.Countries.OrderBy(country => country.Code)
                .Select(country => new CountryItem
                {
                    Code = country.Code,
                    Label = names[country.Code],
                    Group = country.Group,
                    GroupSource = country.GroupSource,
                })
                .ToListAsync(cancellationToken);

            return new ReferenceData
            {
                Language = query.Language,
                Countries = countries,
                CountryGroups = Items(CountryGroup.List),
                Topics = Items(Topic.List),
                Supports = Items(InclusionSupport.List),
                Availability = Items(Availability.List),
                ActivityTypes = Items(ActivityType.List),
                Strands = Items(Strand.List),
                DateFlexibility = Items(DateFlexibility.List),
                Places = Items(Places.List),
                DeadlineKinds = Items(DeadlineKind.List),
                LabelRoles = Items(LabelRole.List),
                DataIssues = Items(DataIssue.List),
                EligibilityOutcomes = Items(EligibilityOutcome.List),
                EligibilityReasons = Items(Eligibility.List),
                Languages = Items(Language.List),
            };
        }

        private static List<ReferenceItem> Items(CodeList list) =>
            [.. list.Codes.Select(code => new ReferenceItem { Code = code.Value, Label = code.Label })];
    }
}
