using System.ComponentModel.DataAnnotations;
using Portal.Api.Domain;
using Portal.Api.Platform.OpenApi;

namespace Portal.Api.Platform.Changes;

/// <summary>A record as it is after its last change.</summary>
public abstract record ChangeItem
{
    /// <summary>updated: the record is in data; deleted: it was withdrawn, or the filters leave it out.</summary>
    /// <example>updated</example>
    [ExtensibleEnum(Updated, Deleted)]
    public required string State { get; init; }

    /// <summary>What the record is.</summary>
    /// <example>project</example>
    [Codes(typeof(RecordKind))]
    public required string Kind { get; init; }

    /// <summary>The record's key.</summary>
    /// <example>01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11</example>
    public required Guid Id { get; init; }

    /// <summary>The number of its last change. A record that changes again comes again, with a higher one.</summary>
    /// <example>4711</example>
    [Range(1, long.MaxValue)]
    public required long Modified { get; init; }

    public const string Updated = "updated";
    public const string Deleted = "deleted";
}
