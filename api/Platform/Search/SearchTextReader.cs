using System.Text.RegularExpressions;
using Npgsql;

namespace Portal.Api.Platform.Search;

/// <summary>
/// Reads a text as a search: folds its words, adds the stems that occur, takes a country's name in any of the portal's
/// languages for the country, and replaces words that occur nowhere by their nearest spelling.
/// </summary>
public sealed partial class SearchTextReader(NpgsqlDataSource database, SpellingCorrection spelling)
{
    private const int LongestCountryName = 5;
    private const int ShortestOfTwo = 3;

    /// <param name="text">What somebody typed.</param>
    /// <param name="table">Where it is to be found: the table whose words count.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<SearchText> ReadAsync(string text, string table, CancellationToken cancellationToken)
    {
        var terms = TextQuery.Terms(text);
        var (parts, key) = await PartsAsync(terms, cancellationToken);
        var unknown = parts.Where(part => part is { Correctable: not null, Occurs: false }).ToList();
        return await CorrectAsync(terms, parts, unknown, table, cancellationToken) ?? Compose(terms, parts, key, isCorrected: false);
    }

    /// <summary>Reads a text that was corrected before, or is to be taken as it is.</summary>
    public async Task<SearchText> ReadAsItIsAsync(string text, bool isCorrected, CancellationToken cancellationToken)
    {
        var terms = TextQuery.Terms(text);
        var (parts, key) = await PartsAsync(terms, cancellationToken);
        return Compose(terms, parts, key, isCorrected);
    }

    /// <summary>
    /// For a search that found nothing: corrects the words that have occurred once and occur nowhere any more, and where
    /// all occur but never together, the one that keeps them apart.
    /// </summary>
    /// <returns>The corrected text; null where everything occurs or nothing has a near spelling.</returns>
    public async Task<SearchText?> ReadAgainAsync(string text, SearchText read, string table, CancellationToken cancellationToken)
    {
        var correctable = read.Parts.Where(part => part.Correctable is not null).ToList();
        if (correctable.Count == 0)
        {
            return null;
        }

        var counts = await spelling.CountAsync([read.Match, .. correctable.Select(part => part.Match)], table, cancellationToken);
        if (counts[0] > 0)
        {
            return null;
        }

        var terms = TextQuery.Terms(read.Corrected ?? text);
        var missing = correctable.Where((_, index) => counts[index + 1] == 0).ToList();
        if (missing.Count > 0)
        {
            return await CorrectAsync(terms, read.Parts, missing, table, cancellationToken);
        }

        // Rather one of which only some other form occurs, perhaps by accident that of another language.
        foreach (var part in correctable.Where(_ => read.Parts.Count > 1).OrderBy(part => part.IsKnown).ThenByDescending(part => part.Correctable!.Length))
        {
            var beside = string.Join(" & ", read.Parts.Where(other => other != part).Select(other => other.Match));
            if (await spelling.NearestBesideAsync(part.Correctable!, table, beside, cancellationToken) is { } nearest)
            {
                return await ReplaceAsync(terms, new() { [part.Terms.Start.Value] = part.With(nearest) }, table, cancellationToken);
            }
        }

        return null;
    }

    private async Task<SearchText?> CorrectAsync(
        IReadOnlyList<TextTerm> terms, IReadOnlyList<TextPart> parts, List<TextPart> missing, string table, CancellationToken cancellationToken)
    {
        var beside = parts.Where(part => !part.IsLeftOut && !missing.Contains(part)).Select(part => part.Match).ToList();
        var found = new Dictionary<int, string>();
        foreach (var part in missing)
        {
            if (await spelling.NearestAsync(part.Correctable!, table, isBeginning: false, string.Join(" & ", beside), cancellationToken) is { } nearest)
            {
                found[part.Terms.Start.Value] = part.With(nearest);
                beside.AddRange(nearest.Split(' ').Select(Quoted));
            }
        }

        return found.Count == 0 ? null : await ReplaceAsync(terms, found, table, cancellationToken);
    }

    /// <summary>The text with other words, written as they are where they occur, in place of some terms.</summary>
    private async Task<SearchText> ReplaceAsync(
        IReadOnlyList<TextTerm> terms, Dictionary<int, string> words, string table, CancellationToken cancellationToken)
    {
        var corrected = new List<TextTerm>();
        for (var at = 0; at < terms.Count; at++)
        {
            if (!words.TryGetValue(at, out var instead))
            {
                corrected.Add(terms[at]);
                continue;
            }

            foreach (var word in instead.Split(' '))
            {
                var written = await spelling.AsWrittenAsync(word, table, cancellationToken);
                corrected.Add(new TextTerm(InCaseOf(terms[at].Text, written), IsQuoted: false, IsLeftOut: false));
            }
        }

        var (parts, key) = await PartsAsync(corrected, cancellationToken);
        return Compose(corrected, parts, key, isCorrected: true);
    }

