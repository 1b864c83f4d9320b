using FluentValidation;
using Portal.Api.Domain;

namespace Portal.Api.Platform.Validation;

/// <summary>Rules that many requests share, each with a message that says what to do.</summary>
public static class Rules
{
    /// <summary>The first and the last day that a request may name.</summary>
    public static readonly DateOnly FirstDay = new(2000, 1, 1);
    public static readonly DateOnly LastDay = new(2100, 12, 31);

    /// <summary>How many values one list parameter takes.</summary>
    public const int MaxValues = 50;

    public static IRuleBuilderOptionsConditions<T, IReadOnlyList<string>> AreCodesOf<T>(
        this IRuleBuilder<T, IReadOnlyList<string>> rule, CodeList list) =>
        rule.Custom((values, context) => Check(values, list.Contains, list.Name, $"Use some of {string.Join(", ", list.Values)}.", context));

    public static IRuleBuilderOptionsConditions<T, IReadOnlyList<string>> AreCountries<T>(
        this IRuleBuilder<T, IReadOnlyList<string>> rule) =>
        rule.Custom((values, context) => Check(
            values,
            code => code is not null && Country.IsKnown(Country.ToIso(code)),
            "country",
            "Use ISO 3166-1 alpha-2 codes, for example MD; they are listed at /v1/reference.",
            context));

    public static IRuleBuilderOptions<T, string?> IsCodeOf<T>(this IRuleBuilder<T, string?> rule, CodeList list) =>
        rule.Must(value => value is null || list.Contains(value))
            .WithMessage($"'{{PropertyValue}}' is not a known {list.Name}. Use one of {string.Join(", ", list.Values)}.");

    public static IRuleBuilderOptions<T, DateOnly?> IsInCalendar<T>(this IRuleBuilder<T, DateOnly?> rule) =>
        rule.Must(date => date is null || (date >= FirstDay && date <= LastDay))
            .WithMessage($"Give a date from {FirstDay:yyyy-MM-dd} to {LastDay:yyyy-MM-dd}.");

    public static IRuleBuilderOptions<T, int?> IsWeeks<T>(this IRuleBuilder<T, int?> rule) =>
        rule.InclusiveBetween(1, Duration.MaxWeeks).WithMessage($"Give whole weeks from 1 to {Duration.MaxWeeks}.");

    /// <summary>Text that a person typed: not too long and without control characters, which no database stores.</summary>
    public static IRuleBuilderOptions<T, string?> IsSearchText<T>(this IRuleBuilder<T, string?> rule, int maxLength) =>
        rule.MaximumLength(maxLength).WithMessage($"Give at most {maxLength} characters.")
            .Must(text => text is null || !text.Any(character => char.IsControl(character)))
            .WithMessage("Leave out control characters.");

    /// <summary>Characters as a reader counts them: one for each Unicode code point.</summary>
    public static IRuleBuilderOptions<T, string?> HasAtMostCharacters<T>(this IRuleBuilder<T, string?> rule, int max) =>
        rule.Must(text => text is null || text.Length <= max || text.EnumerateRunes().Count() <= max)
            .WithMessage($"Give at most {max} characters.");

    public static IRuleBuilderOptions<T, string?> IsMarkdown<T>(this IRuleBuilder<T, string?> rule) =>
        rule.HasAtMostCharacters(ProjectFacts.MaxTextLength).WithErrorCode("textTooLong")
            .HasNoControlCharacters().WithErrorCode("controlCharacters");

    /// <summary>Line ends and tabs are allowed; what no database stores and no reader sees is not.</summary>
    public static IRuleBuilderOptions<T, string?> HasNoControlCharacters<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text is null || !text.Any(character => char.IsControl(character) && character is not ('\n' or '\r' or '\t')))
            .WithMessage("Leave out control characters.");

    /// <summary>A partner's own key of a record, as it can stand in an address.</summary>
    public static IRuleBuilderOptions<T, string?> IsExternalId<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(ExternalIds.IsOne).WithErrorCode("externalIdInvalid").WithMessage(ExternalIds.Advice);

    public static IRuleBuilderOptions<T, string?> IsWebAddress<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(address => address is null || (address.Length <= ProjectFacts.MaxUrlLength
                && Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)))
            .WithErrorCode("addressInvalid")
            .WithMessage($"Give a whole address that starts with https:// and has at most {ProjectFacts.MaxUrlLength} characters.");

    public static IRuleBuilderOptions<T, Location?> IsOnTheMap<T>(this IRuleBuilder<T, Location?> rule) =>
        rule.Must(location => location is null || (location.Latitude is >= -90 and <= 90 && location.Longitude is >= -180 and <= 180))
            .WithErrorCode("locationOutOfRange")
            .WithMessage("Give a latitude from -90 to 90 and a longitude from -180 to 180, in degrees.");

    private static void Check<T>(
        IReadOnlyList<string> values, Func<string?, bool> isKnown, string name, string advice, ValidationContext<T> context)
    {
        if (values.Count > MaxValues)
        {
            context.AddFailure($"Give at most {MaxValues} values.");
            return;
        }

        foreach (var value in values.Where(value => !isKnown(value)).Distinct())
        {
            context.AddFailure($"'{value}' is not a known {name}. {advice}");
        }
    }
}
