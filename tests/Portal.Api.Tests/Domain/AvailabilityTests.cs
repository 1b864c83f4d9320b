using FsCheck;
using FsCheck.Fluent;
using Portal.Api.Domain;

namespace Portal.Api.Tests.Domain;

public sealed class AvailabilityTests
{
    [Theory]
    // The last day counts, the day after does not.
    [InlineData("2027-05-31", "open", "2027-05-31", null, "open")]
    [InlineData("2027-05-31", "open", "2027-06-01", null, "ended")]
    [InlineData("2027-05-31", "open", "2027-05-30", null, "open")]
    // One can apply until the end of the deadline's day.
    [InlineData("2027-05-31", "open", "2027-02-27", "2027-02-28", "open")]
    [InlineData("2027-05-31", "open", "2027-02-28", "2027-02-28", "open")]
    [InlineData("2027-05-31", "open", "2027-03-01", "2027-02-28", "deadlinePassed")]
    [InlineData("2027-05-31", "open", "2027-05-31", "2027-05-30", "deadlinePassed")]
    // Full wins over the deadline, whether it is ahead or passed.
    [InlineData("2027-05-31", "full", "2027-02-27", "2027-02-28", "full")]
    [InlineData("2027-05-31", "full", "2027-03-01", "2027-02-28", "full")]
    [InlineData("2027-05-31", "full", "2027-05-31", null, "full")]
    // Ended wins over everything.
    [InlineData("2027-05-31", "full", "2027-06-01", null, "ended")]
    [InlineData("2027-05-31", "full", "2027-06-01", "2027-06-30", "ended")]
    [InlineData("2027-05-31", "open", "2027-06-01", "2027-02-28", "ended")]
    // A deadline after the end does not keep a project open.
    [InlineData("2027-05-31", "open", "2027-05-31", "2027-06-30", "open")]
    [InlineData("2027-05-31", "open", "2027-06-01", "2027-06-30", "ended")]
    public void The_first_rule_that_holds_wins(string endsOn, string places, string date, string? deadline, string expected) =>
        Assert.Equal(expected, Availability.AsOf(Day(date), Day(endsOn), deadline is null ? null : Day(deadline), places));

    [Fact]
    public void Once_closed_by_the_calendar_a_project_never_opens_again() =>
        Prop.ForAll(
                Cases.ToArbitrary(),
                it => it.Today() is not (Availability.Ended or Availability.DeadlinePassed) || it.Tomorrow() != Availability.Open)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Open_is_until_the_earlier_of_the_deadline_and_the_end() =>
        Prop.ForAll(
                Cases.ToArbitrary(),
                it => it.Today() == Availability.Open ==
                    (it.Places == Places.Open && it.Date <= it.EndsOn && (it.Deadline is null || it.Date <= it.Deadline)))
            .QuickCheckThrowOnFailure();

    private static Gen<Case> Cases =>
        from date in Days
        from endsOn in Days
        from deadline in Gen.OneOf(Days.Select(day => (DateOnly?)day), Gen.Constant<DateOnly?>(null))
        from places in Gen.Elements(Places.Open, Places.Full)
        select new Case(date, endsOn, deadline, places);

    /// <summary>Few days, so that many of them fall together.</summary>
    private static Gen<DateOnly> Days => Gen.Choose(0, 12).Select(days => new DateOnly(2027, 2, 22).AddDays(days));

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");

    private sealed record Case(DateOnly Date, DateOnly EndsOn, DateOnly? Deadline, string Places)
    {
        public string Today() => Availability.AsOf(Date, EndsOn, Deadline, Places);

        public string Tomorrow() => Availability.AsOf(Date.AddDays(1), EndsOn, Deadline, Places);
    }
}
