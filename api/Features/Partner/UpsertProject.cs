using FluentValidation;
using MediatR;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Publishing;
using Portal.Api.Platform.Security;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Features.Partner;

/// <summary>Publishes a partner's project, or replaces it.</summary>
public static class UpsertProject
{
    public sealed record Command(CallingPartner Caller, string ExternalId, ProjectWrite Project, WritePreconditions Preconditions)
        : IRequest<Written<PartnerProject>>;

    /// <summary>The other rules need to know more, see <see cref="ProjectWriter"/>.</summary>
    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.ExternalId).IsExternalId();
    }

    public sealed class Handler(ProjectWriter writer) : IRequestHandler<Command, Written<PartnerProject>>
    {
        public async Task<Written<PartnerProject>> Handle(Command command, CancellationToken cancellationToken)
        {
            var (_, externalId, project, preconditions) = command;
            var written = await writer.WriteAsync(command.Caller, [new(externalId, project, preconditions)], validateOnly: false, cancellationToken);
            return written[0].Refused is { } refused ? throw refused : written[0].Written!;
        }
    }
}
