using Portal.Api.Domain;

namespace Portal.Api.Tests.Domain;

public sealed class EligibilityTests
{
    private static readonly DateOnly Today = new(2027, 1, 10);

    /// <summary>61 days from April, 8 weeks, open until the end of February, for people in Moldova and Greece.</summary>
    private static readonly EligibilityTerms Project = new()
    {
        EligibleCountries = ["MD", "GR"],
        StartsOn = new(2027, 4, 1),
        EndsOn = new(2027, 5, 31),
        StatedWeeks = 8,
        Deadline = new(2027, 2, 28),
        Supports = ["mentoring", "dietary"],
    };

    [Theory]
    [InlineData("MD", "residenceEligible", "yes")]
    [InlineData("GR", "residenceEligible", "yes")]
    [InlineData("EL", "residenceEligible", "yes")]
    [InlineData("GB", "residenceNotEligible", "no")]
    [InlineData("UK", "residenceNotEligible", "no")]
    [InlineData("RO", "residenceNotEligible", "no")]
    [InlineData(null, "residenceNotGiven", "unclear")]
    public void People_live_where_participants_may_come_from(string? country, string code, string outcome) =>
        AssertFinds(Project, new() { Country = country }, code, outcome);

    [Fact]
    public void The_United_Kingdom_is_known_by_both_codes()
    {
        AssertFinds(Project with { EligibleCountries = ["GB"] }, new() { Country = "UK" }, "residenceEligible", "yes");
        AssertFinds(Project with { EligibleCountries = ["GB"] }, new() { Country = "GB" }, "residenceEligible", "yes");
    }

    [Fact]
    public void Nobody_lives_where_participants_may_come_from_when_that_is_nowhere() =>
        AssertFinds(Project with { EligibleCountries = [] }, new() { Country = "MD" }, "residenceNotEligible", "no");

    [Theory]
    // 18 on the first day, a day later, a day earlier.
    [InlineData("2009-04-01", "2027-04-01", "oldEnough", "yes")]
    [InlineData("2009-04-02", "2027-04-01", "tooYoung", "no")]
    [InlineData("2009-03-31", "2027-04-01", "oldEnough", "yes")]
    // Around a new year.
    [InlineData("2009-01-01", "2027-01-01", "oldEnough", "yes")]
    [InlineData("2009-01-02", "2027-01-01", "tooYoung", "no")]
    [InlineData("2009-12-31", "2027-12-31", "oldEnough", "yes")]
    [InlineData("2010-01-01", "2027-12-31", "tooYoung", "no")]
    // Born on 29 February: 18 years later there is none, and 1 March is the birthday.
    [InlineData("2008-02-29", "2026-02-28", "tooYoung", "no")]
    [InlineData("2008-02-29", "2026-03-01", "oldEnough", "yes")]
    [InlineData("2008-02-28", "2026-02-28", "oldEnough", "yes")]
    [InlineData("2008-03-01", "2026-02-28", "tooYoung", "no")]
    [InlineData("2008-03-01", "2026-03-01", "oldEnough", "yes")]
    // The first day is a 29 February.
    [InlineData("2010-02-28", "2028-02-29", "oldEnough", "yes")]
    [InlineData("2010-03-01", "2028-02-29", "tooYoung", "no")]
    [InlineData("1900-01-01", "2027-04-01", "oldEnough", "yes")]
    [InlineData("2027-01-10", "2027-04-01", "tooYoung", "no")]
    // A project of the far future, and one that has begun.
    [InlineData("2027-01-10", "2045-01-10", "oldEnough", "yes")]
    [InlineData("2008-12-01", "2026-12-01", "oldEnough", "yes")]
    [InlineData("2008-12-02", "2026-12-01", "tooYoung", "no")]
    public void A_volunteer_is_18_when_the_project_starts(string born, string startsOn, string code, string outcome) =>
        AssertFinds(Starting(Date(startsOn)), new() { BirthDate = Date(born) }, code, outcome);

