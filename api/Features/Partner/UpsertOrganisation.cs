using FluentValidation;
using FluentValidation.Results;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Api.Data;
using Portal.Api.Domain;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Publishing;
using Portal.Api.Platform.Security;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Features.Partner;

/// <summary>Publishes a partner's organisation, or replaces it.</summary>
public static class UpsertOrganisation
{
    public sealed record Command(CallingPartner Caller, string ExternalId, OrganisationWrite Organisation, WritePreconditions Preconditions)
        : IRequest<Written<PartnerOrganisation>>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IValidator<OrganisationFacts> rules)
        {
            RuleFor(command => command.ExternalId).IsExternalId();
            RuleFor(command => command.Organisation).Custom((organisation, context) =>
            {
                var failures = organisation.AllUnreadable.ToList();
                failures.AddRange(Judge(organisation, rules).Where(failure => failures.TrueForAll(known => known.PropertyName.Split('.', '[')[0] != failure.PropertyName.Split('.', '[')[0])));
                failures.ForEach(context.AddFailure);
            });
        }

        private static List<ValidationFailure> Judge(OrganisationWrite organisation, IValidator<OrganisationFacts> rules) =>
            rules.Validate(organisation.ToFacts()).Errors;
    }

    public sealed class Handler(PortalDbContext db, TimeProvider time) : IRequestHandler<Command, Written<PartnerOrganisation>>
    {
        public async Task<Written<PartnerOrganisation>> Handle(Command command, CancellationToken cancellationToken)
        {
            var (caller, externalId, write, preconditions) = command;
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await db.QueueToWriteAsync(cancellationToken);
            var organisation = await db.Organisations.Of(caller, externalId).SingleOrDefaultAsync(cancellationToken);
            preconditions.Hold(organisation?.ChangeNumber);
            var isNew = organisation is null;
            if (organisation is null)
            {
                organisation = Organisation.Publish(write.ToFacts());
                organisation.Own(caller.Name, externalId);
                db.Add(organisation);
            }
            else
            {
                organisation.Revise(write.ToFacts());
                organisation.PublishAgain();
            }

            try
            {
                await db.WriteAsync(caller.Signature, time.GetUtcNow(), cancellationToken);
            }
            catch (DbUpdateException exception) when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "ix_organisations_pic" })
            {
                throw new ValidationException([new ValidationFailure("pic", "Another organisation has this PIC already. Check it, or leave it out.")]);
            }

            var record = await db.Organisations.AsNoTracking().Where(it => it.Id == organisation.Id).Select(PartnerOrganisation.FromRow).SingleAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return new(isNew, record);
        }
    }
}
