using System.Buffers;
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

    /// <summary>Of every script, as the pattern has them.</summary>
    private static readonly SearchValues<char> Digits = SearchValues.Create([.. Enumerable.Range(0, char.MaxValue + 1).Select(code => (char)code).Where(char.IsDigit)]);

    /// <summary>Those of ASCII, and with what the digits of other scripts begin, from the Arabic ones on.</summary>
    private static readonly SearchValues<byte> BytesOfDigits =
        SearchValues.Create([.. "0123456789"u8, .. Enumerable.Range(0xD9, 0xF4 - 0xD9 + 1).Select(lead => (byte)lead)]);

    public static string Masked(string text)
    {
        // Most texts have neither, which is seen much sooner than it is searched for.
        var masked = text.Contains('@', StringComparison.Ordinal) ? EmailAddress().Replace(text, Mask) : text;
        return HasDigitsOfAPhoneNumber(masked) ? PhoneNumber().Replace(masked, number => IsPhoneNumber(number.Value) ? Mask : number.Value) : masked;
    }

    /// <summary>Whether a text in UTF-8 may have any, which is seen without reading it. Where it says no there are none.</summary>
    public static bool MayBeIn(ReadOnlySpan<byte> text)
    {
        if (text.Contains((byte)'@'))
        {
            return true;
        }

        var found = 0;
        for (var next = IndexOfDigit(text); next >= 0 && found < FewestDigits; next = IndexOfDigit(text))
        {
            found++;
            text = text[(next + 1)..];
        }

        return found == FewestDigits;

        static int IndexOfDigit(ReadOnlySpan<byte> text) => text.IndexOfAny(BytesOfDigits);
    }

    private static bool HasDigitsOfAPhoneNumber(ReadOnlySpan<char> text)
    {
        var found = 0;
        for (var next = text.IndexOfAny(Digits); next >= 0 && found < FewestDigits; next = text.IndexOfAny(Digits))
        {
            found++;
            text = text[(next + 1)..];
        }

        return found == FewestDigits;
    }

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