    [Theory]
    // Today is 10 January 2027; the project starts on 1 April. At 30 one may apply until the day before being 31.
    [InlineData("volunteering", "1996-01-10", "tooOld", "no")]
    [InlineData("volunteering", "1996-01-11", "tooOldAtStart", "unclear")]
    [InlineData("volunteering", "1996-01-09", "tooOld", "no")]
    [InlineData("volunteering", "1996-04-01", "tooOldAtStart", "unclear")]
    [InlineData("volunteering", "1996-04-02", "youngEnough", "yes")]
    [InlineData("volunteering", "1997-01-10", "youngEnough", "yes")]
    [InlineData(null, "1996-01-10", "tooOld", "no")]
    [InlineData(null, "1996-01-11", "tooOldAtStart", "unclear")]
    [InlineData(null, "1996-04-02", "youngEnough", "yes")]
    // 35 for humanitarian aid.
    [InlineData("humanitarianAid", "1996-01-10", "youngEnough", "yes")]
    [InlineData("humanitarianAid", "1991-04-02", "youngEnough", "yes")]
    [InlineData("humanitarianAid", "1991-04-01", "tooOldAtStart", "unclear")]
    [InlineData("humanitarianAid", "1991-01-11", "tooOldAtStart", "unclear")]
    [InlineData("humanitarianAid", "1991-01-10", "tooOld", "no")]
    [InlineData("humanitarianAid", "1900-01-01", "tooOld", "no")]
    // Born on 29 February: 31 on 1 March 2027, between today and the start.
    [InlineData("volunteering", "1996-02-29", "tooOldAtStart", "unclear")]
    [InlineData("volunteering", "2027-01-10", "youngEnough", "yes")]
    public void A_volunteer_is_not_over_the_highest_age_on_the_day_of_applying(string? strand, string born, string code, string outcome) =>
        AssertFinds(Project with { Strand = strand }, new() { BirthDate = Date(born) }, code, outcome);

    [Theory]
    // Born on 29 February 1996: 31 on 1 March 2027 and not on 28 February.
    [InlineData("1996-02-29", "2027-02-28", "tooOldAtStart")]
    [InlineData("1996-02-29", "2027-03-01", "tooOld")]
    [InlineData("1996-02-28", "2027-02-28", "tooOld")]
    public void The_highest_age_of_who_was_born_on_29_February_is_passed_on_1_March(string born, string today, string code) =>
        AssertFinds(Project, new() { BirthDate = Date(born) }, code, code == "tooOld" ? "no" : "unclear", Date(today));

    [Fact]
    public void Where_there_is_a_29_February_it_is_the_birthday()
    {
        Assert.Equal(new DateOnly(2032, 2, 29), Eligibility.Birthday(new(1996, 2, 29), 36));
        Assert.Equal(new DateOnly(2027, 3, 1), Eligibility.Birthday(new(1996, 2, 29), 31));
        Assert.Equal(new DateOnly(2100, 3, 1), Eligibility.Birthday(new(2064, 2, 29), 36));
        Assert.Equal(new DateOnly(2027, 2, 28), Eligibility.Birthday(new(1996, 2, 28), 31));
        Assert.Equal(new DateOnly(2027, 12, 31), Eligibility.Birthday(new(1996, 12, 31), 31));
    }

    [Fact]
    public void Over_the_highest_age_since_the_start_of_a_project_that_has_begun_is_over_it_today() =>
        AssertFinds(Starting(new(2026, 12, 1)), new() { BirthDate = new(1996, 1, 10) }, "tooOld", "no");

    [Fact]
    public void Not_telling_the_birth_date_leaves_both_ages_unclear()
    {
        AssertFinds(Project, new(), "minimumAgeUnknown", "unclear");
        AssertFinds(Project, new(), "maximumAgeUnknown", "unclear");
    }

    [Theory]
    [InlineData("2027-04-01", "2027-05-31", null, 8, "fits", "yes")]
    [InlineData("2027-04-02", "2027-05-31", "flexible", 8, "slides", "yes")]
    [InlineData("2027-04-02", "2027-05-31", null, 6, "slides", "yes")]
    [InlineData("2027-04-02", "2027-05-31", "precise", 8, "misses", "no")]
    [InlineData("2027-04-07", "2027-05-31", "flexible", 8, "misses", "no")]
    [InlineData("2028-01-01", "2028-12-31", "flexible", 8, "misses", "no")]
    public void Free_days_fit_by_the_rule_of_date_fit(string from, string to, string? flexibility, int weeks, string code, string outcome) =>
        AssertFinds(Project with { DateFlexibility = flexibility, StatedWeeks = weeks }, new() { Free = (Date(from), Date(to)) }, code, outcome);

