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

    /// <summary>The text without spaces around it, which may be a reference or a whole title.</summary>
    public required string Whole { get; init; }

    /// <summary>Whether the text is a single word, such as the number of a project.</summary>
    public bool MayBeReference => LeaveOut.Length == 0 && !Whole.Contains(' ', StringComparison.Ordinal);

    /// <summary>The text as it is searched for, where a word was corrected; else null.</summary>
    public required string? Corrected { get; init; }

    /// <summary>The words and stems that match, for marking them in what is shown.</summary>
    public required IReadOnlyList<string> Marks { get; init; }

    /// <summary>Each part that has to match by itself, for finding out which one occurs nowhere.</summary>
    public required IReadOnlyList<TextPart> Parts { get; init; }
}

/// <summary>A part of a text as the database reads it.</summary>
public sealed record TextPart
{
    /// <summary>Which terms it was made from: the first, and how many.</summary>
    public required Range Terms { get; init; }

    public required string Match { get; init; }

    public required IReadOnlyList<string> Words { get; init; }

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
