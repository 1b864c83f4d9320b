using System.ComponentModel.DataAnnotations;
using FluentValidation;
using MediatR;
using Npgsql;
using Portal.Api.Domain;
using Portal.Api.Platform.Database;
using Portal.Api.Platform.OpenApi;
using Portal.Api.Platform.Search;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Features.Changes;

/// <summary>Gives every project at the place of its last change, so that whoever follows ends with what there is.</summary>
public static class GetProjectChanges
{
    public sealed record Query : ChangesQuery, IRequest<ProjectChangePage>
    {
        /// <summary>Only projects in one of these countries: ISO 3166-1 alpha-2 codes, or XK. Others come as deleted.</summary>
        /// <example>["MD", "RO"]</example>
        [CountryCodes, MaxLength(Rules.MaxValues)]
        public string[] Country { get; init; } = [];

        /// <summary>Only projects with one of these topics. Others come as deleted.</summary>
        /// <example>["edu"]</example>
        [Codes(typeof(Topic)), MaxLength(Rules.MaxValues)]
        public string[] Topic { get; init; } = [];

        /// <summary>Only projects of these organisations, by key. Others come as deleted.</summary>
        /// <example>["01980f3a-6c1b-7f60-9d55-3b0f2a7e4c10"]</example>
        [MaxLength(Rules.MaxValues)]
        public Guid[] OrganisationId { get; init; } = [];

        /// <summary>Only projects of one of these types. Others come as deleted.</summary>
        /// <example>["individual"]</example>
        [Codes(typeof(ActivityType)), MaxLength(Rules.MaxValues)]
        public string[] ActivityType { get; init; } = [];

        /// <summary>Only projects of one of these strands. Others come as deleted.</summary>
        /// <example>["volunteering"]</example>
        [Codes(typeof(Strand)), MaxLength(Rules.MaxValues)]
        public string[] Strand { get; init; } = [];

