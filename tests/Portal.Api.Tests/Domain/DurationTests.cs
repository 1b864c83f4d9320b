using FsCheck;
using FsCheck.Fluent;
using Portal.Api.Domain;

namespace Portal.Api.Tests.Domain;

public sealed class DurationTests
{
    private static readonly DateOnly Start = new(2027, 4, 1);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(7, 1)]
    [InlineData(10, 1)]
    [InlineData(11, 2)]
    [InlineData(14, 2)]
    [InlineData(17, 2)]
    [InlineData(18, 3)]
    [InlineData(339, 48)]
    [InlineData(366, 52)]
    public void Weeks_that_are_not_stated_are_the_inclusive_days_in_weeks_rounded_and_at_least_one(int days, int weeks) =>
        Assert.Equal(weeks, Duration.Weeks(null, Start, Start.AddDays(days - 1)));

    [Fact]
    public void Stated_weeks_are_told_as_they_are() => Assert.Equal(52, Duration.Weeks(52, Start, Start.AddDays(338)));

    [Theory]
    // 12 weeks are 84 days: two more weeks make a window, a day less does not.
    [InlineData(12, 98, true)]
    [InlineData(12, 97, false)]
    [InlineData(1, 21, true)]
    [InlineData(1, 20, false)]
    [InlineData(52, 339, false)]
    public void A_span_at_least_two_weeks_longer_than_the_weeks_is_a_window(int stated, int days, bool window) =>
        Assert.Equal(window, Duration.IsWindow(stated, Start, Start.AddDays(days - 1)));

    [Fact]
    public void Weeks_that_follow_from_the_dates_never_leave_a_window() =>
        Prop.ForAll(Spans.ToArbitrary(), days => !Duration.IsWindow(null, Start, Start.AddDays(days - 1))).QuickCheckThrowOnFailure();

    [Theory]
    // The reference organisation's 52 weeks in 339 days: ceil(48.4) + 1 is 50.
    [InlineData(52, 339, true)]
    [InlineData(51, 339, true)]
    [InlineData(50, 339, false)]
    // Whole weeks: 28 days hold 4, and one of tolerance.
    [InlineData(5, 28, false)]
    [InlineData(6, 28, true)]
    [InlineData(6, 29, false)]
    [InlineData(7, 29, true)]
    [InlineData(2, 1, false)]
    [InlineData(3, 1, true)]
    public void More_weeks_than_the_span_holds_and_one_exceed_it(int stated, int days, bool exceeds) =>
        Assert.Equal(exceeds, Duration.ExceedsSpan(stated, Start, Start.AddDays(days - 1)));

    [Fact]
    public void Weeks_that_are_not_stated_never_exceed_the_span() =>
        Prop.ForAll(Spans.ToArbitrary(), days => !Duration.ExceedsSpan(null, Start, Start.AddDays(days - 1))).QuickCheckThrowOnFailure();

    [Fact]
    public void Both_the_first_and_the_last_day_count() => Assert.Equal(1, Duration.InclusiveDays(Start, Start));

    private static Gen<int> Spans => Gen.Choose(1, 4000);
}
