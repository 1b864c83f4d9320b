using System.Globalization;
using System.Text;

namespace Portal.Api.Platform.Search;

/// <summary>Words in small letters without accents, as the database folds them.</summary>
public static class FoldedLetters
{
    /// <summary>Letters that are not an unaccented letter with something added.</summary>
    private static readonly Dictionary<char, string> Others = new()
    {
        ['ß'] = "ss", ['æ'] = "ae", ['œ'] = "oe", ['ø'] = "o", ['đ'] = "d", ['ð'] = "d", ['ħ'] = "h", ['ı'] = "i", ['ł'] = "l",
        ['þ'] = "th", ['ŋ'] = "n", ['ς'] = "σ", ['ё'] = "е",
    };

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormC).ToLowerInvariant())
        {
            if (Others.TryGetValue(letter, out var other))
            {
                folded.Append(other);
            }
            else if (letter < 0x80 || letter >= 0x400 && letter < 0x1E00)
            {
                // Of Cyrillic and the scripts behind it, every letter but ё stands for itself: й is no и.
                folded.Append(letter);
            }
            else
            {
                foreach (var part in letter.ToString().Normalize(NormalizationForm.FormD))
                {
                    if (CharUnicodeInfo.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark)
                    {
                        folded.Append(part);
                    }
                }
            }
        }

        return folded.ToString();
    }
}
