using Portal.Api.Domain;
using Portal.Api.Platform.Paging;
using Portal.Api.Platform.Search;

namespace Portal.Api.Features.Projects;

/// <summary>The orders in which projects can be asked for.</summary>
public static class ProjectSort
{
    public const string Relevance = "relevance";
    public const string Deadline = "deadline";
    public const string Start = "start";
    public const string Newest = "newest";
    public const string Duration = "duration";
    public const string Distance = "distance";
    public const string Fit = "fit";

    public static readonly CodeList List = new(
        "sort",
        new(Relevance, "Best match first"),
        new(Deadline, "Next deadline first, those without one last"),
        new(Start, "First to start first"),
        new(Newest, "Last published first"),
        new(Duration, "Shortest first"),
        new(Distance, "Nearest first"),
        new(Fit, "Best fit to the free days first"));

    /// <summary>
    /// Weights of D, C, B and A in ranking: nothing, town, organisation, title. One word in a title outweighs several in a
    /// name, and those a town; words in texts alone weigh nothing.
    /// </summary>
    private const string Weights = "'{0, 0.1, 0.3, 1}'::real[]";

    /// <summary>Places that are not known come after all that are.</summary>
    private const string Farthest = "1e9::double precision";

    /// <summary>What rows are sorted by, the best first.</summary>
    public static SortOrder Order(string sort, ProjectSearch search, SqlParameters values) => new(sort switch
    {
        Relevance =>
        [
            new($"{values.Add(search.Text!.Key)} IN (s.title_key, coalesce(s.reference_key, s.title_key))", typeof(bool), Descending: true),
            new(search.Text.Rank.Length == 0 ? "0::real" : $"ts_rank({Weights}, s.head, {values.AddText(search.Text.Rank, "tsquery")})", typeof(float), Descending: true),
            new(ProjectSearch.IsAvailability(Availability.Open, values.Add(search.Date)), typeof(bool), Descending: true),
        ],
        Deadline => [new("s.deadline_key", typeof(DateOnly))],
        Start => [new("s.starts_on", typeof(DateOnly))],
        Newest => [new("s.created_at", typeof(DateTime), Descending: true)],
        Duration => [new("s.weeks", typeof(int))],
        Distance => [new($"coalesce({search.Distance(values)}, {Farthest})", typeof(double))],
        Fit => [new(search.FitState(values), typeof(int)), new(search.DaysOfFit(values), typeof(int), Descending: true)],
        _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, "Not an order."),
    });
}
