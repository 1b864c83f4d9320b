namespace Portal.Api.Platform.Search;

/// <summary>What a text asks of the database, in its own query language.</summary>
public sealed record SearchText
{
    /// <summary>What has to match, as a tsquery for a body; empty where nothing does.</summary>
    public required string Match { get; init; }

    /// <summary>What must not match, as a tsquery for a body; empty where nothing was left out.</summary>
    public required string LeaveOut { get; init; }

    /// <summary>The words that have to match as alternatives, as a tsquery for ranking by a head.</summary>
    public required string Rank { get; init; }

    /// <summary>The text as it would be written, with single spaces; it may be a reference.</summary>
    public required string Whole { get; init; }

    /// <summary>The text as it is compared with whole titles and names.</summary>
    public required string Key { get; init; }

    /// <summary>Whether the text is a single word, such as the number of a project.</summary>
    public bool MayBeReference => LeaveOut.Length == 0 && !Whole.Contains(' ', StringComparison.Ordinal);

    /// <summary>The text as it is searched for, where a word was corrected; else null.</summary>
    public required string? Corrected { get; init; }

    /// <summary>The words that match, in every form that occurs, for marking them in what is shown.</summary>
    public required IReadOnlySet<string> Marks { get; init; }

    /// <summary>The parts as they were typed or corrected.</summary>
    public required IReadOnlyList<TextTerm> Terms { get; init; }

    /// <summary>Each part that has to match by itself, for finding out which one occurs nowhere.</summary>
    public required IReadOnlyList<TextPart> Parts { get; init; }

    /// <summary>The texts that ask for one part less; none where there is only one.</summary>
    public IEnumerable<SearchText> WithoutOnePart() => Parts.Count < 2 ? [] : Parts.Select(left => this with
    {
        Match = string.Join(" & ", Parts.Where(part => part != left).Select(part => part.Match)),
        Whole = string.Join(' ', Terms.Where((_, index) => index < left.Terms.Start.Value || index >= left.Terms.End.Value)),
    });
}

/// <summary>A part of a text as the database reads it.</summary>
public sealed record TextPart
{
    /// <summary>Which terms it was made from: the first, and how many.</summary>
    public required Range Terms { get; init; }

    public required string Match { get; init; }

    /// <summary>Words and stems to match.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>Words to mark.</summary>
    public required IReadOnlyList<string> Shown { get; init; }

    public required bool IsLeftOut { get; init; }

    /// <summary>The word that may be a misspelling of another; null where there is none.</summary>
    public required string? Correctable { get; init; }

    /// <summary>What becomes of the term when another word takes that one's place.</summary>
    public string With(string word) => Needed.Count == 0 ? word : string.Join(' ', Needed.Select(needed => needed == Correctable ? word : needed));

    /// <summary>The words of a term that has several, such as and/or.</summary>
    public IReadOnlyList<string> Needed { get; init; } = [];

    /// <summary>Whether it, or a form of it, has ever occurred.</summary>
    public required bool Occurs { get; init; }

    /// <summary>Whether it has ever occurred as it stands, and not only another form of it.</summary>
    public required bool IsKnown { get; init; }
}