    [Theory]
    [InlineData("2027-04-07", "flexible", "1 day short of the 56 days")]
    [InlineData("2027-04-08", "flexible", "2 days short of the 56 days")]
    [InlineData("2027-12-01", "flexible", "56 days short of the 56 days")]
    [InlineData("2027-04-02", "precise", "not free on 1 day of them")]
    [InlineData("2027-04-05", "precise", "not free on 4 days of them")]
    public void How_many_days_are_missing_is_told(string from, string flexibility, string told) =>
        Assert.Contains(
            told,
            Find(Project with { DateFlexibility = flexibility }, new() { Free = (Date(from), Date("2027-12-31")) }, "misses").Text,
            StringComparison.Ordinal);

    [Theory]
    [InlineData(new[] { "mentoring" }, "supportsOffered", "yes")]
    [InlineData(new[] { "dietary", "mentoring" }, "supportsOffered", "yes")]
    [InlineData(new[] { "mentoring", "other" }, "supportsNotStated", "unclear")]
    [InlineData(new[] { "physicalEnvironment" }, "supportsNotStated", "unclear")]
    public void Support_that_is_not_stated_is_unclear_and_never_refused(string[] needed, string code, string outcome) =>
        AssertFinds(Project, new() { Supports = needed }, code, outcome);

    [Theory]
    [InlineData("open", "2027-01-10", "open", "yes")]
    [InlineData("open", "2027-02-28", "open", "yes")]
    [InlineData("open", "2027-03-01", "deadlinePassed", "no")]
    [InlineData("full", "2027-01-10", "full", "no")]
    [InlineData("full", "2027-03-01", "full", "no")]
    [InlineData("open", "2027-05-31", "deadlinePassed", "no")]
    [InlineData("open", "2027-06-01", "ended", "no")]
    [InlineData("full", "2027-06-01", "ended", "no")]
    public void One_has_to_be_able_to_apply(string places, string today, string code, string outcome) =>
        AssertFinds(Project with { Places = places }, new(), code, outcome, Date(today));

    [Fact]
    public void The_last_day_for_applying_is_told_and_is_never_after_the_end()
    {
        Assert.Equal("You can still apply, until 28 February 2027.", Find(Project, new(), "open").Text);
        Assert.Equal("You can still apply, until 31 May 2027.", Find(Project with { Deadline = new(2027, 8, 1) }, new(), "open").Text);
        Assert.Equal("You can still apply: there is no fixed deadline.", Find(Project with { Deadline = null }, new(), "open").Text);
    }

    /// <summary>What is given of country, birth date, free days and supports, and which findings there are.</summary>
    public static TheoryData<bool, bool, bool, bool, string, string> Givens => new()
    {
        { false, false, false, false, "unclear", "residenceNotGiven, minimumAgeUnknown, maximumAgeUnknown, open" },
        { true, false, false, false, "unclear", "residenceEligible, minimumAgeUnknown, maximumAgeUnknown, open" },
        { false, true, false, false, "unclear", "residenceNotGiven, oldEnough, youngEnough, open" },
        { true, true, false, false, "yes", "residenceEligible, oldEnough, youngEnough, open" },
        { true, true, true, false, "yes", "residenceEligible, oldEnough, youngEnough, fits, open" },
        { true, true, false, true, "yes", "residenceEligible, oldEnough, youngEnough, supportsOffered, open" },
        { true, true, true, true, "yes", "residenceEligible, oldEnough, youngEnough, fits, supportsOffered, open" },
        { false, false, true, true, "unclear", "residenceNotGiven, minimumAgeUnknown, maximumAgeUnknown, fits, supportsOffered, open" },
    };

