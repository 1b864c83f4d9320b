using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using FluentValidation;
using FluentValidation.Results;

namespace Portal.Api.Platform.Paging;

/// <summary>
/// Where a page ended: the sort values and the key of its last row, with everything else that decides what comes next, so
/// that a page does not change its meaning at midnight or with a new word.
/// </summary>
public sealed record Cursor
{
    /// <summary>Tells whether it is given back with the filters and the order that it came from.</summary>
    public required string Question { get; init; }

    /// <summary>The day as of which the first page was told.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The text as it was corrected for the first page; null where it was not.</summary>
    public required string? Corrected { get; init; }

    /// <summary>The number of the page that comes next.</summary>
    public required int Page { get; init; }

    /// <summary>What the last row was sorted by.</summary>
    public required IReadOnlyList<JsonElement> After { get; init; }

    /// <summary>The key of the last row.</summary>
    public required Guid Id { get; init; }

    public override string ToString() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this));

    /// <summary>The cursor that a request gives back; null where it begins at the beginning.</summary>
    /// <exception cref="ValidationException">It is no cursor, or one of another search.</exception>
    public static Cursor? Of(IPageRequest request, string question)
    {
        if (request.Cursor is null)
        {
            return null;
        }

        var cursor = Read(request.Cursor) ?? throw Refused();
        return cursor.Question == question
            ? cursor
            : throw Refused("This cursor comes from a search with other filters or another order: give the same ones, or begin without a cursor.");
    }

    public static ValidationException Refused(string reason = "This is no cursor of ours: give back the next of an answer as it is.") =>
        new([new ValidationFailure("cursor", reason)]);

    private static Cursor? Read(string text)
    {
        try
        {
            var cursor = JsonSerializer.Deserialize<Cursor>(Base64Url.DecodeFromChars(text));
            return cursor is { Page: > 1, Question: not null, After: not null } ? cursor : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>A short name for a search: equal searches have the same.</summary>
    public static string NameOf<TQuery>(TQuery question) =>
        Base64Url.EncodeToString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(question)).AsSpan(0, 12));
}
