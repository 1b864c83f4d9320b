using System.ComponentModel;
using FluentValidation;
using MediatR;
using Npgsql;
using Portal.Api.Data;
using Portal.Api.Domain;
using Portal.Api.Platform;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.OpenApi;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Features.Projects;

/// <summary>Gives the days of one project as an event for a calendar.</summary>
public static class GetProjectEvent
{
    public sealed record Query : IRequest<Document>
    {
        internal Guid Id { get; init; }

        /// <summary>The language of the country's name: one of the portal's 29.</summary>
        /// <example>ro</example>
        [Codes(typeof(Language)), DefaultValue(Domain.Language.Default)]
        public string Language { get; init; } = Domain.Language.Default;
    }

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(query => query.Language).IsCodeOf(Domain.Language.List);
    }

    public sealed class Handler(NpgsqlDataSource database, PortalDbContext db, ProjectDetailReader details, BrusselsClock clock, PublicSite site)
        : IRequestHandler<Query, Document>
    {
        private const string Moves = "fields ?| '{starts_on,ends_on}'";

        public async Task<Document> Handle(Query query, CancellationToken cancellationToken)
        {
            if ((await details.ReadAsync([query.Id], clock.Today, null, cancellationToken)).SingleOrDefault()?.WithoutContacts() is not { } project)
            {
                throw await db.MissingProjectAsync(query.Id, cancellationToken);
            }

            var sequences = await CalendarSequence.ReadAsync(database, [query.Id], Moves, cancellationToken);
            var calendar = new CalendarFile(site, project.Title, query.Language);
            calendar.Add(
                project, $"stay-{project.Id}", project.Title, project.StartsOn, project.EndsOn, sequences.GetValueOrDefault(project.Id), isCancelled: false);
            return calendar.ToDocument();
        }
    }
}
