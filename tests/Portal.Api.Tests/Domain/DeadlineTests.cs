using Portal.Api.Domain;

namespace Portal.Api.Tests.Domain;

public sealed class DeadlineTests
{
    [Theory]
    [InlineData("2037-12-30", false)]
    [InlineData("2037-12-31", true)]
    [InlineData("2038-01-01", true)]
    [InlineData("9999-12-31", true)]
    public void The_last_day_of_2037_and_every_later_one_mean_none(string deadline, bool isSentinel) =>
        Assert.Equal(isSentinel, Deadline.IsSentinel(DateOnly.ParseExact(deadline, "yyyy-MM-dd")));

    [Fact]
    public void No_deadline_is_no_sentinel() => Assert.False(Deadline.IsSentinel(null));

    [Fact]
    public void The_kind_tells_whether_there_is_one()
    {
        Assert.Equal("none", DeadlineKind.Of(null));
        Assert.Equal("fixed", DeadlineKind.Of(new DateOnly(2027, 1, 1)));
    }
}
