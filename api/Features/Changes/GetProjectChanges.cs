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

/// <summary>Gives every project at the place of its last change, so that whoever follows ends with what there is.</summary>
public static class GetProjectChanges
{
    public sealed record Query : ChangesQuery, IRequest<WrittenJson>
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

    /// <summary>
    /// Writes the page while it reads the rows: whoever begins a mirror reads all of them, and records of them would double the time.
    /// </summary>
    public sealed class Handler(NpgsqlDataSource database, PublicSite site) : IRequestHandler<Query, WrittenJson>
    {
        public async Task<WrittenJson> Handle(Query query, CancellationToken cancellationToken)
        {
            var values = new SqlParameters();
            await using var batch = database.CreateBatch();
            batch.BatchCommands.Add(values.Command(Sql(query, values)));
            var page = new WrittenJson { FreshForSeconds = ChangeLimits.EndIsFreshForSeconds };
            try
            {
                await using var json = page.Writer();
                json.WriteStartObject();
                json.WriteStartArray("items"u8);
                long? last = null;
                await using var row = await batch.ExecuteReaderAsync(cancellationToken);
                while (await row.ReadAsync(cancellationToken))
                {
                    ProjectChangeWriter.Write(json, row);
                    last = row.GetInt64(1);
                    page.FreshForSeconds = ChangeLimits.PageIsFreshForSeconds;
                }

                json.WriteEndArray();
                json.WriteString("next"u8, query.NextOf(last).AbsoluteUri);
                json.WriteString("license"u8, site.Licence.AbsoluteUri);
                json.WriteEndObject();
                return page;
            }
            catch
            {
                page.Dispose();
                throw;
            }
        }

        /// <summary>One walk along the index of change numbers.</summary>
        private static string Sql(Query query, SqlParameters values)
        {
            var filter = new ChangeFilter
            {
                Country = query.Country,
                Topic = query.Topic,
                OrganisationId = query.OrganisationId,
                ActivityType = query.ActivityType,
                Strand = query.Strand,
                Support = query.Support,
            };
            return $"""
                {ProjectChanges.Select(filter, values)}
                WHERE p.change_number > {values.Add(query.AfterChangeNumber)} ORDER BY p.change_number LIMIT {values.Add(query.Limit)}
                """;
        }
    }
}
