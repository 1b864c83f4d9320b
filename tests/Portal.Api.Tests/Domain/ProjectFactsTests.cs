using Portal.Api.Domain;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Domain;

public sealed class ProjectFactsTests
{
    [Fact]
    public void Zero_weeks_become_not_stated_and_an_issue()
    {
        var facts = (Some.Project with { StatedWeeks = 0 }).Normalised();

        Assert.Null(facts.StatedWeeks);
        Assert.Equal(["weeksMissing"], facts.InputIssues);
    }

    [Fact]
    public void Weeks_that_were_never_given_are_no_issue()
    {
        var facts = (Some.Project with { StatedWeeks = null }).Normalised();

        Assert.Null(facts.StatedWeeks);
        Assert.Empty(facts.InputIssues);
    }

    [Fact]
    public void The_sentinel_deadline_becomes_none_and_an_issue()
    {
        var facts = (Some.Project with { Deadline = new DateOnly(2037, 12, 31) }).Normalised();

        Assert.Null(facts.Deadline);
        Assert.Equal(["deadlineSentinel"], facts.InputIssues);
    }

    [Fact]
    public void The_day_before_the_sentinel_is_a_deadline()
    {
        var facts = (Some.Project with { Deadline = new DateOnly(2037, 12, 30) }).Normalised();

        Assert.Equal(new DateOnly(2037, 12, 30), facts.Deadline);
        Assert.Empty(facts.InputIssues);
    }

    [Fact]
    public void Country_codes_become_ISO_and_repeated_codes_are_kept_once()
    {
        var facts = (Some.Project with
        {
            Country = "EL",
            EligibleCountries = ["UK", "GB", "GR", "EL", "MD"],
            Topics = ["edu", "cult", "edu"],
        }).Normalised();

        Assert.Equal("GR", facts.Country);
        Assert.Equal(["GB", "GR", "MD"], facts.EligibleCountries);
        Assert.Equal(["edu", "cult"], facts.Topics);
    }

    [Fact]
    public void Normalising_twice_changes_nothing_more()
    {
        var once = (Some.Project with
        {
            StatedWeeks = 0,
            Deadline = new DateOnly(2040, 1, 1),
            Country = "UK",
            EligibleCountries = ["EL"],
            Topics = ["edu", "edu"],
            InputIssues = ["tagsDropped"],
        }).Normalised();
        var twice = once.Normalised();

        Assert.Equal(["tagsDropped", "weeksMissing", "deadlineSentinel"], once.InputIssues);
        Assert.Equivalent(once, twice, strict: true);
    }

    [Fact]
    public void Everything_else_stays_as_given()
    {
        var given = Some.Project with
        {
            Title = " Title ",
            Description = "Text",
            StatedWeeks = 52,
            Town = "CHIȘINĂU",
            Places = Places.Full,
            ActivityType = "team",
            DateFlexibility = "flexible",
            RequiresCv = false,
            RequiresMotivation = true,
            ApplyUrl = "https://example.org",
            Language = "ro",
            Strand = "humanitarianAid",
            Location = new Location(47, 28.8),
        };

        Assert.Equivalent(given, given.Normalised(), strict: true);
    }
}
