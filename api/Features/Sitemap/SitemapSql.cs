namespace Portal.Api.Features.Sitemap;

/// <summary>
/// What has a page that search engines are told about, in the order of its key. Projects come from the narrow rows that
/// search reads: they hold every project that has not ended, and none that was withdrawn.
/// </summary>
internal static class SitemapSql
{
    /// <summary>$1 is the day, $2 the key after which it begins.</summary>
    public const string Projects =
        """
        SELECT p.id, p.updated_at FROM public.project_search_live AS s JOIN public.projects AS p ON p.id = s.id
        WHERE s.ends_on >= $1 AND s.id > $2 ORDER BY s.id
        """;

    public const string Organisations =
        """
        SELECT o.id, o.updated_at FROM public.organisations AS o WHERE $1::date IS NOT NULL AND o.withdrawn_at IS NULL AND o.id > $2 ORDER BY o.id
        """;

    public static string Of(string kind) => kind == SitemapKind.Project ? Projects : Organisations;
}
