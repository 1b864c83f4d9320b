using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using FluentValidation;
using MediatR;
using Npgsql;
using Portal.Api.Domain;
using Portal.Api.Platform.Database;
using Portal.Api.Platform.OpenApi;
using Portal.Api.Platform.Search;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Features.Changes;

/// <summary>Gives every organisation at the place of its last change.</summary>
public static class GetOrganisationChanges
{
    public sealed record Query : ChangesQuery, IRequest<OrganisationChangePage>
    {
        /// <summary>Only organisations in one of these countries: ISO 3166-1 alpha-2 codes, or XK. Others come as deleted.</summary>
        /// <example>["MD", "RO"]</example>
        [CountryCodes, MaxLength(Rules.MaxValues)]
        public string[] Country { get; init; } = [];

        /// <summary>Only organisations with one of these topics. Others come as deleted.</summary>
        /// <example>["edu"]</example>
        [Codes(typeof(Topic)), MaxLength(Rules.MaxValues)]
        public string[] Topic { get; init; } = [];

        /// <summary>Only organisations that offer all of these. Others come as deleted.</summary>
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
            RuleFor(query => query.Support).AreCodesOf(InclusionSupport.List);
        }
    }

    public sealed class Handler(NpgsqlDataSource database) : IRequestHandler<Query, OrganisationChangePage>
    {
        public async Task<OrganisationChangePage> Handle(Query query, CancellationToken cancellationToken)
        {
            var values = new SqlParameters();
            await using var batch = database.CreateBatch();
            batch.BatchCommands.Add(values.Command(Sql(query, values)));
            var items = new List<OrganisationChange>(query.Limit);
            await using var row = await batch.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                var matches = row.GetBoolean(2);
                items.Add(new OrganisationChange
                {
                    State = matches ? ChangeItem.Updated : ChangeItem.Deleted,
                    Kind = "organisation",
                    Id = row.GetGuid(0),
                    Modified = row.GetInt64(1),
                    Data = matches ? Read(row) : null,
                });
            }

            return new OrganisationChangePage { Items = items, Next = query.NextOf(items.Count == 0 ? null : items[^1].Modified) };
        }

        private static string Sql(Query query, SqlParameters values)
        {
            var conditions = new List<string> { "o.withdrawn_at IS NULL" };
            if (query.Country.Length > 0)
            {
                conditions.Add($"o.country = ANY({values.Add(query.Country.Select(Domain.Country.ToIso).ToArray())})");
            }

            if (query.Topic.Length > 0)
            {
                conditions.Add($"o.topics && {values.Add(query.Topic)}");
            }

            if (query.Support.Length > 0)
            {
                conditions.Add($"o.inclusion_supports @> {values.Add(query.Support)}");
            }

            return $"""
                SELECT o.id, o.change_number, matches, o.pic, o.name, CASE WHEN matches THEN o.description END, o.town, o.country, o.latitude, o.longitude, o.website,
                    o.topics, o.inclusion_supports, o.labels::text, o.created_at, o.updated_at
                FROM public.organisations AS o CROSS JOIN LATERAL (SELECT {string.Join(" AND ", conditions)} AS matches) AS filtered
                WHERE o.change_number > {values.Add(query.AfterChangeNumber)} ORDER BY o.change_number LIMIT {values.Add(query.Limit)}
                """;
        }

        private static OrganisationData Read(NpgsqlDataReader row) => new()
        {
            Id = row.GetGuid(0),
            Pic = row.TextOrNull(3),
            Name = row.GetString(4),
            Description = row.TextOrNull(5) is { } text ? ContactDetails.Masked(text) : null,
            Town = row.TextOrNull(6),
            Country = row.GetString(7),
            Location = row.LocationOrNull(8),
            Website = row.TextOrNull(10),
            Topics = row.GetFieldValue<string[]>(11),
            Supports = row.GetFieldValue<string[]>(12),
            Labels = [.. JsonSerializer.Deserialize<OrganisationLabel[]>(row.GetString(13), JsonSerializerOptions.Web)!
                .Select(label => new LabelData { Role = label.Role, Reference = label.Reference, ValidUntil = label.ValidUntil })],
            CreatedAt = row.GetFieldValue<DateTimeOffset>(14),
            UpdatedAt = row.GetFieldValue<DateTimeOffset>(15),
        };
    }
}
