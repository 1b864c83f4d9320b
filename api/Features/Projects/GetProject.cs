using FluentValidation;
using MediatR;
using Npgsql;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.OpenApi;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Features.Projects;

/// <summary>Reads one project.</summary>
public static class GetProject
{
    public sealed record Query : IRequest<ProjectDetail>
    {
        internal Guid Id { get; init; }

        /// <summary>The day as of which availability and the other facts that change with the calendar are told; today
        /// in Brussels when left out.</summary>
        /// <example>2027-01-10</example>
        [CalendarDate]
        public DateOnly? AsOf { get; init; }
    }

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(query => query.AsOf).IsInCalendar();
    }

    public sealed class Handler(NpgsqlDataSource database, BrusselsClock clock) : IRequestHandler<Query, ProjectDetail>
    {
        private const string Sql = $"SELECT {ProjectRow.Columns}, {ProjectRow.DetailColumns}, p.withdrawn_at IS NOT NULL FROM public.projects AS p WHERE p.id = $1";

        public async Task<ProjectDetail> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var command = database.CreateCommand(Sql);
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = query.Id });
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            return !await row.ReadAsync(cancellationToken) ? throw MissingProject.NotFound(query.Id)
                : row.GetBoolean(row.FieldCount - 1) ? throw MissingProject.Withdrawn(query.Id)
                : ProjectRow.ReadDetail(row, query.AsOf ?? clock.Today);
        }
    }
}
