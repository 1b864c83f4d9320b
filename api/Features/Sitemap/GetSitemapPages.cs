using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using FluentValidation;
using MediatR;
using Npgsql;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.OpenApi;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Features.Sitemap;

/// <summary>Reads the pages in a part of the site.</summary>
public static class GetSitemapPages
{
    public sealed record Query : IRequest<SitemapPages>
    {
        /// <summary>What the pages are about.</summary>
        /// <example>organisation</example>
        [ExtensibleEnum(SitemapKind.Project, SitemapKind.Organisation), DefaultValue(SitemapKind.Project)]
        public string Kind { get; init; } = SitemapKind.Project;

        /// <summary>Only keys greater than this one, as getSitemap has it; every key when left out.</summary>
        /// <example>01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11</example>
        public Guid? After { get; init; }

        /// <summary>The most pages.</summary>
        /// <example>5000</example>
        [Range(1, SitemapLimits.MaxPages), DefaultValue(SitemapLimits.MaxPages)]
        public int Limit { get; init; } = SitemapLimits.MaxPages;
    }

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(query => query.Kind).IsCodeOf(SitemapKind.List);
            RuleFor(query => query.Limit).InclusiveBetween(1, SitemapLimits.MaxPages).WithMessage($"Give a limit from 1 to {SitemapLimits.MaxPages}.");
        }
    }

    public sealed class Handler(NpgsqlDataSource database, BrusselsClock clock) : IRequestHandler<Query, SitemapPages>
    {
        public async Task<SitemapPages> Handle(Query query, CancellationToken cancellationToken)
        {
            await using var command = database.CreateCommand($"{SitemapSql.Of(query.Kind)} LIMIT $3");
            command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = clock.Today });
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = query.After ?? Guid.Empty });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = query.Limit });
            var pages = new List<SitemapPage>();
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                pages.Add(new SitemapPage { Id = row.GetGuid(0), UpdatedAt = row.GetFieldValue<DateTimeOffset>(1) });
            }

            return new SitemapPages { Items = pages };
        }
    }
}
