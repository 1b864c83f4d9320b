using Portal.Api.Platform.Search;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Platform.Search;

/// <summary>What is folded in the program has to be what the database folds, or a word that was found cannot be marked.</summary>
public sealed class FoldedLettersTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Theory]
    [InlineData(0x00C0, 0x024F)]
    [InlineData(0x0250, 0x02AF)]
    [InlineData(0x0370, 0x03FF)]
    [InlineData(0x0400, 0x04FF)]
    [InlineData(0x1E00, 0x1EFF)]
    [InlineData(0x1F00, 0x1FFF)]
    public async Task Every_letter_is_folded_as_in_the_database(int first, int last)
    {
        var letters = Enumerable.Range(first, last - first + 1).Select(code => ((char)code).ToString()).Where(letter => char.IsLetter(letter[0])).ToArray();
        var words = letters.Concat(letters.Select(letter => $"a{letter}b")).ToArray();

        var folded = await api.SqlListAsync<string>("SELECT fold(word) FROM unnest($1) WITH ORDINALITY AS given (word, number) ORDER BY number", (object)words);

        Assert.Empty(words.Zip(folded).Where(pair => FoldedLetters.Fold(pair.First) != pair.Second)
            .Select(pair => $"{pair.First} (U+{(int)pair.First[pair.First.Length / 2]:X4}): {FoldedLetters.Fold(pair.First)}, not {pair.Second}"));
    }

    [Theory]
    [InlineData("Straße", "strasse")]
    [InlineData("ΠΆΤΡΑΣ", "πατρασ")]
    [InlineData("Πάτρας", "πατρασ")]
    [InlineData("Ёлка", "елка")]
    [InlineData("Йога", "йога")]
    [InlineData("Київ", "київ")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("DIYARBAKIR", "diyarbakir")]
    [InlineData("Chis\u0327ina\u0306u", "chisinau")]
    [InlineData("Łódź", "lodz")]
    [InlineData("Ħolqien", "holqien")]
    [InlineData("ახალი 7", "ახალი 7")]
    [InlineData("", "")]
    public async Task Words_are_folded_as_in_the_database(string word, string folded)
    {
        Assert.Equal(folded, FoldedLetters.Fold(word));
        Assert.Equal(folded, await api.SqlValueAsync<string>("SELECT fold($1)", word));
    }
}
