using Npgsql;

namespace Portal.Api.Platform.Search;

/// <summary>Finds the word that somebody meant among the words that occur.</summary>
public sealed class SpellingCorrection(NpgsqlDataSource database)
{
    private const int MostCandidates = 12;

    /// <summary>The nearest word that occurs in a table, the most frequent of several; null where none is near.</summary>
    /// <param name="word">A word in small letters without accents.</param>
    /// <param name="table">The table whose words count.</param>
    /// <param name="isBeginning">Whether somebody is still typing the word.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<string?> NearestAsync(string word, string table, bool isBeginning, CancellationToken cancellationToken)
    {
        if (Spelling.Tolerance(word.Length) == 0 || word.Any(char.IsDigit))
        {
            return null;
        }

        var neighbours = await WordsAsync(
            "SELECT word FROM public.search_words WHERE word = ANY($1)", Spelling.Neighbours(word).ToArray(), cancellationToken);
        if (await MostFrequentAsync(neighbours, table, cancellationToken) is { } neighbour)
        {
            return neighbour;
        }

        var similar = await WordsAsync("SELECT * FROM public.similar_words($1)", word, cancellationToken);
        var byDistance = similar
            .Select(candidate => (Word: candidate, Distance: Spelling.Distance(
                word, isBeginning ? candidate[..Math.Min(candidate.Length, word.Length)] : candidate)))
            .Where(candidate => candidate.Distance <= Spelling.Tolerance(word.Length))
            .GroupBy(candidate => candidate.Distance, candidate => candidate.Word)
            .OrderBy(group => group.Key);
        foreach (var equallyNear in byDistance)
        {
            if (await MostFrequentAsync([.. equallyNear], table, cancellationToken) is { } nearest)
            {
                return nearest;
            }
        }

        return null;
    }

    /// <summary>How many rows of a table each tsquery finds, counted to a thousand: more says no more.</summary>
    public async Task<IReadOnlyList<long>> CountAsync(string[] matches, string table, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"""
            SELECT (SELECT count(*) FROM (SELECT FROM public.{table} WHERE body @@ given.match::tsquery LIMIT 1000) AS found)
            FROM unnest($1) WITH ORDINALITY AS given (match, number) ORDER BY number
            """);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = matches });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var counts = new List<long>(matches.Length);
        while (await reader.ReadAsync(cancellationToken))
        {
            counts.Add(reader.GetInt64(0));
        }

        return counts;
    }

    private async Task<string?> MostFrequentAsync(IReadOnlyList<string> words, string table, CancellationToken cancellationToken)
    {
        var some = words.Take(MostCandidates).ToArray();
        var counts = await CountAsync([.. some.Select(SearchTextReader.Quoted)], table, cancellationToken);
        return some.Zip(counts).Where(it => it.Second > 0)
            .OrderByDescending(it => it.Second).ThenBy(it => it.First, StringComparer.Ordinal)
            .Select(it => it.First).FirstOrDefault();
    }

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
}
