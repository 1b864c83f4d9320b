namespace Portal.Api.Domain;

/// <summary>Every writable field of a project, already in the portal's own codes. See <see cref="Normalised"/>.</summary>
public sealed record ProjectFacts
{
    public const int MaxTitleLength = 200;
    public const int MaxTextLength = 10_000;
    public const int MaxTownLength = 200;
    public const int MaxUrlLength = 2_000;

    /// <summary>What a BCP 47 tag looks like, for example ro or sr-Latn.</summary>
    public const string LanguagePattern = "^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$";

    public required string Title { get; init; }

    public string? Description { get; init; }

    public string? ParticipantProfile { get; init; }

    public string? Accommodation { get; init; }

    public string? Training { get; init; }

    public string? Language { get; init; }

    public required DateOnly StartsOn { get; init; }

    public required DateOnly EndsOn { get; init; }

    public int? StatedWeeks { get; init; }

    public DateOnly? Deadline { get; init; }

    public string Places { get; init; } = Domain.Places.Open;

    public string? ApplyUrl { get; init; }

    public IReadOnlyList<string> Topics { get; init; } = [];

    public string? ActivityType { get; init; }

    public string? Strand { get; init; }

    public string? Town { get; init; }

    public required string Country { get; init; }

    public Location? Location { get; init; }

    public IReadOnlyList<string> EligibleCountries { get; init; } = [];

    public string? DateFlexibility { get; init; }

    public bool? RequiresCv { get; init; }

    public bool? RequiresMotivation { get; init; }

    public IReadOnlyList<string> InputIssues { get; init; } = [];

    /// <summary>
    /// The same facts with the quirks of real data put right and noted as issues: 0 weeks become not stated, the
    /// sentinel deadline becomes none, the EU's own country codes become ISO, repeated codes are kept once.
    /// </summary>
    public ProjectFacts Normalised()
    {
        var issues = new List<string>(InputIssues);
        if (StatedWeeks == 0)
        {
            issues.Add(DataIssue.WeeksMissing);
        }

        if (Domain.Deadline.IsSentinel(Deadline))
        {
            issues.Add(DataIssue.DeadlineSentinel);
        }

        return this with
        {
            StatedWeeks = StatedWeeks == 0 ? null : StatedWeeks,
            Deadline = Domain.Deadline.IsSentinel(Deadline) ? null : Deadline,
            Country = Domain.Country.ToIso(Country),
            EligibleCountries = [.. EligibleCountries.Select(Domain.Country.ToIso).Distinct()],
            Topics = [.. Topics.Distinct()],
            InputIssues = [.. issues.Distinct()],
        };
    }

    /// <summary>Equality by value, lists included.</summary>
    public bool SameAs(ProjectFacts other) =>
        Topics.SequenceEqual(other.Topics)
        && EligibleCountries.SequenceEqual(other.EligibleCountries)
        && InputIssues.SequenceEqual(other.InputIssues)
        && this == other with { Topics = Topics, EligibleCountries = EligibleCountries, InputIssues = InputIssues };
}
