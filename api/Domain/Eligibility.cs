using System.Globalization;

namespace Portal.Api.Domain;

/// <summary>
/// Whether somebody can take part in a project, one finding for each check. Where people live and how old they are is
/// always checked, and not being told is unclear; the days when they are free and the support they need are wishes, and
/// what was not wished for is not checked.
/// Source of the ages and of where people may live: the European Solidarity Corps Guide, whose editions differ.
/// </summary>
public static class Eligibility
{
    public const int MinimumAge = 18;
    public const int MaximumAge = 30;
    public const int MaximumAgeForHumanitarianAid = 35;

    public const string ResidenceEligible = "residenceEligible";
    public const string ResidenceNotEligible = "residenceNotEligible";
    public const string ResidenceNotGiven = "residenceNotGiven";
    public const string OldEnough = "oldEnough";
    public const string TooYoung = "tooYoung";
    public const string MinimumAgeUnknown = "minimumAgeUnknown";
    public const string YoungEnough = "youngEnough";
    public const string TooOld = "tooOld";
    public const string TooOldAtStart = "tooOldAtStart";
    public const string MaximumAgeUnknown = "maximumAgeUnknown";
    public const string SupportsOffered = "supportsOffered";
    public const string SupportsNotStated = "supportsNotStated";

    /// <summary>The codes of all findings. Dates and applying have the codes of their own rules.</summary>
    public static readonly CodeList List = new(
        "eligibilityReason",
        [
            new(ResidenceEligible, "Lives where participants may come from"),
            new(ResidenceNotEligible, "Lives where participants may not come from"),
            new(ResidenceNotGiven, "It was not said where the person lives"),
            new(OldEnough, $"At least {MinimumAge} when the project starts"),
            new(TooYoung, $"Under {MinimumAge} when the project starts"),
            new(MinimumAgeUnknown, "It was not said when the person was born, so being old enough is open"),
            new(YoungEnough, "Not over the highest age, today and when the project starts"),
            new(TooOld, "Over the highest age today"),
            new(TooOldAtStart, "Not over the highest age today, but when the project starts"),
            new(MaximumAgeUnknown, "It was not said when the person was born, so being young enough is open"),
            .. DateFitting.List.Codes,
            new(SupportsOffered, "The organisation says that it offers all the support needed"),
            new(SupportsNotStated, "The organisation does not say that it offers all the support needed"),
            .. Availability.List.Codes,
        ]);

    /// <summary>What is found, check by check: residence, both ages, dates, supports, applying.</summary>
    /// <param name="project">What the project asks for.</param>
    /// <param name="person">Who asks.</param>
    /// <param name="today">The day of applying.</param>
    public static IReadOnlyList<EligibilityFinding> Check(EligibilityTerms project, Applicant person, DateOnly today) =>
    [
        Residence(project, person.Country),
        AtLeast(person.BirthDate, project.StartsOn),
        AtMost(project.Strand == Strand.HumanitarianAid ? MaximumAgeForHumanitarianAid : MaximumAge, person.BirthDate, today, project.StartsOn),
        .. person.Free is { } free ? [Dates(project, free.From, free.To)] : Array.Empty<EligibilityFinding>(),
        .. person.Supports.Count > 0 ? [Supports(project, person.Supports)] : Array.Empty<EligibilityFinding>(),
        Applying(project, today),
    ];

    /// <summary>No where anything says no, else unclear where anything is, else yes.</summary>
    public static string Answer(IReadOnlyCollection<EligibilityFinding> findings) =>
        new[] { EligibilityOutcome.No, EligibilityOutcome.Unclear }.FirstOrDefault(outcome => findings.Any(finding => finding.Outcome == outcome))
        ?? EligibilityOutcome.Yes;

    /// <summary>
    /// The day on which somebody reaches an age. Born on 29 February, that is 1 March in a year without one: before
    /// 28 February is over, the year of life is not full.
    /// </summary>
    public static DateOnly Birthday(DateOnly birthDate, int age)
    {
        var day = birthDate.AddYears(age);
        return day.Day == birthDate.Day ? day : day.AddDays(1);
    }

    private static EligibilityFinding Residence(EligibilityTerms project, string? country) => country switch
    {
        null => EligibilityFinding.Unclear(
            ResidenceNotGiven, "You did not say which country you live in. This project takes volunteers from some countries only."),
        _ when project.EligibleCountries.Contains(Country.ToIso(country)) => EligibilityFinding.Yes(
            ResidenceEligible, "This project takes volunteers who live in your country."),
        _ => EligibilityFinding.No(ResidenceNotEligible, "This project does not take volunteers who live in your country."),
    };

    private static EligibilityFinding AtLeast(DateOnly? birthDate, DateOnly startsOn)
    {
        var rule = $"you have to be {MinimumAge} or older on the first day of the project, {Words(startsOn)}.";
        return birthDate is not { } born
            ? EligibilityFinding.Unclear(MinimumAgeUnknown, $"You did not say when you were born, and {rule}")
            : Birthday(born, MinimumAge) <= startsOn
                ? EligibilityFinding.Yes(OldEnough, $"You are old enough: {rule}")
                : EligibilityFinding.No(TooYoung, $"You are too young: {rule}");
    }

