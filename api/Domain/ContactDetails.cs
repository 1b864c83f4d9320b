using System.Text.RegularExpressions;

namespace Portal.Api.Domain;

/// <summary>
/// E-mail addresses and phone numbers in texts. They stay on the project's own page and are masked wherever texts are
/// handed on.
/// </summary>
public static partial class ContactDetails
{
    public const string Mask = "•••";

    private const int FewestDigits = 8;
    private const int MostDigits = 15;

    public static string Masked(string text) =>
        PhoneNumber().Replace(EmailAddress().Replace(text, Mask), number => IsPhoneNumber(number.Value) ? Mask : number.Value);

    /// <summary>Numbers with as many digits as a phone has, unless they are dates or years.</summary>
    private static bool IsPhoneNumber(string number) =>
        number.Count(char.IsDigit) is >= FewestDigits and <= MostDigits && (number[0] is '+' || !Date().IsMatch(number));

    [GeneratedRegex(@"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")]
    private static partial Regex EmailAddress();

    [GeneratedRegex(@"(?<![\w.])(?:\+|00)?\(?\d(?:[\s().\/-]{0,3}\d){6,}(?!\w)")]
    private static partial Regex PhoneNumber();

    [GeneratedRegex(@"(?<!\d)(?:\d{4}[.\/-]\d{1,2}[.\/-]\d{1,2}|\d{1,2}[.\/-]\s?\d{1,2}[.\/-]\s?(?:19|20)\d{2}|(?:19|20)\d{2}\s?[\/-]\s?(?:19|20)\d{2})(?!\d)")]
    private static partial Regex Date();
}
