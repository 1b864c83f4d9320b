using System.Text.RegularExpressions;
using Npgsql;

namespace Portal.Api.Platform.Search;

/// <summary>Finds the word that somebody meant among the words that occur.</summary>
public sealed partial class SpellingCorrection(NpgsqlDataSource database)
{
    /// <summary>A word has so many neighbours that occur only when it is short, and then nobody knows which was meant.</summary>
    private const int MostCandidates = 20;

    /// <summary>Rows in which to see how a word is written.</summary>
    private const int MostRowsRead = 5;

    private const int ShortestHalf = 3;

    private const int LongestEnding = 4;

    /// <summary>Beside other words that agree, a word of this length may hold a second slip, or one that makes it another word.</summary>
    private const int ShortestOfTwoSlips = 5;

    /// <summary>Where the texts are whose words a table holds.</summary>
    private static readonly Dictionary<string, string> Sources = new()
    {
        ["project_search"] = "SELECT concat_ws(' ', title, organisation_name, town, description, participant_profile, accommodation, training) FROM public.projects",
        ["organisation_search"] = "SELECT concat_ws(' ', name, town, description) FROM public.organisations",
    };

    /// <summary>The nearest word that occurs in a table, the most frequent of several; null where none is near.</summary>
    /// <param name="word">A word in small letters without accents.</param>
    /// <param name="table">The table whose words count.</param>
    /// <param name="isBeginning">Whether somebody is still typing the word.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public Task<string?> NearestAsync(string word, string table, bool isBeginning, CancellationToken cancellationToken) =>
        NearestAsync(word, table, isBeginning, beside: "", cancellationToken);

    /// <summary>
    /// The nearest word that occurs in a table. A word that occurs beside the others is better than a nearer one that
    /// does not; of equally near ones the most frequent is taken, rather with the same first letter, which people
    /// seldom get wrong. It may also be two words that were written as one.
    /// </summary>
    /// <param name="word">A word in small letters without accents.</param>
    /// <param name="table">The table whose words count.</param>
    /// <param name="isBeginning">Whether somebody is still typing the word.</param>
    /// <param name="beside">What else has to match, as a tsquery; empty where it is the only word.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<string?> NearestAsync(string word, string table, bool isBeginning, string beside, CancellationToken cancellationToken)
    {
        if (Spelling.Tolerance(word.Length) == 0 || word.Any(char.IsDigit))
        {
            return null;
        }

        var halves = isBeginning ? [] : Halves(word).ToList();
        var known = (await WordsAsync(
            "SELECT word FROM public.search_words WHERE word = ANY($1) ORDER BY word",
            Spelling.Neighbours(word).Concat(halves.SelectMany(half => new[] { half.First, half.Second })).Distinct().ToArray(),
            cancellationToken)).ToHashSet();
        var near = halves.Where(half => known.Contains(half.First) && known.Contains(half.Second))
            .Select(half => new Candidate($"{half.First} {half.Second}", $"({SearchTextReader.Quoted(half.First)} <-> {SearchTextReader.Quoted(half.Second)})"))
            .Concat(Spelling.Neighbours(word).Where(known.Contains).Order(StringComparer.Ordinal).Select(Candidate.Of))
            .ToList();
        var nearest = await MostFrequentAsync(word, near, table, beside, cancellationToken);
        if (nearest is { IsBeside: true })
        {
            return nearest.Text;
        }

        // Another form of the word, which its stem did not tell, is as near as a slip.
        var longer = isBeginning ? [] : await WordsAsync(
            $"SELECT word FROM public.search_words WHERE word LIKE $1 || '%' AND word !~~ '%:%' AND length(word) <= length($1) + {LongestEnding} ORDER BY length(word), word",
            word, cancellationToken);
        var similar = await WordsAsync("SELECT found FROM public.similar_words($1) AS found", word, cancellationToken);
        var tolerance = Spelling.Tolerance(word.Length);
        var toleranceBeside = tolerance == 1 && word.Length >= ShortestOfTwoSlips && beside.Length > 0 ? 2 : tolerance;
        var byDistance = similar
            .Select(candidate => (Word: candidate, Distance: Spelling.Distance(
                word, isBeginning ? candidate[..Math.Min(candidate.Length, word.Length)] : candidate)))
            .Where(candidate => candidate.Distance <= toleranceBeside)
            .GroupBy(candidate => candidate.Distance, candidate => candidate.Word)
            .OrderBy(group => group.Key)
            .Select(group => (Distance: group.Key, Words: group.ToList()))
            .Prepend((Distance: 1, Words: longer));
        foreach (var (distance, words) in byDistance)
        {
            var found = await MostFrequentAsync(word, [.. words.Select(Candidate.Of)], table, beside, cancellationToken);
            if (found is { IsBeside: true })
            {
                return found.Text;
            }

            nearest ??= distance <= tolerance ? found : null;
        }

        return nearest?.Text;
    }

