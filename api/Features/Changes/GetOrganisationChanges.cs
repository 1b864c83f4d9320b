using System.ComponentModel.DataAnnotations;
using FluentValidation;
using MediatR;
using Npgsql;
using Portal.Api.Domain;
using Portal.Api.Platform;
using Portal.Api.Platform.Changes;
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

    public sealed class Handler(NpgsqlDataSource database, PublicSite site) : IRequestHandler<Query, OrganisationChangePage>
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
                items.Add(OrganisationChanges.Read(row));
            }

            return new OrganisationChangePage { Items = items, License = site.Licence, Next = query.NextOf(items.Count == 0 ? null : items[^1].Modified) };
        }

        private static string Sql(Query query, SqlParameters values) =>
            $"""
            {OrganisationChanges.Select(new() { Country = query.Country, Topic = query.Topic, Support = query.Support }, values)}
            WHERE o.change_number > {values.Add(query.AfterChangeNumber)} ORDER BY o.change_number LIMIT {values.Add(query.Limit)}
            """;
    }
}
