using System.ComponentModel.DataAnnotations;
using Portal.Api.Domain;
using Portal.Api.Platform.Publishing;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Import.DataSets;

/// <summary>
/// One record of a data set: what a partner writes, and beside it what makes it the same record elsewhere. All of that may
/// be left out but one key by which it is found again: the id, or the partner's own key, or source and reference.
/// </summary>
public sealed class DataSetRecord : RequestBody
{
    public const string OfOrganisation = "organisation";
    public const string OfProject = "project";

    /// <summary>organisation or project; left out, it is told from the values.</summary>
    public string? Kind { get; init; }

    /// <summary>The key under which it is published.</summary>
    public Guid? Id { get; init; }

    /// <summary>Whose record it is; goes with <see cref="ExternalId"/>.</summary>
    public string? Partner { get; init; }

    /// <summary>The partner's own key.</summary>
    [MaxLength(ExternalIds.MaxLength)]
    public string? ExternalId { get; init; }

    /// <summary>Where it was imported from; goes with <see cref="Reference"/>.</summary>
    public string? Source { get; init; }

    /// <summary>Its number or key there.</summary>
    public string? Reference { get; init; }

    /// <summary>Whose project it is, where that is not told by organisationExternalId.</summary>
    public Guid? OrganisationId { get; init; }

    public OrganisationWrite? Organisation { get; init; }

    public ProjectWrite? Project { get; init; }

    /// <summary>What normalising changed when it was written first: codes of <see cref="DataIssue.OfInput"/>.</summary>
    public string[]? InputIssues { get; init; }

    /// <summary>When it was first published. Only a record that is new here takes it.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When its publisher last said that it is accurate; left out, what is known stays.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>When it was withdrawn; left out, it is published.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }
}
