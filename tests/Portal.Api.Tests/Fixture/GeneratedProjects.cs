using Portal.Api.Domain;

namespace Portal.Api.Tests.Fixture;

/// <summary>Made-up projects for comparing the database with plain C#: the same seed gives the same ones.</summary>
public static class GeneratedProjects
{
    private static readonly string[] Countries = ["MD", "RO", "GR", "GB", "XK", "CZ"];
    private static readonly string[] Topics = ["edu", "cult", "migr", "natr", "sprt"];

    /// <summary>Where participants may come from; two take part in the programme and two do not.</summary>
    public static readonly string[] Residences = ["IT", "ES", "UA", "GE"];

    /// <summary>Words that no country, topic or organisation name has.</summary>
    public static readonly string[] Words = ["garden", "bicycle", "theatre", "kitchen", "puppet", "harbour"];

    /// <param name="seed">What decides everything.</param>
    /// <param name="count">How many.</param>
    /// <param name="around">The day that the dates lie around, close enough for many to fall on the same day.</param>
    /// <param name="spread">How many days before and after it they reach.</param>
    public static IEnumerable<ProjectFacts> Generate(int seed, int count, DateOnly around, int spread)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var startsOn = around.AddDays(random.Next(-spread, spread + 1));
            var endsOn = startsOn.AddDays(random.Next(4) == 0 ? random.Next(0, 400) : random.Next(0, spread));
            yield return new ProjectFacts
            {
                Title = string.Join(' ', Enumerable.Range(0, random.Next(1, 3)).Select(_ => Pick(Words))),
                Description = random.Next(2) == 0 ? null : $"There is a {Pick(Words)} and a {Pick(Words)}.",
                StartsOn = startsOn,
                EndsOn = endsOn,
                StatedWeeks = random.Next(3) switch
                {
                    0 => null,
                    1 => random.Next(1, 60),
                    // Near the limit where stated weeks exceed the span.
                    _ => Math.Clamp((Duration.InclusiveDays(startsOn, endsOn) / 7) + random.Next(-3, 4), 0, Duration.MaxWeeks),
                },
                Deadline = random.Next(4) switch
                {
                    0 => null,
                    1 => endsOn.AddDays(random.Next(-2, 3)),
                    2 => random.Next(10) == 0 ? Deadline.Sentinel : around.AddDays(random.Next(-2, 3)),
                    _ => around.AddDays(random.Next(-spread, spread + 1)),
                },
                Places = random.Next(4) == 0 ? Places.Full : Places.Open,
                Topics = [.. Topics.Where(_ => random.Next(3) == 0)],
                ActivityType = random.Next(3) switch { 0 => null, 1 => "individual", _ => "team" },
                Country = Pick(Countries),
                Town = random.Next(3) == 0 ? null : "Town",
                InputIssues = random.Next(5) == 0 ? ["unknownTopic"] : [],
                Strand = random.Next(3) switch { 0 => null, 1 => "volunteering", _ => "humanitarianAid" },
                EligibleCountries = random.Next(3) == 0 ? [] : [.. Residences.Where(_ => random.Next(3) == 0)],
                DateFlexibility = random.Next(3) switch { 0 => null, 1 => "precise", _ => "flexible" },
                // Around Chișinău, some on the very same spot.
                Location = random.Next(4) == 0 ? null : new Location(47 + (random.Next(-20, 21) / 10.0), 28.8 + (random.Next(-20, 21) / 10.0)),
            }.Normalised();
        }

        string Pick(string[] from) => from[random.Next(from.Length)];
    }
}