    [Theory]
    [MemberData(nameof(Givens))]
    public void Facts_are_always_checked_and_wishes_only_where_there_are_any(
        bool country, bool birthDate, bool dates, bool supports, string answer, string codes)
    {
        var findings = Eligibility.Check(
            Project,
            new()
            {
                Country = country ? "MD" : null,
                BirthDate = birthDate ? new(2004, 7, 1) : null,
                Free = dates ? (new(2027, 3, 1), new(2027, 6, 30)) : null,
                Supports = supports ? ["mentoring"] : [],
            },
            Today);

        Assert.Equal(codes, string.Join(", ", findings.Select(finding => finding.Code)));
        Assert.Equal(answer, Eligibility.Answer(findings));
    }

    [Theory]
    [InlineData("yes", "yes")]
    [InlineData("yes,yes,yes", "yes")]
    [InlineData("yes,unclear", "unclear")]
    [InlineData("unclear,yes,unclear", "unclear")]
    [InlineData("unclear,no", "no")]
    [InlineData("no,unclear,yes", "no")]
    [InlineData("yes,no", "no")]
    [InlineData("no", "no")]
    public void The_answer_is_the_gravest_outcome(string outcomes, string answer) =>
        Assert.Equal(answer, Eligibility.Answer([.. outcomes.Split(',').Select(outcome => new EligibilityFinding("", outcome, ""))]));

    [Fact]
    public void Every_finding_is_on_the_list_once_and_its_text_is_a_sentence_that_gives_nothing_of_the_person_away()
    {
        var found = Variations().SelectMany(it => Eligibility.Check(it.Project, it.Person, it.Today)).ToList();

        // Every code occurs, so every text was looked at.
        Assert.Equal(Eligibility.List.Values.Order(), found.Select(finding => finding.Code).Distinct().Order());
        Assert.Equal(Eligibility.List.Values.Distinct(), Eligibility.List.Values);
        Assert.All(found, finding =>
        {
            Assert.Contains(finding.Outcome, EligibilityOutcome.List.Values);
            Assert.Matches("^You .+\\.$|^The .+\\.$|^This .+\\.$", finding.Text);
            Assert.InRange(finding.Text.Length, 20, 300);
            Assert.DoesNotMatch("1996|1999|2010|dietary|physicalEnvironment|Moldova|\\bMD\\b|\\bRO\\b", finding.Text);
        });
        // A code always means the same.
        Assert.All(found.GroupBy(finding => finding.Code), same => Assert.Single(same.Select(finding => finding.Outcome).Distinct()));
    }

    [Fact]
    public void Somebody_who_asks_is_not_printed_by_accident() =>
        Assert.Equal(typeof(Applicant).FullName, new Applicant { Country = "MD", BirthDate = new(1999, 7, 23) }.ToString());

    private static IEnumerable<(EligibilityTerms Project, Applicant Person, DateOnly Today)> Variations() =>
        from country in new[] { "MD", "RO", null }
        from born in new DateOnly?[] { new(1996, 1, 1), new(1996, 2, 1), new(1999, 7, 23), new(2010, 1, 1), null }
        from free in new (DateOnly, DateOnly)?[]
        {
            (new(2027, 1, 1), new(2027, 12, 31)), (new(2027, 4, 2), new(2027, 12, 31)), (new(2029, 1, 1), new(2029, 12, 31)), null,
        }
        from supports in new string[][] { [], ["dietary"], ["physicalEnvironment"], ["dietary", "physicalEnvironment"] }
        from terms in new[]
        {
            Project, Project with { DateFlexibility = "flexible", Strand = Strand.HumanitarianAid, Deadline = null }, Project with { Places = Places.Full },
        }
        from today in new DateOnly[] { Today, new(2027, 3, 1), new(2027, 6, 1) }
        select (terms, new Applicant { Country = country, BirthDate = born, Free = free, Supports = supports }, today);

    private static EligibilityTerms Starting(DateOnly startsOn) => Project with { StartsOn = startsOn, EndsOn = startsOn.AddDays(60) };

    private static void AssertFinds(EligibilityTerms project, Applicant person, string code, string outcome, DateOnly? today = null) =>
        Assert.Equal(outcome, Find(project, person, code, today).Outcome);

    private static EligibilityFinding Find(EligibilityTerms project, Applicant person, string code, DateOnly? today = null) =>
        Assert.Single(Eligibility.Check(project, person, today ?? Today), finding => finding.Code == code);

    private static DateOnly Date(string date) => DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture);
}
