using Newtonsoft.Json.Linq;
using Portal.Api.Domain;

namespace Portal.Api.Import.DataSets;

/// <summary>By what a record is found again; each key may be missing.</summary>
internal sealed record RecordKeys(Guid? Id, string? Partner, string? ExternalId, string? Source = null, string? Reference = null);

/// <summary>A record of a data set in the words of the domain, and all that is wrong with it.</summary>
internal sealed record DataSetEntry
{
    /// <summary>The record as it stands in the file.</summary>
    public required JToken Raw { get; init; }

    public RecordKeys Keys { get; init; } = new(null, null, null);

    /// <summary>Set where it is an organisation.</summary>
    public OrganisationFacts? Organisation { get; init; }

    /// <summary>Set where it is a project.</summary>
    public ProjectFacts? Project { get; init; }

    /// <summary>By what the project's organisation is found.</summary>
    public RecordKeys OrganisationKeys { get; init; } = new(null, null, null);

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>Why it cannot be taken; empty where it can.</summary>
    public required IReadOnlyList<Refusal> Refusals { get; init; }
}
