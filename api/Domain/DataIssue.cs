namespace Portal.Api.Domain;

/// <summary>
/// What looks doubtful about a project's data. Issues are shown to the publisher and in the API; they never hide a
/// project. Some are seen while input is normalised and have to be kept, the others can be told from the values.
/// </summary>
public static class DataIssue
{
    public const string WeeksMissing = "weeksMissing";
    public const string DeadlineSentinel = "deadlineSentinel";
    public const string UnknownTopic = "unknownTopic";
    public const string TagsDropped = "tagsDropped";
    public const string WeeksExceedSpan = "weeksExceedSpan";
    public const string DeadlineAfterEnd = "deadlineAfterEnd";

    public static readonly CodeList List = new(
        "dataIssue",
        new(WeeksMissing, "The weeks were given as zero, which means not stated"),
        new(DeadlineSentinel, "The deadline was given as the end of 2037 or later, which means none"),
        new(UnknownTopic, "A topic that is not on the list was left out"),
        new(TagsDropped, "HTML tags were dropped from a text; their content was kept"),
        new(WeeksExceedSpan, "More weeks are stated than the dates hold"),
        new(DeadlineAfterEnd, "The deadline is after the last day of the project"));

    /// <summary>The issues that normalising input can find; only these are stored.</summary>
    public static readonly IReadOnlyList<string> OfInput = [WeeksMissing, DeadlineSentinel, UnknownTopic, TagsDropped];

    /// <summary>The stored issues and the ones that the values show, in the order of the list.</summary>
    public static IReadOnlyList<string> Of(
        IReadOnlyCollection<string> inputIssues, DateOnly startsOn, DateOnly endsOn, int? statedWeeks, DateOnly? deadline)
    {
        var exceedsSpan = Duration.ExceedsSpan(statedWeeks, startsOn, endsOn);
        if (inputIssues.Count == 0 && !exceedsSpan && !(deadline > endsOn))
        {
            return [];
        }

        var found = new HashSet<string>(inputIssues);
        if (exceedsSpan)
        {
            found.Add(WeeksExceedSpan);
        }

        if (deadline > endsOn)
        {
            found.Add(DeadlineAfterEnd);
        }

        return [.. List.Values.Where(found.Contains)];
    }
}
