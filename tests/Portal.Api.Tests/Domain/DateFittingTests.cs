using FsCheck;
using FsCheck.Fluent;
using Portal.Api.Domain;

namespace Portal.Api.Tests.Domain;

public sealed class DateFittingTests
{
    // 61 days, which are 9 weeks (63 days) where none are stated.
    private static readonly DateOnly Start = new(2027, 4, 1);
    private static readonly DateOnly End = new(2027, 5, 31);

    /// <summary>Stated weeks, flexibility, the free days counted from the project's first and last day, what is expected.</summary>
    public static TheoryData<int?, string?, int, int, string, int> Cases => new()
    {
        // All of the period is free.
        { 8, null, 0, 0, DateFitting.Fits, 5 },
        { 8, "precise", -1, 1, DateFitting.Fits, 5 },
        { 8, "flexible", -300, 300, DateFitting.Fits, 5 },
        // Also where the weeks do not fit into it.
        { null, null, 0, 0, DateFitting.Fits, -2 },
        { 52, "precise", 0, 0, DateFitting.Fits, -303 },
        // A day is missing at either end.
        { 8, "flexible", 1, 0, DateFitting.Slides, 4 },
        { 8, "flexible", 0, -1, DateFitting.Slides, 4 },
        { 8, "flexible", 1, 300, DateFitting.Slides, 4 },
        { 8, "precise", 1, 0, DateFitting.Misses, 4 },
        { 8, "precise", 0, -1, DateFitting.Misses, 4 },
        { 8, null, 1, 0, DateFitting.Misses, 4 },
        // 8 weeks are 56 days: exactly these, and one less.
        { 8, "flexible", 5, 0, DateFitting.Slides, 0 },
        { 8, "flexible", 6, 0, DateFitting.Misses, -1 },
        { 8, "flexible", 3, -2, DateFitting.Slides, 0 },
        { 8, "flexible", 3, -3, DateFitting.Misses, -1 },
        // 6 weeks leave two and more over, so the period is a window even though the dates are precise.
        { 6, "precise", 1, 0, DateFitting.Slides, 18 },
        { 6, null, 19, 0, DateFitting.Slides, 0 },
        { 6, null, 20, 0, DateFitting.Misses, -1 },
        { 7, null, 1, 0, DateFitting.Misses, 11 },
        // Weeks that are not stated never leave a window.
        { null, null, 1, 0, DateFitting.Misses, -3 },
        { null, "flexible", 1, 0, DateFitting.Misses, -3 },
        // They do not meet, or on one day only.
        { 1, "flexible", 61, 100, DateFitting.Misses, -7 },
        { 1, "flexible", 60, 100, DateFitting.Misses, -6 },
        { 1, "flexible", -100, -61, DateFitting.Misses, -7 },
        { 1, "flexible", -100, -60, DateFitting.Misses, -6 },
        { 1, "flexible", 5000, 6000, DateFitting.Misses, -7 },
        { 520, "flexible", 5000, 6000, DateFitting.Misses, -3640 },
        // One free week inside.
        { 1, null, 30, -24, DateFitting.Slides, 0 },
        { 1, null, 30, -25, DateFitting.Misses, -1 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_free_days_are_held_against_the_period(int? weeks, string? flexibility, int afterStart, int afterEnd, string state, int days) =>
        Assert.Equal((state, days), DateFitting.Of(Start, End, weeks, flexibility, Start.AddDays(afterStart), End.AddDays(afterEnd)));

    [Fact]
    public void A_single_day_fits_a_project_of_one_day() => Assert.Equal((DateFitting.Fits, -6), DateFitting.Of(Start, Start, null, null, Start, Start));

    [Fact]
    public void The_codes_are_the_ones_that_answers_carry() => Assert.Equal(["fits", "slides", "misses"], DateFitting.List.Values);

    [Fact]
    public void The_rule_is_what_counting_day_by_day_says()
    {
        var cases =
            from length in Gen.Choose(1, 120)
            from weeks in Gen.OneOf(Gen.Constant((int?)null), Gen.Choose(1, 18).Select(stated => (int?)stated))
            from flexibility in Gen.Elements(null, "precise", "flexible")
            from offset in Gen.Choose(-130, 130)
            from free in Gen.Choose(1, 260)
            select (length, weeks, flexibility, offset, free);

        Prop.ForAll(cases.ToArbitrary(), it =>
        {
            var endsOn = Start.AddDays(it.length - 1);
            var freeFrom = Start.AddDays(it.offset);
            var freeDays = Enumerable.Range(0, it.free).Select(freeFrom.AddDays).ToHashSet();
            var common = Enumerable.Range(0, it.length).Count(day => freeDays.Contains(Start.AddDays(day)));
            var stay = 7 * (it.weeks ?? Math.Max(1, (int)Math.Round(it.length / 7.0)));
            var isWindow = it.length - stay >= 14;
            var expected = common == it.length ? "fits"
                : common >= stay && (it.flexibility == "flexible" || isWindow) ? "slides"
                : "misses";

            return DateFitting.Of(Start, endsOn, it.weeks, it.flexibility, freeFrom, freeFrom.AddDays(it.free - 1)) == (expected, common - stay);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }
}
