using System.Globalization;
using System.Text;

namespace Portal.Api.Platform.Search;

/// <summary>Words in small letters without accents, as the database folds them.</summary>
public static class FoldedLetters
{
    /// <summary>
    /// Letters that are not an unaccented letter with something added, each with what the database makes of it. A test
    /// compares every letter with it.
    /// </summary>
    private static readonly Dictionary<char, string> Others =
        """
        ßss ẞss æae Æae œoe Œoe øo Øo đd Đd ðd Ðd ħh Ħh ıi łl Łl þth Þth ŋn Ŋn ςσ ёе Ёе ʹ'
        İi Ĳij ĳij ĸq Ŀl ŀl ŉ'n Ŧt ŧt ſs ƀb Ɓb Ƃb ƃb Ƈc ƈc Ɖd Ɗd Ƌd ƌd Ɛe Ƒf ƒf Ɠg ƕhv Ɩi Ɨi Ƙk ƙk ƚl Ɲn ƞn Ƣoi ƣoi Ƥp ƥp ƫt Ƭt
        ƭt Ʈt Ʋv Ƴy ƴy Ƶz ƶz Ǆdz ǅdz ǆdz Ǉlj ǈlj ǉlj Ǌnj ǋnj ǌnj Ǣǣ ǣǣ Ǥg ǥg Ǯǯ ǯǯ Ǳdz ǲdz ǳdz Ǽǽ ǽǽ Ǿǿ ǿǿ ȡd Ȥz ȥz ȴl ȵn ȶt ȷj
        ȸdb ȹqp Ⱥa Ȼc ȼc Ƚl Ⱦt ȿs ɀz Ƀb Ʉu Ɇe ɇe Ɉj ɉj Ɍr ɍr Ɏy ɏy ɓb ɕc ɖd ɗd ɛe ɟj ɠg ɡg ɢg ɦh ɧh ɨi ɪi ɫl ɬl ɭl ɱm ɲn ɳn ɴn
        ɶoe ɼr ɽr ɾr ʀr ʂs ʈt ʉu ʋv ʏy ʐz ʑz ʙb ʛg ʜh ʝj ʟl ʠq ʣdz ʥdz ʦts ʪls ʫlz ϐβ ϑθ ϒυ ϓϓ ϔϔ ϕφ ϖπ ϰκ ϱρ ϲσ ϵε Ϲσ ẚa ẛẛ ẜs
        ẝs Ỻll ỻll Ỽv ỽv Ỿy ỿy
        """.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1..]);

    public static string Fold(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text.ToLowerInvariant();
        }

        var folded = new StringBuilder(text.Length);
        foreach (var given in text.Normalize(NormalizationForm.FormC))
        {
            var letter = char.ToLowerInvariant(given);
            if (Others.TryGetValue(given, out var other))
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