        /// <summary>Only projects whose organisation offers all of these. Others come as deleted.</summary>
        /// <example>["mentoring"]</example>
        [Codes(typeof(InclusionSupport)), MaxLength(Rules.MaxValues)]
        public string[] Support { get; init; } = [];
    }

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            Include(new ChangesQuery.ChangesRules());
            RuleFor(query => query.Country).AreCountries();
            RuleFor(query => query.Topic).AreCodesOf(Domain.Topic.List);
            RuleFor(query => query.OrganisationId).Must(ids => ids.Length <= Rules.MaxValues).WithMessage($"Give at most {Rules.MaxValues} values.");
            RuleFor(query => query.ActivityType).AreCodesOf(Domain.ActivityType.List);
            RuleFor(query => query.Strand).AreCodesOf(Domain.Strand.List);
            RuleFor(query => query.Support).AreCodesOf(InclusionSupport.List);
        }
    }

    public sealed class Handler(NpgsqlDataSource database) : IRequestHandler<Query, ProjectChangePage>
    {
        public async Task<ProjectChangePage> Handle(Query query, CancellationToken cancellationToken)
        {
            var values = new SqlParameters();
            await using var batch = database.CreateBatch();
            batch.BatchCommands.Add(values.Command(Sql(query, values)));
            var items = new List<ProjectChange>(query.Limit);
            await using var row = await batch.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                var matches = row.GetBoolean(2);
                items.Add(new ProjectChange
                {
                    State = matches ? ChangeItem.Updated : ChangeItem.Deleted,
                    Kind = "project",
                    Id = row.GetGuid(0),
                    Modified = row.GetInt64(1),
                    Data = matches ? Read(row) : null,
                });
            }

            return new ProjectChangePage { Items = items, Next = query.NextOf(items.Count == 0 ? null : items[^1].Modified) };
        }

        /// <summary>One walk along the index of change numbers. Texts of what does not match are not fetched.</summary>
        private static string Sql(Query query, SqlParameters values)
        {
            var conditions = new List<string> { "p.withdrawn_at IS NULL" };
            if (query.Country.Length > 0)
            {
                conditions.Add($"p.country = ANY({values.Add(query.Country.Select(Domain.Country.ToIso).ToArray())})");
            }

            if (query.Topic.Length > 0)
            {
                conditions.Add($"p.topics && {values.Add(query.Topic)}");
            }

            if (query.OrganisationId.Length > 0)
            {
                conditions.Add($"p.organisation_id = ANY({values.Add(query.OrganisationId)})");
            }

            if (query.ActivityType.Length > 0)
            {
                conditions.Add($"coalesce(p.activity_type = ANY({values.Add(query.ActivityType)}), false)");
            }

            if (query.Strand.Length > 0)
            {
                conditions.Add($"coalesce(p.strand = ANY({values.Add(query.Strand)}), false)");
            }

            if (query.Support.Length > 0)
            {
                conditions.Add($"p.supports @> {values.Add(query.Support)}");
            }

            return $"""
                SELECT p.id, p.change_number, matches, p.reference, p.title, p.organisation_id, p.organisation_name, p.town, p.country, p.latitude, p.longitude, p.topics,
                    p.activity_type, p.starts_on, p.ends_on, p.weeks, p.stated_weeks, p.deadline, p.places, p.supports, p.date_flexibility,
                    CASE WHEN matches THEN p.description END, CASE WHEN matches THEN p.participant_profile END,
                    CASE WHEN matches THEN p.accommodation END, CASE WHEN matches THEN p.training END,
                    p.language, p.strand, p.eligible_countries, p.requires_cv, p.requires_motivation, p.apply_url, p.input_issues, p.confirmed_at, p.created_at, p.updated_at
                FROM public.projects AS p CROSS JOIN LATERAL (SELECT {string.Join(" AND ", conditions)} AS matches) AS filtered
                WHERE p.change_number > {values.Add(query.AfterChangeNumber)} ORDER BY p.change_number LIMIT {values.Add(query.Limit)}
                """;
        }

        private static ProjectData Read(NpgsqlDataReader row)
        {
            var (startsOn, endsOn) = (row.GetFieldValue<DateOnly>(13), row.GetFieldValue<DateOnly>(14));
            var statedWeeks = row.ValueOrNull<int>(16);
            var deadline = row.ValueOrNull<DateOnly>(17);
            return new ProjectData
            {
                Id = row.GetGuid(0),
                Reference = row.TextOrNull(3),
                Title = ContactDetails.Masked(row.GetString(4)),
                OrganisationId = row.GetGuid(5),
                OrganisationName = row.GetString(6),
                Town = row.TextOrNull(7),
                Country = row.GetString(8),
                Location = row.LocationOrNull(9),
                Topics = row.GetFieldValue<string[]>(11),
                ActivityType = row.TextOrNull(12),
                StartsOn = startsOn,
                EndsOn = endsOn,
                Weeks = row.GetInt32(15),
                WeeksAreStated = statedWeeks is not null,
                Deadline = deadline,
                Places = row.GetString(18),
                Supports = row.GetFieldValue<string[]>(19),
                DateFlexibility = row.TextOrNull(20),
                Description = MaskedOf(row, 21),
                ParticipantProfile = MaskedOf(row, 22),
                Accommodation = MaskedOf(row, 23),
                Training = MaskedOf(row, 24),
                Language = row.TextOrNull(25),
                Strand = row.TextOrNull(26),
                EligibleCountries = row.GetFieldValue<string[]>(27),
                RequiresCv = row.ValueOrNull<bool>(28),
                RequiresMotivation = row.ValueOrNull<bool>(29),
                ApplyUrl = row.TextOrNull(30),
                DataIssues = DataIssue.Of(row.GetFieldValue<string[]>(31), startsOn, endsOn, statedWeeks, deadline),
                ConfirmedAt = row.ValueOrNull<DateTimeOffset>(32),
                CreatedAt = row.GetFieldValue<DateTimeOffset>(33),
                UpdatedAt = row.GetFieldValue<DateTimeOffset>(34),
            };
        }

        private static string? MaskedOf(NpgsqlDataReader row, int column) => row.TextOrNull(column) is { } text ? ContactDetails.Masked(text) : null;
    }
}
