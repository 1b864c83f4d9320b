using System.Text.RegularExpressions;
using Portal.Bench.Generate;
using Portal.Bench.Load;

namespace Portal.Bench.Measure;

/// <summary>Whether generated data answers through the API like any other, before anything is measured on it.</summary>
internal static partial class Sanity
{
    /// <returns>How many projects are open today.</returns>
    public static async Task<int> CheckAsync(BenchServer server, Plan plan, ServedProgram api, CancellationToken cancellationToken)
    {
        await using var connection = await server.Database.OpenAsync(bulk: false, cancellationToken);
        using var lane = new HttpLane(api.Port);
        var open = await Count("places = 'open' AND least(coalesce(deadline, ends_on), ends_on) >= (now() AT TIME ZONE 'Europe/Brussels')::date");
        Same("open projects", open, Total("/v1/projects"));
        Same("projects", plan.Projects, Total("/v1/projects?availability=open&availability=full&availability=deadlinePassed&availability=ended"));
        Same("projects counted by availability", plan.Projects, Facets().Sum(count => int.Parse(count.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)));
        var titled = await BenchDatabase.ListAsync<string>(connection, "SELECT title FROM public.projects WHERE id IN (SELECT id FROM public.project_search_live ORDER BY id DESC LIMIT 1)", cancellationToken);
        var everything = "availability=open&availability=full&availability=deadlinePassed&availability=ended";
        if (Total($"/v1/projects?{everything}&text={Uri.EscapeDataString(titled[0])}") == 0)
        {
            throw new Refusal($"'{titled[0]}' is the title of a project and is not found.");
        }

        return open;

        async Task<int> Count(string condition) =>
            (int)(await BenchDatabase.ListAsync<long>(connection, $"SELECT count(*) FROM public.projects WHERE {condition}", cancellationToken))[0];

        MatchCollection Facets()
        {
            lane.Send(HttpLane.Prepare("/v1/projects/facets?facet=availability"));
            return Counted().Matches(lane.Text);
        }

        int Total(string path)
        {
            var status = lane.Send(HttpLane.Prepare(path));
            return Totals().Match(lane.Text) is { Success: true } total
                ? int.Parse(total.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)
                : throw new Refusal($"{path} was answered with {status}: {lane.Text}");
        }
    }

    private static void Same(string what, int expected, int found)
    {
        if (expected != found)
        {
            throw new Refusal($"The API tells of {found} {what} and the tables hold {expected}.");
        }
    }

    [GeneratedRegex("\"total\":(\\d+)")]
    private static partial Regex Totals();

    [GeneratedRegex("\"count\":(\\d+)")]
    private static partial Regex Counted();
}
