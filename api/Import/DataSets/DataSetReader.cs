using System.Text.Json;
using FluentValidation;
using FluentValidation.Results;
using Newtonsoft.Json.Linq;
using Portal.Api.Data;
using Portal.Api.Domain;
using Portal.Api.Platform.Publishing;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Import.DataSets;

/// <summary>Reads records and judges them by the rules of every other write.</summary>
/// <param name="organisationRules">The rules for organisations.</param>
/// <param name="projectRules">The rules for projects.</param>
/// <param name="partner">Whose records they are where they do not say so; null where they all have to.</param>
internal sealed class DataSetReader(IValidator<OrganisationFacts> organisationRules, IValidator<ProjectFacts> projectRules, string? partner)
{
    private static readonly ProjectWriteRules ShapeOfProjects = new();

    public DataSetEntry Read(DataSetLine line)
    {
        if (line.Refusal is { } refusal)
        {
            return new() { Raw = line.Raw, Refusals = [refusal] };
        }

        try
        {
            using var document = JsonDocument.Parse(line.Text);
            return Read(document.RootElement, line.Raw);
        }
        catch (JsonException)
        {
            return new() { Raw = new JValue(line.Text), Refusals = [new("notJson", "", "The line is not JSON. Write one object, {…}, in one line.")] };
        }
        catch (InvalidOperationException)
        {
            // Half a character is written as \ud83d and cannot be kept as a text.
            return new() { Raw = line.Raw, Refusals = [new("notUnicode", "", "A text holds half a character. Write it again.")] };
        }
    }

    private DataSetEntry Read(JsonElement json, JToken raw)
    {
        // What was refused before, and was mended in the quarantine file, is taken from there.
        if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty("reasons", out _) && json.TryGetProperty("record", out var mended))
        {
            (json, raw) = (mended, new JRaw(mended.GetRawText()));
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            return new() { Raw = raw, Refusals = [new("notARecord", "", "The record is not an object, {…}.")] };
        }

        var record = (DataSetRecord)RequestBodyReader.Read(json, typeof(DataSetRecord));
        var owner = record.Partner ?? (record.ExternalId is null ? null : partner);
        var failures = record.AllUnreadable
            .Where(failure => failure.PropertyName != "project.organisationExternalId" || record.OrganisationId is null || record.Project?.OrganisationExternalId is not null)
            .ToList();
        var issues = record.InputIssues ?? [];
        OrganisationFacts? organisation = null;
        ProjectFacts? project = null;
        if (KindOf(record) == DataSetRecord.OfOrganisation && record.Organisation is { } organisationWrite)
        {
            organisation = organisationWrite.ToFacts();
            AddAbout(DataSetRecord.OfOrganisation, organisationRules.Validate(organisation).Errors, failures);
        }
        else if (KindOf(record) == DataSetRecord.OfProject && record.Project is { } projectWrite)
        {
            var facts = projectWrite.ToFacts();
            project = facts with { InputIssues = [.. issues.Concat(facts.InputIssues).Distinct()] };
            AddAbout(DataSetRecord.OfProject, ShapeOfProjects.Validate(projectWrite).Errors, failures);
            AddAbout(DataSetRecord.OfProject, projectRules.Validate(project).Errors, failures);
        }

        return new()
        {
            Raw = raw,
            Keys = new(record.Id, owner, record.ExternalId, record.Source, record.Reference),
            Organisation = organisation,
            Project = project,
            OrganisationKeys = record.Project?.OrganisationExternalId is { } key ? new(record.OrganisationId, owner, key) : new(record.OrganisationId, null, null),
            CreatedAt = record.CreatedAt,
            ConfirmedAt = record.ConfirmedAt,
            WithdrawnAt = record.WithdrawnAt,
            Refusals = [.. Judge(record, owner), .. failures.Select(failure => new Refusal(CodeOf(failure), failure.PropertyName, failure.ErrorMessage))],
        };
    }

    private IEnumerable<Refusal> Judge(DataSetRecord record, string? owner)
    {
        if (KindOf(record) is null)
        {
            yield return new("kindUnknown", "kind", "Give an organisation or a project, and its kind or none.");
        }

        if (record.Id is null && record.ExternalId is null && record.Reference is null)
        {
            yield return new("keyMissing", "externalId", "Give a key by which it is found again: externalId, id, or source and reference.");
        }

        if (record.ExternalId is not null && owner is null)
        {
            yield return new("partnerMissing", "partner", "Say whose record it is: here, or for all records with --partner.");
        }

        if (record.ExternalId is null && (record.Partner ?? partner) is not null)
        {
            yield return new("externalIdMissing", "externalId", "A partner's record has a key of the partner's own.");
        }

        if (record.ExternalId is { } externalId && !ExternalIds.IsOne(externalId))
        {
            yield return new("externalIdInvalid", "externalId", ExternalIds.Advice);
        }

        if (partner is not null && owner is not null && owner != partner)
        {
            yield return new("partnerDiffers", "partner", $"Only records of {partner} are imported.");
        }

        if (owner is not null && !PartnerRow.IsName(owner))
        {
            yield return new("partnerInvalid", "partner", PartnerRow.NameAdvice);
        }

        if ((record.Source is null) != (record.Reference is null))
        {
            yield return new("referenceIncomplete", "reference", "Give source and reference, or neither.");
        }

        if (new[] { record.Source, record.Reference }.Any(text => text is not null && (text.Length == 0 || text.Any(char.IsControl))))
        {
            yield return new("referenceInvalid", "reference", "Give source and reference without control characters, and not empty.");
        }

        foreach (var issue in (record.InputIssues ?? []).Where(issue => !DataIssue.OfInput.Contains(issue)))
        {
            yield return new("inputIssueUnknown", "inputIssues", $"'{issue}' is not one of {string.Join(", ", DataIssue.OfInput)}.");
        }

        if (record.Organisation is not null && (record.InputIssues is not null || record.ConfirmedAt is not null || record.OrganisationId is not null))
        {
            yield return new("ofProjectsOnly", "organisation", "organisationId, inputIssues and confirmedAt are of projects only.");
        }
    }

    /// <summary>What kind of record it is; null where that cannot be told.</summary>
    private static string? KindOf(DataSetRecord record) => (record.Kind, record.Organisation, record.Project) switch
    {
        (null or DataSetRecord.OfOrganisation, not null, null) => DataSetRecord.OfOrganisation,
        (null or DataSetRecord.OfProject, null, not null) => DataSetRecord.OfProject,
        _ => null,
    };

    /// <summary>What is missing or unreadable need not be told a second time in the rules' words.</summary>
    private static void AddAbout(string kind, IEnumerable<ValidationFailure> found, List<ValidationFailure> failures) =>
        failures.AddRange(found
            .Select(failure => new ValidationFailure($"{kind}.{failure.PropertyName}", failure.ErrorMessage) { ErrorCode = failure.ErrorCode })
            .Where(failure => failures.TrueForAll(known => Root(known.PropertyName) != Root(failure.PropertyName)))
            .ToList());

    private static string CodeOf(ValidationFailure failure) => string.IsNullOrEmpty(failure.ErrorCode) ? "unreadable" : failure.ErrorCode;

    private static string Root(string property) => string.Join('.', property.Split('.', '[').Take(2));
}
