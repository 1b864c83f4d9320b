using System.Globalization;
using Portal.Api.Domain;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Projects;

/// <summary>
/// A made-up search, as the parameters of a request and as conditions that are too simple to be wrong: a plain look at
/// every project. The same seed makes the same ones.
/// </summary>
internal sealed class PlainSearch
{
    /// <summary>Which filter a condition comes from decides which facet it does not shrink.</summary>
    private readonly Dictionary<string, (List<string> Parameters, Func<Project, Organisation, bool> Holds)> filters = [];

    private readonly List<string> others = [];
    private (double Latitude, double Longitude)? near;
    private (DateOnly From, DateOnly To)? free;

    private PlainSearch()
    {
    }

    public DateOnly AsOf { get; private set; } = PortalApi.Today;

    public string Sort { get; private set; } = "deadline";

    public IEnumerable<string> Filters => filters.Keys;

    public string Query => string.Join('&', others.Concat(filters.Values.SelectMany(filter => filter.Parameters)));

    /// <summary>The parameters without those of one filter, and with others in their place.</summary>
    public string QueryWith(string filter, params string[] parameters) =>
        string.Join('&', others.Concat(filters.Where(one => one.Key != filter).SelectMany(one => one.Value.Parameters)).Concat(parameters));

    public bool Matches(Project project, Organisation organisation, string? except = null) =>
        filters.All(filter => filter.Key == except || filter.Value.Holds(project, organisation));

    public double? DistanceOf(Project project) =>
        near is { } place && project.Latitude is { } latitude && project.Longitude is { } longitude
            ? Kilometres(place.Latitude, place.Longitude, latitude, longitude)
            : null;

    public (string State, int Days)? FitOf(Project project) => free is { } days ? Fit(project, days.From, days.To) : null;

    public IEnumerable<Project> InOrder(IEnumerable<Project> projects) => (Sort switch
    {
        "deadline" => projects.OrderBy(project => project.Deadline ?? DateOnly.MaxValue),
        "start" => projects.OrderBy(project => project.StartsOn),
        "duration" => projects.OrderBy(WeeksOf),
        "distance" => projects.OrderBy(project => DistanceOf(project) ?? double.MaxValue),
        "fit" => projects.OrderBy(project => Array.IndexOf(["fits", "slides", "misses"], FitOf(project)!.Value.State)).ThenByDescending(project => FitOf(project)!.Value.Days),
        _ => projects.OrderByDescending(project => project.CreatedAt),
    }).ThenBy(project => project.Id.ToString(), StringComparer.Ordinal);

    public static PlainSearch Make(Random random, IReadOnlyList<Guid> organisations)
    {
        var search = new PlainSearch();
        if (random.Next(2) == 0)
        {
            search.AsOf = PortalApi.Today.AddDays(random.Next(-60, 90));
            search.others.Add($"asOf={search.AsOf:yyyy-MM-dd}");
        }

        string[] availability = random.Next(3) == 0 ? [] : Some(random, Availability.List.Values);
        search.Add("availability", availability, (project, _) => (availability.Length == 0 ? ["open"] : availability).Contains(
            Availability.AsOf(search.AsOf, project.EndsOn, project.Deadline, project.Places)));
        Maybe(() =>
        {
            var values = Some(random, ["MD", "RO", "EL", "GR", "UK", "XK", "CZ"]);
            search.Add("country", values, (project, _) => values.Select(Country.ToIso).Contains(project.Country));
        });
        Maybe(() =>
        {
            var values = Some(random, ["edu", "cult", "migr", "natr", "sprt"]);
            search.Add("topic", values, (project, _) => project.Topics.Intersect(values).Any());
        });
        Maybe(() =>
        {
            var values = Some(random, ActivityType.List.Values);
            search.Add("activityType", values, (project, _) => project.ActivityType is { } type && values.Contains(type));
        });
        Maybe(() =>
        {
            var values = Some(random, Strand.List.Values);
            search.Add("strand", values, (project, _) => project.Strand is { } strand && values.Contains(strand));
        });
        Maybe(() =>
        {
            var values = Some(random, ["mentoring", "dietary"]);
            search.Add("support", values, (_, organisation) => values.All(organisation.InclusionSupports.Contains));
        });
        Maybe(() =>
        {
            var values = Some(random, organisations.Select(id => id.ToString()));
            search.Add("organisationId", values, (project, _) => values.Contains(project.OrganisationId.ToString()));
        });
        Maybe(() =>
        {
            var values = Some(random, GeneratedProjects.Residences.Append("EL"));
            search.Add("eligibleCountry", values, (project, _) => project.EligibleCountries.Length == 0
                ? values.Select(Country.ToIso).Any(code => Country.All.Any(country => country == (code, CountryGroup.Programme)))
                : values.Select(Country.ToIso).Intersect(project.EligibleCountries).Any());
        });
        Maybe(() => search.AddRange(random, "starts", project => project.StartsOn));
        Maybe(() => search.AddRange(random, "deadline", project => project.Deadline));
        Maybe(() => search.AddWeeks(random));
        Maybe(() => search.AddFreeDays(random));
        Maybe(() => search.AddPlace(random));
        Maybe(() => search.AddWord(random));
        search.ChooseSort(random);
        return search;

        void Maybe(Action add)
        {
            if (random.Next(4) == 0)
            {
                add();
            }
        }
    }

    private void Add(string filter, string[] values, Func<Project, Organisation, bool> holds) =>
        filters.Add(filter, ([.. values.Select(value => $"{filter}={value}")], holds));