    private static EligibilityFinding AtMost(int age, DateOnly? birthDate, DateOnly today, DateOnly startsOn)
    {
        var rule = $"you may be at most {age} on the day you apply.";
        if (birthDate is not { } born)
        {
            return EligibilityFinding.Unclear(MaximumAgeUnknown, $"You did not say when you were born, and {rule}");
        }

        var tooOldFrom = Birthday(born, age + 1);
        if (tooOldFrom <= today)
        {
            return EligibilityFinding.No(TooOld, $"You are too old: {rule}");
        }

        return tooOldFrom <= startsOn
            ? EligibilityFinding.Unclear(
                TooOldAtStart,
                $"You are young enough to apply today, but you will be over {age} when the project starts. "
                + "The rules on this differ from year to year, so ask the organisation before you apply.")
            : EligibilityFinding.Yes(YoungEnough, $"You are young enough: {rule}");
    }

    private static EligibilityFinding Dates(EligibilityTerms project, DateOnly freeFrom, DateOnly freeTo)
    {
        var (state, days) = DateFitting.Of(
            project.StartsOn, project.EndsOn, project.StatedWeeks, project.DateFlexibility, freeFrom, freeTo);
        return state switch
        {
            DateFitting.Fits => EligibilityFinding.Yes(state, "You are free on every day of the project."),
            DateFitting.Slides => EligibilityFinding.Yes(
                state, "You are not free on every day of the project, but your stay can be placed in the days when you are."),
            _ when days < 0 => EligibilityFinding.No(
                state, $"You are not free for long enough: you are {Count(-days)} short of the {Count(StayOf(project))} that the stay takes."),
            // Days enough, but they are not the volunteer's to choose.
            _ => EligibilityFinding.No(
                state, $"The days of the project are fixed, and you are not free on {Count(NotFree(project, freeFrom, freeTo))} of them."),
        };
    }

    private static EligibilityFinding Supports(EligibilityTerms project, IReadOnlyCollection<string> needed) =>
        needed.Count(support => !project.Supports.Contains(support)) switch
        {
            0 => EligibilityFinding.Yes(SupportsOffered, "The organisation says that it offers the support you need."),
            var missing => EligibilityFinding.Unclear(
                SupportsNotStated,
                (missing == needed.Count
                    ? "The organisation does not say that it offers the support you need. "
                    : "The organisation does not say that it offers all the support you need. ")
                + "That does not mean no: ask before you apply."),
        };

    private static EligibilityFinding Applying(EligibilityTerms project, DateOnly today)
    {
        var availability = Availability.AsOf(today, project.EndsOn, project.Deadline, project.Places);
        return availability switch
        {
            Availability.Open when project.Deadline is { } deadline => EligibilityFinding.Yes(
                availability, $"You can still apply, until {Words(deadline < project.EndsOn ? deadline : project.EndsOn)}."),
            Availability.Open => EligibilityFinding.Yes(availability, "You can still apply: there is no fixed deadline."),
            Availability.Full => EligibilityFinding.No(availability, "You cannot apply, because every place is taken."),
            Availability.DeadlinePassed => EligibilityFinding.No(
                availability, $"You cannot apply any more: the last day was {Words(project.Deadline!.Value)}."),
            _ => EligibilityFinding.No(availability, "You cannot apply any more, because the project has ended."),
        };
    }

    private static int StayOf(EligibilityTerms project) => 7 * Duration.Weeks(project.StatedWeeks, project.StartsOn, project.EndsOn);

    private static int NotFree(EligibilityTerms project, DateOnly freeFrom, DateOnly freeTo) =>
        Duration.InclusiveDays(project.StartsOn, project.EndsOn)
        - DateFitting.Overlap(project.StartsOn, project.EndsOn, freeFrom, freeTo);

    private static string Count(int days) => days == 1 ? "1 day" : string.Create(CultureInfo.InvariantCulture, $"{days} days");

    private static string Words(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}

/// <summary>What one check says.</summary>
public static class EligibilityOutcome
{
    public const string Yes = "yes";
    public const string No = "no";
    public const string Unclear = "unclear";

    public static readonly CodeList List = new(
        "eligibilityOutcome",
        new(Yes, "Nothing speaks against it"),
        new(No, "It is not possible"),
        new(Unclear, "It cannot be told from what is known"));
}

/// <summary>What one check found, for machines and in a sentence for the person who asked.</summary>
public sealed record EligibilityFinding(string Code, string Outcome, string Text)
{
    public static EligibilityFinding Yes(string code, string text) => new(code, EligibilityOutcome.Yes, text);

    public static EligibilityFinding No(string code, string text) => new(code, EligibilityOutcome.No, text);

    public static EligibilityFinding Unclear(string code, string text) => new(code, EligibilityOutcome.Unclear, text);
}

/// <summary>What decides about a project who can take part.</summary>
public sealed record EligibilityTerms
{
    /// <summary>Where participants may live, by ISO code; here "every programme country" is written out.</summary>
    public required IReadOnlyCollection<string> EligibleCountries { get; init; }

    public required DateOnly StartsOn { get; init; }

    public required DateOnly EndsOn { get; init; }

    public int? StatedWeeks { get; init; }

    public DateOnly? Deadline { get; init; }

    public string Places { get; init; } = Domain.Places.Open;

    public string? Strand { get; init; }

    public string? DateFlexibility { get; init; }

    public IReadOnlyCollection<string> Supports { get; init; } = [];
}

/// <summary>
/// Who asks; what is null or empty was not given. Not a record, because a record prints its values wherever it ends up
/// in a message, and these are nobody's business.
/// </summary>
public sealed class Applicant
{
    /// <summary>Where the person lives: an ISO code, or EL or UK.</summary>
    public string? Country { get; init; }

    public DateOnly? BirthDate { get; init; }

    public (DateOnly From, DateOnly To)? Free { get; init; }

    public IReadOnlyCollection<string> Supports { get; init; } = [];
}