    /// <summary>
    /// The nearest word that occurs beside the others, of one that occurs itself but never beside them: an organisation
    /// for migration may be an organization. One slip at most; null where none does.
    /// </summary>
    public async Task<string?> NearestBesideAsync(string word, string table, string beside, CancellationToken cancellationToken)
    {
        if (word.Length < ShortestOfTwoSlips || word.Any(char.IsDigit))
        {
            return null;
        }

        var near = await WordsAsync(
            "SELECT word FROM public.search_words WHERE word = ANY($1) ORDER BY word", Spelling.Neighbours(word).ToArray(), cancellationToken);
        var found = await MostFrequentAsync(word, [.. near.Select(Candidate.Of)], table, beside, cancellationToken);
        return found is { IsBeside: true } ? found.Text : null;
    }

    /// <summary>
    /// How many rows of a table each tsquery finds, counted to a thousand: more says no more. Of a table in parts, the next
    /// part counts only for what is not in the first: most words are among the few rows that are live.
    /// </summary>
    public async Task<IReadOnlyList<long>> CountAsync(string[] matches, string table, CancellationToken cancellationToken)
    {
        var counts = new long[matches.Length];
        foreach (var part in PartsOf(table))
        {
            var missing = Enumerable.Range(0, counts.Length).Where(at => counts[at] == 0).ToArray();
            if (missing.Length == 0)
            {
                break;
            }

            await using var command = database.CreateCommand(
                $"""
                SELECT (SELECT count(*) FROM (SELECT FROM public.{part} WHERE body @@ given.match::tsquery LIMIT 1000) AS found)
                FROM unnest($1) WITH ORDINALITY AS given (match, number) ORDER BY number
                """);
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. missing.Select(at => matches[at])] });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            foreach (var at in missing)
            {
                await reader.ReadAsync(cancellationToken);
                counts[at] = reader.GetInt64(0);
            }
        }

        return counts;
    }

    /// <summary>A word as it is written in the texts in which it was found, with its accents.</summary>
    public async Task<string> AsWrittenAsync(string word, string table, CancellationToken cancellationToken)
    {
        var written = new List<string>();
        foreach (var part in PartsOf(table).TakeWhile(_ => written.Count == 0))
        {
            await using var command = database.CreateCommand(
                $"{Sources[table]} WHERE id IN (SELECT id FROM public.{part} WHERE body @@ $1::text::tsquery LIMIT {MostRowsRead})");
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = SearchTextReader.Quoted(word) });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                written.AddRange(Word().Matches(reader.GetString(0)).Select(match => match.Value).Where(value => FoldedLetters.Fold(value) == word));
            }
        }

        return written.GroupBy(value => value, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .FirstOrDefault()?.Key ?? word;
    }

    private async Task<Found?> MostFrequentAsync(
        string word, IReadOnlyList<Candidate> candidates, string table, string beside, CancellationToken cancellationToken)
    {
        var some = candidates.Take(MostCandidates).ToArray();
        if (some.Length == 0)
        {
            return null;
        }

        if (beside.Length > 0)
        {
            var together = await CountAsync([.. some.Select(candidate => $"{candidate.Match} & {beside}")], table, cancellationToken);
            if (Best(together) is { } best)
            {
                return new Found(best.Text, IsBeside: true);
            }
        }

        return Best(await CountAsync([.. some.Select(candidate => candidate.Match)], table, cancellationToken)) is { } alone
            ? new Found(alone.Text, IsBeside: beside.Length == 0)
            : null;

        Candidate? Best(IReadOnlyList<long> counts) => some.Zip(counts).Where(it => it.Second > 0)
            .OrderByDescending(it => it.First.Text[0] == word[0]).ThenByDescending(it => it.Second).ThenBy(it => it.First.Text, StringComparer.Ordinal)
            .Select(it => it.First).FirstOrDefault();
    }

    private static string[] PartsOf(string table) => table == "project_search" ? ["project_search_live", "project_search_archive"] : [table];

    private static IEnumerable<(string First, string Second)> Halves(string word) =>
        Enumerable.Range(ShortestHalf, Math.Max(0, word.Length - (2 * ShortestHalf) + 1)).Select(at => (word[..at], word[at..]));

    private async Task<List<string>> WordsAsync<T>(string sql, T value, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var words = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            words.Add(reader.GetString(0));
        }

        return words;
    }

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+")]
    private static partial Regex Word();

    private sealed record Found(string Text, bool IsBeside);

    /// <summary>What may have been meant, and how to find it.</summary>
    private sealed record Candidate(string Text, string Match)
    {
        public static Candidate Of(string word) => new(word, SearchTextReader.Quoted(word));
    }
}