    private void AddRange(Random random, string name, Func<Project, DateOnly?> dateOf)
    {
        var from = PortalApi.Today.AddDays(random.Next(-60, 60));
        var to = from.AddDays(random.Next(0, 60));
        var (hasFrom, hasTo) = random.Next(3) switch { 0 => (true, false), 1 => (false, true), _ => (true, true) };
        List<string> parameters = [.. hasFrom ? [$"{name}From={from:yyyy-MM-dd}"] : Array.Empty<string>(), .. hasTo ? [$"{name}To={to:yyyy-MM-dd}"] : Array.Empty<string>()];
        filters.Add(name, (parameters, (project, _) => (!hasFrom || dateOf(project) >= from) && (!hasTo || dateOf(project) <= to)));
    }

    private void AddWeeks(Random random)
    {
        var least = random.Next(1, 20);
        var most = least + random.Next(0, 30);
        var (hasLeast, hasMost) = random.Next(3) switch { 0 => (true, false), 1 => (false, true), _ => (true, true) };
        List<string> parameters = [.. hasLeast ? [$"minWeeks={least}"] : Array.Empty<string>(), .. hasMost ? [$"maxWeeks={most}"] : Array.Empty<string>()];
        filters.Add("weeks", (parameters, (project, _) => (!hasLeast || WeeksOf(project) >= least) && (!hasMost || WeeksOf(project) <= most)));
    }

    private void AddFreeDays(Random random)
    {
        var from = PortalApi.Today.AddDays(random.Next(-60, 40));
        var to = from.AddDays(random.Next(0, 150));
        free = (from, to);
        var any = random.Next(3) == 0;
        filters.Add("free", (
            [$"freeFrom={from:yyyy-MM-dd}", $"freeTo={to:yyyy-MM-dd}", .. any ? ["fit=any"] : random.Next(2) == 0 ? ["fit=possible"] : Array.Empty<string>()],
            (project, _) => any || Fit(project, from, to).State != "misses"));
    }

    private void AddPlace(Random random)
    {
        var place = (Latitude: 47 + (random.Next(-20, 21) / 20.0), Longitude: 28.8 + (random.Next(-20, 21) / 20.0));
        near = place;
        var at = string.Create(CultureInfo.InvariantCulture, $"near={place.Latitude:0.##},{place.Longitude:0.##}");
        var radius = random.Next(3) == 0 ? (int?)null : random.Next(1, 150);
        others.Add(at);
        if (radius is not null)
        {
            filters.Add("radiusKm", ([$"radiusKm={radius}"], (project, _) => DistanceOf(project) <= radius));
        }
    }

    private void AddWord(Random random)
    {
        var word = GeneratedProjects.Words[random.Next(GeneratedProjects.Words.Length)];
        var minus = random.Next(3) == 0;
        filters.Add("text", (
            [$"text={(minus ? "-" : "")}{(random.Next(2) == 0 ? word.ToUpperInvariant() : word)}"],
            (project, _) => minus != $"{project.Title} {project.Description}".Contains(word, StringComparison.Ordinal)));
    }

    /// <summary>The order of matches is not simple; every other one is.</summary>
    private void ChooseSort(Random random)
    {
        if (filters.ContainsKey("text") || random.Next(2) == 0)
        {
            string[] possible = ["deadline", "start", "duration", "newest", .. near is null ? [] : new[] { "distance" }, .. free is null ? [] : new[] { "fit" }];
            Sort = possible[random.Next(possible.Length)];
            others.Add($"sort={Sort}");
        }
    }

    private static string[] Some(Random random, IEnumerable<string> from)
    {
        var all = from.ToArray();
        random.Shuffle(all);
        return all[..random.Next(1, Math.Min(all.Length, 3) + 1)];
    }

    private static int WeeksOf(Project project)
    {
        var days = project.EndsOn.DayNumber - project.StartsOn.DayNumber + 1;
        return project.StatedWeeks ?? Math.Max(1, (int)Math.Round(days / 7.0, MidpointRounding.AwayFromZero));
    }

    /// <summary>Day by day.</summary>
    private static (string State, int Days) Fit(Project project, DateOnly from, DateOnly to)
    {
        var days = Enumerable.Range(0, project.EndsOn.DayNumber - project.StartsOn.DayNumber + 1).Select(project.StartsOn.AddDays).ToList();
        var spare = days.Count(day => day >= from && day <= to) - (7 * WeeksOf(project));
        var slides = project.DateFlexibility == "flexible" || days.Count >= 7 * (WeeksOf(project) + 2);
        return (days.TrueForAll(day => day >= from && day <= to) ? "fits" : spare >= 0 && slides ? "slides" : "misses", spare);
    }

    /// <summary>By the angle between two directions from the middle of the Earth, and not by the formula that the database uses.</summary>
    private static double Kilometres(double latitude, double longitude, double north, double east)
    {
        static (double X, double Y, double Z) Direction(double latitude, double longitude) => (
            Math.Cos(double.DegreesToRadians(latitude)) * Math.Cos(double.DegreesToRadians(longitude)),
            Math.Cos(double.DegreesToRadians(latitude)) * Math.Sin(double.DegreesToRadians(longitude)),
            Math.Sin(double.DegreesToRadians(latitude)));
        var (one, other) = (Direction(latitude, longitude), Direction(north, east));
        var chord = Math.Sqrt(Math.Pow(one.X - other.X, 2) + Math.Pow(one.Y - other.Y, 2) + Math.Pow(one.Z - other.Z, 2));
        return 2 * 6371.0088 * Math.Asin(chord / 2);
    }
}
