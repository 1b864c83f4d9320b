using Portal.Api.Platform.Search;

namespace Portal.Api.Tests.Platform.Search;

public sealed class SpellingTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(4, 1)]
    [InlineData(5, 1)]
    [InlineData(6, 2)]
    [InlineData(9, 2)]
    [InlineData(10, 3)]
    [InlineData(40, 3)]
    public void Longer_words_may_have_more_letters_wrong_and_short_ones_none(int length, int tolerance) =>
        Assert.Equal(tolerance, Spelling.Tolerance(length));

    [Theory]
    [InlineData("garden", "garden", 0)]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    // A letter left out, doubled, wrong, or two in the wrong order.
    [InlineData("garden", "gaden", 1)]
    [InlineData("garden", "garrden", 1)]
    [InlineData("garden", "garten", 1)]
    [InlineData("garden", "gadren", 1)]
    [InlineData("garden", "agrden", 1)]
    [InlineData("garden", "gardne", 1)]
    [InlineData("garden", "arden", 1)]
    [InlineData("garden", "gardens", 1)]
    // Two of them
    [InlineData("bicycle", "bycicle", 2)]
    [InlineData("garden", "agrdne", 2)]
    [InlineData("kitten", "sitting", 3)]
    // A letter that was moved farther was left out and added.
    [InlineData("paths", "phats", 2)]
    [InlineData("abc", "ca", 3)]
    [InlineData("βιβλιοθηκη", "βιβλοθηκη", 1)]
    [InlineData("библиотека", "бибилотека", 1)]
    [InlineData("გაკვეთილი", "გავკეთილი", 1)]
    public void Distance_is_the_fewest_slips_between_two_words_in_either_direction(string one, string other, int distance)
    {
        Assert.Equal(distance, Spelling.Distance(one, other));
        Assert.Equal(distance, Spelling.Distance(other, one));
    }

    [Theory]
    [InlineData("garden", "gaden", "arden", "garde", "ggarden", "gardenn", "garten", "gadren", "agrden", "gardne", "zgarden", "gardenz")]
    [InlineData("βιβλιο", "βιβλο", "ββιβλιο", "βαβλιο", "ιββλιο", "βιβλιος")]
    [InlineData("рада", "рда", "радда", "раба", "ардa", "рід", "радаї")]
    public void Every_slip_is_a_neighbour(string word, params string[] slips)
    {
        var neighbours = Spelling.Neighbours(word);

        // Slips that are none: of another alphabet, of more than one letter, or with a letter that only ends words.
        var none = slips.Where(slip => Spelling.Distance(word, slip) > 1 || slip.Contains('a', StringComparison.Ordinal) && word[0] > 'z' || slip.EndsWith('ς')).ToList();
        Assert.Empty(slips.Except(none).Except(neighbours));
        Assert.Empty(none.Intersect(neighbours));
    }

    [Theory]
    [InlineData("garden")]
    [InlineData("a")]
    [InlineData("aa")]
    [InlineData("abab")]
    [InlineData("zulu9")]
    [InlineData("γεφυρα")]
    [InlineData("мост")]
    [InlineData("ხიდი")]
    [InlineData("جسور")]
    [InlineData("7")]
    [InlineData("")]
    public void Neighbours_are_one_slip_away_and_never_the_word_itself(string word)
    {
        var neighbours = Spelling.Neighbours(word);

        Assert.DoesNotContain(word, neighbours);
        Assert.Equal(neighbours.Count, neighbours.Distinct().Count());
        Assert.All(neighbours, neighbour => Assert.Equal(1, Spelling.Distance(word, neighbour)));
    }

    [Fact]
    public void Every_word_one_slip_away_is_a_neighbour_in_both_directions()
    {
        foreach (var neighbour in Spelling.Neighbours("bridge").Where(neighbour => neighbour.Length > 0))
        {
            Assert.Contains("bridge", Spelling.Neighbours(neighbour));
        }
    }
}
