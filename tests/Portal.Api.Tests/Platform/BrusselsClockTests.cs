using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Time.Testing;
using Portal.Api.Platform.Caching;

namespace Portal.Api.Tests.Platform;

public sealed class BrusselsClockTests
{
    [Theory]
    [InlineData("2027-01-10T22:59:59Z", "2027-01-10")]
    [InlineData("2027-01-10T23:00:00Z", "2027-01-11")]
    [InlineData("2027-07-10T21:59:59Z", "2027-07-10")]
    [InlineData("2027-07-10T22:00:00Z", "2027-07-11")]
    [InlineData("2027-03-27T23:00:00Z", "2027-03-28")]
    [InlineData("2027-03-28T22:00:00Z", "2027-03-29")]
    [InlineData("2027-10-30T22:00:00Z", "2027-10-31")]
    [InlineData("2027-10-31T22:59:59Z", "2027-10-31")]
    public void Today_is_the_date_in_Brussels(string instant, string date) =>
        Assert.Equal(date, $"{At(Instant(instant)).Today:O}");

    [Theory]
    [InlineData("2027-01-10T23:00:00Z", 24 * 60)]
    [InlineData("2027-03-27T23:00:00Z", 23 * 60)]
    [InlineData("2027-10-30T22:00:00Z", 25 * 60)]
    [InlineData("2027-10-31T00:30:00Z", (22 * 60) + 30)]
    [InlineData("2027-10-31T01:30:00Z", (21 * 60) + 30)]
    [InlineData("2027-03-28T01:30:00Z", (20 * 60) + 30)]
    public void A_day_lasts_until_midnight_also_on_the_two_days_when_clocks_change(string instant, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), At(Instant(instant)).UntilMidnight);

    [Fact]
    public void The_date_changes_exactly_when_the_day_has_run_out() =>
        Prop.ForAll(
                Gen.Choose(0, 3 * 366 * 24 * 60).Select(minutes => Instant("2026-01-01T00:00:17Z").AddMinutes(minutes)).ToArbitrary(),
                now =>
                {
                    var clock = At(now);
                    return clock.UntilMidnight > TimeSpan.Zero
                        && At(now + clock.UntilMidnight - TimeSpan.FromTicks(1)).Today == clock.Today
                        && At(now + clock.UntilMidnight).Today == clock.Today.AddDays(1);
                })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static BrusselsClock At(DateTimeOffset now) => new(new FakeTimeProvider(now));

    private static DateTimeOffset Instant(string instant) => DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);
}