    /// <summary>Whoever types small letters is answered in small letters.</summary>
    private static string InCaseOf(string typed, string written)
    {
        var small = written.ToLowerInvariant();
        return !typed.Any(char.IsUpper) && FoldedLetters.Fold(small) == FoldedLetters.Fold(written) ? small : written;
    }

    private static SearchText Compose(IReadOnlyList<TextTerm> terms, List<TextPart> parts, string key, bool isCorrected)
    {
        var wanted = parts.Where(part => !part.IsLeftOut).ToList();
        var words = wanted.SelectMany(part => part.Words).Distinct().ToList();
        var text = string.Join(' ', terms);
        return new SearchText
        {
            Match = string.Join(" & ", wanted.Select(part => part.Match)),
            LeaveOut = string.Join(" | ", parts.Where(part => part.IsLeftOut).Select(part => part.Match)),
            Rank = string.Join(" | ", words.Select(Quoted)),
            Terms = terms,
            Whole = text,
            Key = key,
            Corrected = isCorrected ? text : null,
            Marks = wanted.SelectMany(part => part.Shown).ToHashSet(),
            Parts = wanted,
        };
    }

    private async Task<(List<TextPart> Parts, string Key)> PartsAsync(IReadOnlyList<TextTerm> terms, CancellationToken cancellationToken)
    {
        var names = CountryNames(terms);
        await using var batch = database.CreateBatch();
        var given = new SqlParameters();
        // A word with a hyphen or an apostrophe may also be written without; those come second.
        var texts = given.Add(terms.Select(term => term.Text).Concat(terms.Select(Joined)).ToArray());
        batch.BatchCommands.Add(given.Command($"SELECT term, word, stems, forms, known FROM public.read_terms({texts})"));
        var named = new SqlParameters();
        var possible = named.Add(names.Select(name => string.Join(' ', terms.Take(name).Select(term => term.Text))).ToArray());
        batch.BatchCommands.Add(named.Command(
            $"SELECT number, country FROM unnest({possible}) WITH ORDINALITY AS given (name, number) JOIN public.country_names ON name_key = public.key_of(name) ORDER BY number, country"));

        var whole = new SqlParameters();
        batch.BatchCommands.Add(whole.Command($"SELECT public.key_of({whole.Add(string.Join(' ', terms))})"));

        var asOne = terms.Select((_, at) => AsOneWord(terms, at)).ToList();
        if (asOne.Any(word => word.Length > 0))
        {
            var together = new SqlParameters();
            batch.BatchCommands.Add(together.Command($"SELECT word FROM public.search_words WHERE word = ANY({together.Add(asOne.Where(word => word.Length > 0).ToArray())})"));
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var words = new List<(int Term, ReadWord Word)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            words.Add(((int)reader.GetInt64(0) - 1, new(reader.GetString(1), reader.GetFieldValue<string[]>(2), reader.GetFieldValue<string[]>(3), reader.GetBoolean(4))));
        }

        await reader.NextResultAsync(cancellationToken);
        var countries = new List<(Range Terms, string Country)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            countries.Add((names[(int)reader.GetInt64(0) - 1], reader.GetString(1)));
        }

        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var key = reader.GetString(0);
        var known = new HashSet<string>();
        while (await reader.NextResultAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                known.Add(reader.GetString(0));
            }
        }

        var found = PartsOf(
            terms,
            words.ToLookup(it => it.Term, it => it.Word),
            countries.ToLookup(it => it.Terms, it => it.Country),
            [.. asOne.Select(word => known.Contains(word) ? word : null)]);
        return (found, key);
    }

    private static List<TextPart> PartsOf(
        IReadOnlyList<TextTerm> terms, ILookup<int, ReadWord> words, ILookup<Range, string> countries, IReadOnlyList<string?> asOne)
    {
        var parts = new List<TextPart>();
        for (var at = 0; at < terms.Count;)
        {
            var named = countries.Where(name => name.Key.Start.Value == at).MaxBy(name => name.Key.End.Value);
            if (named is null && asOne[at] is { } word && !countries.Any(name => name.Key.Start.Value == at + 1))
            {
                parts.Add(PartOfTwo(terms, at, words, word));
                at += 2;
                continue;
            }

            var terminal = named?.Key.End.Value ?? at + 1;
            var made = Enumerable.Range(at, terminal - at)
                .Select(term => PartOf(terms[term], term, [.. words[term]], words[terms.Count + term].FirstOrDefault()))
                .OfType<TextPart>().ToList();
            if (named is null || made.Count == 0)
            {
                parts.AddRange(made);
            }
            else
            {
                var codes = named.Select(country => $"country:{country.ToLowerInvariant()}").ToList();
                parts.Add(new TextPart
                {
                    Terms = named.Key,
                    Match = $"({string.Join(" & ", made.Select(part => part.Match))} | {string.Join(" | ", codes.Select(Quoted))})",
                    Words = [.. made.SelectMany(part => part.Words), .. codes],
                    Shown = [.. made.SelectMany(part => part.Shown)],
                    IsLeftOut = false,
                    Correctable = null,
                    Occurs = true,
                    IsKnown = true,
                });
            }

            at = terminal;
        }

        return parts;
    }

    private static TextPart? PartOf(TextTerm term, int at, IReadOnlyList<ReadWord> words, ReadWord? joined)
    {
        if (words.Count == 0)
        {
            return null;
        }

        if (term.IsQuoted || term.IsLeftOut)
        {
            return new TextPart
            {
                Terms = at..(at + 1),
                Match = $"({string.Join(" <-> ", words.Select(word => Quoted(word.Word)))})",
                Words = [.. words.Select(word => word.Word)],
                Shown = [.. words.Select(word => word.Word)],
                IsLeftOut = term.IsLeftOut,
                Correctable = null,
                Occurs = words.All(word => word.Occurs),
                IsKnown = true,
            };
        }

        // Of l'école, only école has to be there.
        var needed = words.Count > 1 && words[0].Word.Length <= 2 && Elision().IsMatch(term.Text) ? words.Skip(1).ToList() : words;
        var match = string.Join(" & ", needed.Select(word => word.Match));
        var word = needed.FirstOrDefault(it => !it.Occurs) ?? needed[0];
        return new TextPart
        {
            Terms = at..(at + 1),
            Match = joined is null ? $"({match})" : $"({match} | {joined.Match})",
            Words = [.. needed.SelectMany(it => it.All), .. joined?.All ?? []],
            Shown = [.. needed.SelectMany(it => it.Shown), .. joined?.Shown ?? []],
            IsLeftOut = false,
            Correctable = needed.Any(it => it.Word.Any(char.IsDigit)) || (needed.Count > 1 && word.Occurs) ? null : word.Word,
            Needed = needed.Count > 1 ? [.. needed.Select(it => it.Word)] : [],
            Occurs = joined?.Occurs == true || needed.All(it => it.Occurs),
            IsKnown = joined?.Occurs == true || needed.All(it => it.IsKnown),
        };
    }

    /// <summary>Two words that also occur as one: a fahrrad werkstatt may be a Fahrradwerkstatt.</summary>
    private static TextPart PartOfTwo(IReadOnlyList<TextTerm> terms, int at, ILookup<int, ReadWord> words, string asOne)
    {
        var two = new[] { at, at + 1 }.Select(term => PartOf(terms[term], term, [.. words[term]], words[terms.Count + term].FirstOrDefault())).OfType<TextPart>().ToList();
        return new TextPart
        {
            Terms = at..(at + 2),
            Match = $"(({string.Join(" & ", two.Select(part => part.Match))}) | {Quoted(asOne)})",
            Words = [.. two.SelectMany(part => part.Words), asOne],
            Shown = [.. two.SelectMany(part => part.Shown), asOne],
            IsLeftOut = false,
            Correctable = null,
            Occurs = true,
            IsKnown = true,
        };
    }

    /// <summary>Every run of words that could be the name of a country.</summary>
    private static List<Range> CountryNames(IReadOnlyList<TextTerm> terms)
    {
        var names = new List<Range>();
        for (var start = 0; start < terms.Count; start++)
        {
            for (var end = start; end < terms.Count && end < start + LongestCountryName && !terms[end].IsQuoted && !terms[end].IsLeftOut; end++)
            {
                names.Add(start..(end + 1));
            }
        }

        return names;
    }

    private static string Joined(TextTerm term)
    {
        var joined = term.IsQuoted || term.IsLeftOut ? "" : Joiner().Replace(term.Text, "");
        return joined == term.Text ? "" : joined;
    }

    /// <summary>A word and the next one without the space between them, where both are plain words.</summary>
    private static string AsOneWord(IReadOnlyList<TextTerm> terms, int at) =>
        at + 1 < terms.Count && IsPlainWord(terms[at]) && IsPlainWord(terms[at + 1]) ? FoldedLetters.Fold(terms[at].Text + terms[at + 1].Text) : "";

    private static bool IsPlainWord(TextTerm term) =>
        !term.IsQuoted && !term.IsLeftOut && term.Text.Length >= ShortestOfTwo && term.Text.All(char.IsLetter);

    /// <summary>A word as tsquery takes it.</summary>
    public static string Quoted(string word) =>
        $"'{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"(?<=\w)['’‐‑-](?=\w)")]
    private static partial Regex Joiner();

    [GeneratedRegex(@"^\w{1,2}['’]\w")]
    private static partial Regex Elision();

    /// <summary>A word as the database reads it, with the stems of it that occur.</summary>
    private sealed record ReadWord(string Word, string[] Stems, string[] Forms, bool IsKnown)
    {
        public bool Occurs => IsKnown || Stems.Length > 0;

        public IEnumerable<string> All => Stems.Prepend(Word);

        public IEnumerable<string> Shown => Forms.Prepend(Word);

        public string Match => Stems.Length == 0 ? Quoted(Word) : $"({string.Join(" | ", All.Select(Quoted))})";
    }
}
