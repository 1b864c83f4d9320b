namespace Portal.Api.Data;

/// <summary>A partner: a national agency or an umbrella organisation that publishes by machine.</summary>
public sealed class PartnerRow
{
    public const int MaxNameLength = 100;

    public required string Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What a partner may be called. Who writes is noted as NAME/KEY, so a name has no slash.</summary>
    public const string NameAdvice = "Give a name of 1 to 100 characters without / and control characters.";

    public static bool IsName(string text) =>
        text.Length is > 0 and <= MaxNameLength && text == text.Trim() && !text.Any(char.IsControl) && !text.Contains('/', StringComparison.Ordinal);
}
