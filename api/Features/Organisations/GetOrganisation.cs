using System.Text.Json;
using FluentValidation;
using MediatR;
using Npgsql;
using Portal.Api.Domain;
using Portal.Api.Features.Projects;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Database;
using Portal.Api.Platform.Errors;
using Portal.Api.Platform.OpenApi;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Features.Organisations;

/// <summary>Reads one organisation and its projects.</summary>
public static class GetOrganisation
{
    public sealed record Query : IRequest<OrganisationProfile>
    {
        internal Guid Id { get; init; }

        /// <summary>The day as of which the availability of its projects is told; today in Brussels when left out.</summary>
        /// <example>2018-01-10</example>
        [CalendarDate]
        public DateOnly? AsOf { get; init; }
    }

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(query => query.AsOf).IsInCalendar();
    }

    public sealed class Handler(NpgsqlDataSource database, BrusselsClock clock) : IRequestHandler<Query, OrganisationProfile>
    {
        private const string IsOpen = $"p.places = '{Places.Open}' AND p.open_until >= $2";

        private const string ProfileSql =
            $"""
            SELECT o.id, o.pic, o.name, o.town, o.country, o.latitude, o.longitude, o.topics, o.inclusion_supports, o.description,
                o.website, o.email, o.phone, o.labels::text, o.created_at, o.updated_at, o.change_number,
                (SELECT count(*)::integer FROM public.projects AS p WHERE p.organisation_id = o.id AND p.withdrawn_at IS NULL),
                (SELECT count(*)::integer FROM public.projects AS p WHERE p.organisation_id = o.id AND p.withdrawn_at IS NULL AND {IsOpen}),
                o.withdrawn_at IS NOT NULL
            FROM public.organisations AS o WHERE o.id = $1
            """;

        private static readonly string ProjectsSql =
            $"""
            SELECT {ProjectRow.Columns} FROM public.projects AS p WHERE p.organisation_id = $1 AND p.withdrawn_at IS NULL
            ORDER BY ({IsOpen}) DESC, CASE WHEN {IsOpen} THEN p.deadline END, p.starts_on DESC, p.id
            LIMIT {OrganisationProjects.MaxItems}
            """;

        public async Task<OrganisationProfile> Handle(Query query, CancellationToken cancellationToken)
        {
            var date = query.AsOf ?? clock.Today;
            await using var batch = database.CreateBatch();
            foreach (var sql in new[] { ProfileSql, ProjectsSql })
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand(sql)
                {
                    Parameters = { new NpgsqlParameter<Guid> { TypedValue = query.Id }, new NpgsqlParameter<DateOnly> { TypedValue = date } },
                });
            }

            await using var row = await batch.ExecuteReaderAsync(cancellationToken);
            if (!await row.ReadAsync(cancellationToken))
            {
                throw new ProblemException(ApiError.OrganisationNotFound, $"No organisation has the key {query.Id}.");
            }

            if (row.GetBoolean(19))
            {
                throw new ProblemException(ApiError.OrganisationWithdrawn, $"The organisation {query.Id} was withdrawn and is no longer published.");
            }

            var (profile, total) = (Read(row), row.GetInt32(17));
            await row.NextResultAsync(cancellationToken);
            var projects = new List<ProjectSummary>();
            while (await row.ReadAsync(cancellationToken))
            {
                projects.Add(ProjectRow.Read(row, date));
            }

            return profile with { Projects = new OrganisationProjects { Items = projects, Total = total } };
        }

        private static OrganisationProfile Read(NpgsqlDataReader row) => new()
        {
            Id = row.GetGuid(0),
            Pic = row.TextOrNull(1),
            Name = row.GetString(2),
            Town = row.TextOrNull(3),
            Country = row.GetString(4),
            Location = row.LocationOrNull(5),
            Topics = row.GetFieldValue<string[]>(7),
            Supports = row.GetFieldValue<string[]>(8),
            Description = row.TextOrNull(9),
            Website = row.TextOrNull(10),
            Email = row.TextOrNull(11),
            Phone = row.TextOrNull(12),
            Labels = QualityLabel.From(JsonSerializer.Deserialize<OrganisationLabel[]>(row.GetString(13), JsonSerializerOptions.Web)!),
            CreatedAt = row.GetFieldValue<DateTimeOffset>(14),
            UpdatedAt = row.GetFieldValue<DateTimeOffset>(15),
            ChangeNumber = row.GetInt64(16),
            OpenProjects = row.GetInt32(18),
            Projects = new OrganisationProjects { Items = [], Total = 0 },
        };
    }
}
