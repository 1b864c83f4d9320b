using System.Globalization;
using MediatR;
using Npgsql;
using Portal.Api.Platform.Caching;

namespace Portal.Api.Features.Sitemap;

/// <summary>Cuts the site into parts.</summary>
public static class GetSitemap
{
    public sealed record Query : IRequest<SitemapIndex>;

    public sealed class Handler(NpgsqlDataSource database, BrusselsClock clock) : IRequestHandler<Query, SitemapIndex>
    {
        /// <summary>A part begins after the last key of the one before it. One walk along the keys, which keeps nothing but the part it is in.</summary>
        private static string PartsSql(string kind) => string.Create(
            CultureInfo.InvariantCulture,
            $"""
            SELECT coalesce(lag(last) OVER (ORDER BY last), $2), pages, updated_at FROM (
                SELECT (array_agg(id ORDER BY id DESC))[1] AS last, count(*)::integer AS pages, max(updated_at) AS updated_at FROM (
                    SELECT id, updated_at, (row_number() OVER (ORDER BY id) - 1) / {SitemapLimits.MaxPages} AS part FROM ({SitemapSql.Of(kind)}) AS pages
                ) AS numbered GROUP BY part
            ) AS parts ORDER BY last
            """);

        public async Task<SitemapIndex> Handle(Query query, CancellationToken cancellationToken)
        {
            string[] kinds = [SitemapKind.Project, SitemapKind.Organisation];
            await using var batch = database.CreateBatch();
            foreach (var kind in kinds)
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand(PartsSql(kind))
                {
                    Parameters = { new NpgsqlParameter<DateOnly> { TypedValue = clock.Today }, new NpgsqlParameter<Guid> { TypedValue = Guid.Empty } },
                });
            }

            var parts = new List<SitemapPart>();
            await using var row = await batch.ExecuteReaderAsync(cancellationToken);
            foreach (var kind in kinds)
            {
                while (await row.ReadAsync(cancellationToken))
                {
                    parts.Add(new SitemapPart
                    {
                        Kind = kind,
                        After = row.GetGuid(0),
                        Pages = row.GetInt32(1),
                        UpdatedAt = row.GetFieldValue<DateTimeOffset>(2),
                    });
                }

                await row.NextResultAsync(cancellationToken);
            }

            return new SitemapIndex { Items = parts };
        }
    }
}
