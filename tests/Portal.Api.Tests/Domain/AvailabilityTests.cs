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

    [Fact]
    public void Exactly_one_of_the_conditions_for_the_database_holds_and_it_is_the_one_that_is_told() =>
        Prop.ForAll(
                Cases.ToArbitrary(),
                it =>
                {
                    var openUntil = it.Deadline is { } deadline && deadline < it.EndsOn ? deadline : it.EndsOn;
                    var project = ProjectOf(it, openUntil);
                    var holding = Availability.List.Values.Where(value => Availability.Is(value, it.Date).Compile()(project));
                    return holding.SequenceEqual([it.Today()]);
                })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_no_availability_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Availability.Is("closed", new DateOnly(2027, 1, 10)));

    private static Gen<Case> Cases =>
        from date in Days
        from endsOn in Days
        from deadline in Gen.OneOf(Days.Select(day => (DateOnly?)day), Gen.Constant<DateOnly?>(null))
        from places in Gen.Elements(Places.Open, Places.Full)
        select new Case(date, endsOn, deadline, places);

    /// <summary>Few days, so that many of them fall together.</summary>
    private static Gen<DateOnly> Days => Gen.Choose(0, 12).Select(days => new DateOnly(2027, 2, 22).AddDays(days));

    private static Project ProjectOf(Case it, DateOnly openUntil)
    {
        var organisation = Organisation.Publish(Fixture.Some.Organisation);
        var project = Project.Publish(organisation, Fixture.Some.Project with
        {
            StartsOn = it.EndsOn,
            EndsOn = it.EndsOn,
            Deadline = it.Deadline,
            Places = it.Places,
        });

        // The database computes it, and here there is none.
        typeof(Project).GetProperty(nameof(Project.OpenUntil))!.SetValue(project, openUntil);
        return project;
    }

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");

    private sealed record Case(DateOnly Date, DateOnly EndsOn, DateOnly? Deadline, string Places)
    {
        public string Today() => Availability.AsOf(Date, EndsOn, Deadline, Places);

        public string Tomorrow() => Availability.AsOf(Date.AddDays(1), EndsOn, Deadline, Places);
    }
}
