using Npgsql;
using Portal.Bench.Generate;

namespace Portal.Bench.Load;

/// <summary>Whether the database is whole: what was loaded without triggers and keys has to be as if they had been there.</summary>
internal static class Verification
{
    public static async Task RunAsync(NpgsqlConnection connection, Plan plan, CancellationToken cancellationToken)
    {
        (string What, string Sql, long Expected)[] facts =
        [
            ("organisations", "SELECT count(*) FROM public.organisations", plan.Organisations),
            ("projects", "SELECT count(*) FROM public.projects", plan.Projects),
            ("open projects", $"SELECT count(*) FROM public.projects WHERE places = 'open' AND least(coalesce(deadline, ends_on), ends_on) >= '{plan.Day:yyyy-MM-dd}'", plan.Open),
            ("rows that search reads", "SELECT count(*) FROM public.project_search", plan.Projects),
            ("rows of organisations that search reads", "SELECT count(*) FROM public.organisation_search", plan.Organisations),
            ("projects without their organisation or its name", "SELECT count(*) FROM public.projects AS p WHERE NOT EXISTS (SELECT FROM public.organisations AS o WHERE o.id = p.organisation_id AND o.name = p.organisation_name AND o.inclusion_supports = p.supports)", 0),
            ("triggers that are off", "SELECT count(*) FROM pg_trigger WHERE tgenabled <> 'O' AND NOT tgisinternal", 0),
            ("indexes that are missing or broken", "SELECT (SELECT count(*) FROM bench.dropped_indexes) + (SELECT count(*) FROM pg_index WHERE NOT indisvalid)", 0),
            ("whether any word is known", "SELECT count(*) FROM (SELECT FROM public.search_words LIMIT 1) AS known", 1),
        ];
        foreach (var (what, sql, expected) in facts)
        {
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            if ((long)(await command.ExecuteScalarAsync(cancellationToken))! is var found && found != expected)
            {
                throw new Refusal($"The data is not as planned: {what} should be {expected} and is {found}.");
            }
        }
    }
}
