using System.ComponentModel.DataAnnotations;
using Portal.Api.Domain;
using Portal.Api.Platform.OpenApi;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Features.Projects;

/// <summary>What somebody says about themselves. Everything may be left out or be null.</summary>
public sealed class EligibilityQuestion : RequestBody
{
    /// <summary>The largest body that is read, in bytes.</summary>
    public const int MaxBytes = 4096;

    /// <summary>How many supports can be asked for: each of the list once.</summary>
    public const int MaxSupports = 5;

    /// <summary>The first day that is read as a day of birth.</summary>
    public static readonly DateOnly FirstBirthDate = new(1900, 1, 1);

    /// <summary>The country where I live: an ISO 3166-1 alpha-2 code, or XK. The European Union's own EL and UK are read
    /// as GR and GB. Not given, the answer about residence is unclear.</summary>
    /// <example>MD</example>
    [CountryCodes]
    public string? Country { get; init; }

    /// <summary>The day on which I was born, from 1900-01-01 to today in Brussels. Not given, the answers about age are
    /// unclear.</summary>
    /// <example>2006-05-31</example>
    public DateOnly? BirthDate { get; init; }

    /// <summary>The first day on which I am free, from 2000-01-01 to 2100-12-31. Not given, dates are not asked about;
    /// needs freeTo.</summary>
    /// <example>2027-03-01</example>
    public DateOnly? FreeFrom { get; init; }

    /// <summary>The last day on which I am free, from 2000-01-01 to 2100-12-31 and not before freeFrom, which it
    /// needs.</summary>
    /// <example>2027-12-31</example>
    public DateOnly? FreeTo { get; init; }

    /// <summary>The support that I need, each code once. Not given or empty, supports are not asked about.</summary>
    /// <example>["mentoring"]</example>
    [Codes(typeof(InclusionSupport)), MaxLength(MaxSupports)]
    public string[]? Supports { get; init; }

    /// <summary>The same in the words of the domain. Only right after the rules have been held.</summary>
    internal Applicant ToApplicant() => new()
    {
        Country = Country,
        BirthDate = BirthDate,
        Free = FreeFrom is { } from && FreeTo is { } to ? (from, to) : null,
        Supports = Supports ?? [],
    };
}

/// <summary>Whether a project takes the person who asks, and why.</summary>
public sealed record EligibilityAnswer
{
    /// <summary>It is no where any reason says no, else unclear where any is, else yes. This is what the rules say; the
    /// organisation decides.</summary>
    /// <example>unclear</example>
    [Codes(typeof(EligibilityOutcome))]
    public required string Answer { get; init; }

    /// <summary>One for each check, in this order: residence, being old enough, being young enough, dates and supports
    /// where they were asked about, and whether one can apply today.</summary>
    public required IReadOnlyList<EligibilityReason> Reasons { get; init; }
}

/// <summary>What one check found.</summary>
public sealed record EligibilityReason
{
    /// <summary>What was found, for machines. The codes about dates are those of date fit, the ones about applying those
    /// of availability.</summary>
    /// <example>tooOldAtStart</example>
    [Codes(typeof(Eligibility))]
    public required string Code { get; init; }

    /// <summary>What it means for taking part.</summary>
    /// <example>unclear</example>
    [Codes(typeof(EligibilityOutcome))]
    public required string Outcome { get; init; }

    /// <summary>The same in plain English, for the person who asked.</summary>
    /// <example>You are young enough to apply today, but you will be over 30 when the project starts. The rules on this differ from year to year, so ask the organisation before you apply.</example>
    [MaxLength(300)]
    public required string Text { get; init; }
}
