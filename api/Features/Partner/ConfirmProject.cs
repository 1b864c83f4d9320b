using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Portal.Api.Data;
using Portal.Api.Domain;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Errors;
using Portal.Api.Platform.Security;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Features.Partner;

/// <summary>Says that a project is still accurate. Everybody sees when that was said last.</summary>
public static class ConfirmProject
{
    public sealed record Command(CallingPartner Caller, string ExternalId, WritePreconditions Preconditions) : IRequest<PartnerProject>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.ExternalId).IsExternalId();
    }

    public sealed class Handler(PortalDbContext db, BrusselsClock clock, TimeProvider time) : IRequestHandler<Command, PartnerProject>
    {
        public async Task<PartnerProject> Handle(Command command, CancellationToken cancellationToken)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var project = await db.TakeAsync<Project>(command.Caller, command.ExternalId, command.Preconditions, cancellationToken);
            if (project is { WithdrawnAt: not null, ErasedAt: null })
            {
                throw new ProblemException(ApiError.RecordWithdrawn, "A project that was withdrawn cannot be confirmed: publish it again with PUT.");
            }

            var now = time.GetUtcNow();
            project.Confirm(now);
            await db.WriteAsync(command.Caller.Signature, now, cancellationToken);
            var record = await db.Projects.AsNoTracking().Where(it => it.Id == project.Id).Select(PartnerProject.FromRow).SingleAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return record.AsOf(now, clock.Today);
        }
    }
}
