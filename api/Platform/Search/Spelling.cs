namespace Portal.Api.Platform.Search;

/// <summary>Which words are a slip of the finger away from another one. Words are in small letters without accents.</summary>
public static class Spelling
{
    /// <summary>Shorter words have too many neighbours to say which one was meant.</summary>
    private const int ShortestWord = 4;

    private static readonly string[] Alphabets = ["abcdefghijklmnopqrstuvwxyz", "αβγδεζηθικλμνξοπρστυφχψω", "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґђјљњћџѓќѕў"];

    /// <summary>How many letters may be wrong in a word of this length; none in a short one.</summary>
    public static int Tolerance(int length) => length < ShortestWord ? 0 : length < 6 ? 1 : length < 10 ? 2 : 3;

    /// <summary>Everything that one slip makes of a word: a letter left out, doubled, wrong, or two in the wrong order.</summary>
    public static IReadOnlyCollection<string> Neighbours(string word)
    {
        var alphabet = Alphabets.FirstOrDefault(letters => letters.Contains(word.FirstOrDefault(letter => !char.IsDigit(letter)))) ?? "";
        var neighbours = new HashSet<string>();
        for (var at = 0; at <= word.Length; at++)
        {
            var (before, after) = (word[..at], word[at..]);
            if (after.Length > 0)
            {
                neighbours.Add(before + after[1..]);
            }

            if (after.Length > 1)
            {
                neighbours.Add($"{before}{after[1]}{after[0]}{after[2..]}");
            }

            foreach (var letter in alphabet)
            {
                neighbours.Add(before + letter + after);
                if (after.Length > 0)
                {
                    neighbours.Add(before + letter + after[1..]);
                }
            }
        }

        neighbours.Remove(word);
        return neighbours;
    }

    /// <summary>
    /// The fewest letters to leave out, add, change or swap with the next to get from one word to the other: the optimal
    /// string alignment distance.
    /// </summary>
    public static int Distance(string one, string other)
    {
        var rows = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            rows[i, 0] = i;
        }

        for (var j = 0; j <= other.Length; j++)
        {
            rows[0, j] = j;
        }

        for (var i = 1; i <= one.Length; i++)
        {
            for (var j = 1; j <= other.Length; j++)
            {
                var change = one[i - 1] == other[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[one.Length, other.Length];
    }
}
