using Portal.Api.Domain;

namespace Portal.Api.Tests.Domain;

public sealed class DataIssueTests
{
    private static readonly DateOnly Start = new(2027, 4, 1);
    private static readonly DateOnly End = new(2027, 4, 28);

    [Fact]
    public void A_plain_project_has_none() => Assert.Empty(DataIssue.Of([], Start, End, 4, End));

    [Fact]
    public void A_deadline_on_the_last_day_is_no_issue_and_one_day_later_is()
    {
        Assert.DoesNotContain(DataIssue.DeadlineAfterEnd, DataIssue.Of([], Start, End, null, End));
        Assert.Contains(DataIssue.DeadlineAfterEnd, DataIssue.Of([], Start, End, null, End.AddDays(1)));
    }

    [Fact]
    public void Weeks_that_exceed_the_span_are_an_issue()
    {
        Assert.DoesNotContain(DataIssue.WeeksExceedSpan, DataIssue.Of([], Start, End, 5, null));
        Assert.Contains(DataIssue.WeeksExceedSpan, DataIssue.Of([], Start, End, 6, null));
    }

    [Fact]
    public void Stored_and_seen_issues_are_told_once_in_the_order_of_the_list() =>
        Assert.Equal(
            ["weeksMissing", "deadlineSentinel", "unknownTopic", "tagsDropped", "weeksExceedSpan", "deadlineAfterEnd"],
            DataIssue.Of(
                ["tagsDropped", "unknownTopic", "weeksMissing", "deadlineSentinel", "tagsDropped"], Start, End, 6, End.AddDays(1)));
}
