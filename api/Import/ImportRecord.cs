using Newtonsoft.Json.Linq;
using Portal.Api.Domain;

namespace Portal.Api.Import;

/// <summary>One record of an input file, read into the portal's own terms.</summary>
public sealed record ImportRecord
{
    /// <summary>The record as it stands in the file.</summary>
    public required JToken Raw { get; init; }

    /// <summary>Its key at the source; null where it has none.</summary>
    public string? Reference { get; init; }

    public string OrganisationName { get; init; } = "";

    /// <summary>The project's values, normalised; null where the record has none.</summary>
    public ProjectFacts? Facts { get; init; }

    /// <summary>Why the record cannot be taken; empty where it can.</summary>
    public IReadOnlyList<Refusal> Refusals { get; init; } = [];

    /// <summary>What was left out or put right, in codes.</summary>
    public IReadOnlyList<string> Issues { get; init; } = [];
}

/// <summary>A reason why a record was not taken.</summary>
/// <param name="Code">Stable and machine readable, for example organisationNameBlank.</param>
/// <param name="Field">The field of the record that it is about.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record Refusal(string Code, string Field, string Message)
{
    /// <summary>True where the other one only follows from this one.</summary>
    public bool Covers(Refusal other) =>
        Code == other.Code || (Code is "dateMissing" or "dateUnreadable" && other.Code == "endsBeforeStart")
        || (Code == "statusUnknown" && other.Code == "placesUnknown");
}

/// <summary>The file cannot be imported at all; the message says why and what to do.</summary>
public sealed class ImportFileException(string message) : Exception(message);
