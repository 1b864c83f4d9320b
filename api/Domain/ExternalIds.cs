namespace Portal.Api.Domain;

/// <summary>A partner's own key of a record. It stands in addresses, so what cannot is refused.</summary>
public static class ExternalIds
{
    public const int MaxLength = 200;

    public const string Advice = "Give a key of 1 to 200 characters without /, \\ and control characters that is not . or ..";

    public static bool IsOne(string? text) =>
        text is { Length: > 0 } and not "." and not ".."
        && text.EnumerateRunes().Count() <= MaxLength
        && !text.Any(character => character is '/' or '\\' || char.IsControl(character))
        // A slash that is written so reaches no server whole.
        && !text.Contains("%2F", StringComparison.OrdinalIgnoreCase) && !text.Contains("%5C", StringComparison.OrdinalIgnoreCase)
        // Half a character, or what was one.
        && !text.EnumerateRunes().Contains(System.Text.Rune.ReplacementChar);
}
