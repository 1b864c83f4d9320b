using System.ComponentModel;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.Options;
using Npgsql;
using Portal.Api.Domain;
using Portal.Api.Platform;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.OpenApi;
using Portal.Api.Platform.Paging;
using Portal.Api.Platform.Search;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Features.Projects;

/// <summary>Gives everything that a search finds, however much that is.</summary>
public static class ExportProjects
{
    public sealed record Query : ProjectFilter, IRequest<IStreamedContent>
    {
        /// <summary>The address that was asked for.</summary>
        internal Uri? Address { get; init; }

        /// <summary>ndjson: one project a line, each as getProject has it; csv: a header line and one project a record (RFC
        /// 4180), lists joined by a vertical bar.</summary>
        /// <example>csv</example>
        [Codes(typeof(ExportFormat)), DefaultValue(ExportFormat.NdJson)]
        public string Format { get; init; } = ExportFormat.NdJson;

        /// <summary>For csv, whether the file begins with a byte-order mark, by which some spreadsheets know UTF-8.</summary>
        /// <example>true</example>
        [DefaultValue(false)]
        public bool Bom { get; init; }

        /// <summary>Only what comes after this project, by key. Whoever was cut off gives the key of the last whole line, with
        /// the same filters, and gets exactly the rest. The header line of csv comes again.</summary>
        /// <example>01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11</example>
        public Guid? Cursor { get; init; }
    }

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            Include(new ProjectFilter.FilterRules());
            RuleFor(query => query.Format).IsCodeOf(ExportFormat.List);
            RuleFor(query => query.Bom)
                .Must((query, bom) => !bom || query.Format == ExportFormat.Csv).WithMessage("Only csv begins with a byte-order mark.");
        }
    }

    public sealed class Handler(
        NpgsqlDataSource database, ProjectSearchReader searches, ProjectDetailReader details, PublicSite site,
        IOptions<Microsoft.AspNetCore.Mvc.JsonOptions> json) : IRequestHandler<Query, IStreamedContent>
    {
        /// <summary>Another build may write the same projects in another way.</summary>
        private static readonly Guid Build = typeof(ExportProjects).Module.ModuleVersionId;

        public async Task<IStreamedContent> Handle(Query query, CancellationToken cancellationToken)
        {
            var search = await searches.ReadAsync(query, cancellationToken);
            var matching = await CountAsync(search, query.Cursor, cancellationToken);
            if (matching.Total == 0 && await searches.ReadAgainAsync(search, cancellationToken) is { } corrected)
            {
                search = corrected;
                matching = await CountAsync(search, query.Cursor, cancellationToken);
            }

            return new ProjectExport(database, details, search, query.Cursor)
            {
                Version = Cursor.NameOf(new { Build, Asked = query with { Language = Language.Default }, search.Date, search.Text?.Corrected, matching.Left, matching.Versions }),
                MediaType = query.Format == ExportFormat.Csv ? ProjectCsv.MediaType : ProjectNdJson.MediaType,
                FileName = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"projects-{search.Date:yyyy-MM-dd}.{query.Format}"),
                Links = search.Text?.Corrected is { } text ? $"{site.LicenceLink}, <{query.Address!.With("text", text).AbsoluteUri}>; rel=\"canonical\"" : site.LicenceLink,
                Begin = body => query.Format == ExportFormat.Csv ? new ProjectCsv(body, query.Bom) : new ProjectNdJson(body, json.Value.JsonSerializerOptions),
            };
        }

        /// <summary>
        /// How many projects match, how many of them come after the cursor, and a sum over the versions of those. A row of
        /// project_search is written anew whenever its project changes, so the transaction that wrote it tells its version, and
        /// nothing but the narrow rows has to be read.
        /// </summary>
        private async Task<(int Total, int Left, long Versions)> CountAsync(ProjectSearch search, Guid? cursor, CancellationToken cancellationToken)
        {
            var values = new SqlParameters();
            var after = values.Add(cursor ?? Guid.Empty);
            await using var batch = database.CreateBatch();
            batch.BatchCommands.Add(values.Command(
                $"""
                SELECT count(*)::integer, count(*) FILTER (WHERE s.id > {after})::integer,
                    coalesce(bit_xor(uuid_hash_extended(s.id, s.xmin::text::bigint)) FILTER (WHERE s.id > {after}), 0)
                FROM public.{search.Rows} AS s WHERE {search.Where(values)}
                """));
            await using var row = await batch.ExecuteReaderAsync(cancellationToken);
            await row.ReadAsync(cancellationToken);
            return (row.GetInt32(0), row.GetInt32(1), row.GetInt64(2));
        }
    }
}

/// <summary>The forms in which a search can be exported.</summary>
public static class ExportFormat
{
    public const string NdJson = "ndjson";
    public const string Csv = "csv";

    public static readonly CodeList List = new(
        "format",
        new(NdJson, "One JSON object a line"),
        new(Csv, "Comma-separated values"));
}
