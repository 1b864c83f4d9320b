using System.CommandLine;
using Portal.Bench.Measure;

namespace Portal.Bench;

/// <summary>plans: writes how the server runs the statements of representative requests, or of those that are given.</summary>
internal static class PlansVerb
{
    private static readonly string[] Representative =
    [
        "/v1/projects",
        "/v1/projects?page=100",
        "/v1/projects?text=children",
        "/v1/projects?text=refugees%20music",
        "/v1/projects?text=enviroment",
        "/v1/projects?text=children&availability=ended",
        "/v1/projects?text=garden%20-school",
        "/v1/projects?text=nature&country=IT&topic=natr",
        "/v1/projects?country=ES&topic=edu&minWeeks=9&maxWeeks=26",
        "/v1/projects?eligibleCountry=IT",
        "/v1/projects?near=45.46,9.19&radiusKm=100",
        "/v1/projects?near=45.46,9.19&sort=distance",
        "/v1/projects?sort=newest",
        $"/v1/projects/facets?{Requests.ShownFacets[1..]}",
        $"/v1/projects/facets?text=children{Requests.ShownFacets}",
        "/v1/projects/facets?facet=availability",
        "/v1/projects/facets?text=children&facet=availability",
        "/v1/projects/suggestions?text=m",
        "/v1/projects/suggestions?text=chil",
        "/v1/projects/suggestions?text=refugess",
        "/v1/organisations?text=youth",
    ];

    public static Command Create()
    {
        var where = new WhereOptions();
        var paths = new Argument<string[]>("PATH") { Description = "What to ask, for example /v1/projects?text=children.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("plans", "Writes EXPLAIN (ANALYZE, BUFFERS) of requests to bench/results/plans.txt.") { paths };
        where.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var server = await BenchServer.StartAsync(where.Of(parsed), step => Console.WriteLine($"  {step}"), cancellationToken);
            var asked = parsed.GetValue(paths) is { Length: > 0 } given ? given : Representative;
            var file = Path.Combine(ServedProgram.Checkout, "bench/results/plans.txt");
            await Plans.WriteAsync(server, file, asked, cancellationToken);
            Console.WriteLine($"The plans of {asked.Length} requests are in {file}.");
            return 0;
        });
        return command;
    }
}
