using System.ComponentModel.DataAnnotations;
using FluentValidation;
using MediatR;
using Portal.Api.Domain;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Errors;
using Portal.Api.Platform.OpenApi;
using Portal.Api.Platform.Publishing;
using Portal.Api.Platform.Security;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Features.Partner;

/// <summary>Publishes and replaces many of a partner's projects; good ones are kept and bad ones explained.</summary>
public static class UpsertProjects
{
    public sealed record Command(CallingPartner Caller, ProjectBatch Batch, bool ValidateOnly) : IRequest<ProjectBatchResult>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Batch).Custom((batch, context) =>
        {
            // What is wrong with an item is told in its result.
            batch.Unreadable.ForEach(context.AddFailure);
            if (batch.Items is { Length: > ProjectBatch.MaxItems })
            {
                context.AddFailure("items", $"Give at most {ProjectBatch.MaxItems} items, and the others in another batch.");
            }
        });
    }

    public sealed class Handler(ProjectWriter writer) : IRequestHandler<Command, ProjectBatchResult>
    {
        /// <summary>So many are written in one transaction: enough to be quick, and few enough to keep nobody waiting.</summary>
        private const int AtOnce = 100;

        public async Task<ProjectBatchResult> Handle(Command command, CancellationToken cancellationToken)
        {
            var results = new List<ProjectBatchItemResult>(command.Batch.Items!.Length);
            foreach (var chunk in command.Batch.Items.Chunk(AtOnce))
            {
                var readable = chunk.Where(item => item.AllUnreadable.All(failure => failure.PropertyName.StartsWith("project.", StringComparison.Ordinal)) && item.Project is not null).ToList();
                var written = await writer.WriteAsync(
                    command.Caller, [.. readable.Select(item => new ProjectToWrite(item.ExternalId!, item.Project!, WritePreconditions.None))], command.ValidateOnly, cancellationToken);
                var byItem = readable.Zip(written).ToDictionary(pair => pair.First, pair => pair.Second);
                results.AddRange(chunk.Select(item => ResultOf(item, byItem.GetValueOrDefault(item))));
            }

            return new ProjectBatchResult { Results = results };
        }

        private static ProjectBatchItemResult ResultOf(ProjectBatchItem item, ProjectWritten? written)
        {
            var refused = written is null ? new FluentValidation.ValidationException(item.AllUnreadable) : written.Refused;
            return new ProjectBatchItemResult
            {
                ExternalId = item.ExternalId,
                Outcome = refused is not null ? BatchOutcome.Refused
                    : written!.IsNew ? BatchOutcome.Created
                    : written.IsChanged ? BatchOutcome.Updated : BatchOutcome.Unchanged,
                ChangeNumber = written?.Written?.Record.ChangeNumber,
                Problem = refused is null ? null : ProblemOf(refused),
            };
        }

        private static BatchProblem ProblemOf(Exception refused)
        {
            var failure = Failures.Of(refused) ?? new Failure(ApiError.ValidationFailed, "The database refuses these values.", new Dictionary<string, string[]>());
            return new BatchProblem
            {
                Code = failure.Error.Code,
                Title = failure.Error.Title,
                Status = failure.Error.Status,
                Detail = failure.Detail,
                Errors = failure.Errors ?? new Dictionary<string, string[]>(),
            };
        }
    }
}

/// <summary>Projects to publish or replace, in the order in which it is done.</summary>
public sealed class ProjectBatch : RequestBody
{
    public const int MaxItems = 1_000;

    /// <summary>The largest body that is read, in bytes.</summary>
    public const int MaxBytes = 32 * 1024 * 1024;

    /// <summary>The projects. One key may come several times: the last one stays.</summary>
    [Required, MaxLength(MaxItems)]
    public ProjectBatchItem[]? Items { get; init; }
}

/// <summary>A project and the partner's own key of it.</summary>
public sealed class ProjectBatchItem : RequestBody
{
    /// <summary>The partner's own key.</summary>
    /// <example>2027-014</example>
    [Required, MinLength(1), MaxLength(ExternalIds.MaxLength)]
    public string? ExternalId { get; init; }

    /// <summary>Every field, as for upsertProject.</summary>
    [Required]
    public ProjectWrite? Project { get; init; }
}

/// <summary>What became of each project of a batch.</summary>
public sealed record ProjectBatchResult
{
    /// <summary>One result for each item, in their order.</summary>
    [MaxLength(ProjectBatch.MaxItems)]
    public required IReadOnlyList<ProjectBatchItemResult> Results { get; init; }
}

/// <summary>What became of one project of a batch.</summary>
public sealed record ProjectBatchItemResult
{
    /// <summary>The key that it was given under; null where none could be read.</summary>
    /// <example>2027-014</example>
    public required string? ExternalId { get; init; }

    /// <summary>created, updated, unchanged or refused. Where nothing was to be written: what would have become of it.</summary>
    /// <example>created</example>
    [Codes(typeof(BatchOutcome))]
    public required string Outcome { get; init; }

    /// <summary>The number of its last change; null where it was refused or nothing was to be written.</summary>
    /// <example>4711</example>
    [Range(1, long.MaxValue)]
    public required long? ChangeNumber { get; init; }

    /// <summary>Why it was refused; null where it was not.</summary>
    public required BatchProblem? Problem { get; init; }
}

/// <summary>Why a project of a batch was refused, as upsertProject would have said it.</summary>
public sealed record BatchProblem
{
    /// <summary>A stable code for machines.</summary>
    /// <example>validationFailed</example>
    public required string Code { get; init; }

    /// <summary>A short sentence for the kind of problem.</summary>
    /// <example>The request is not valid</example>
    public required string Title { get; init; }

    /// <summary>The HTTP status that upsertProject would have answered.</summary>
    /// <example>400</example>
    public required int Status { get; init; }

    /// <summary>What is wrong, and what to do about it.</summary>
    /// <example>title: Give the project a title.</example>
    public required string Detail { get; init; }

    /// <summary>What is wrong with each field, under its name; empty where no field is.</summary>
    /// <example>{"title": ["Give the project a title."]}</example>
    public required IReadOnlyDictionary<string, string[]> Errors { get; init; }
}

/// <summary>What can become of a project of a batch.</summary>
public static class BatchOutcome
{
    public const string Created = "created";
    public const string Updated = "updated";
    public const string Unchanged = "unchanged";
    public const string Refused = "refused";

    public static readonly CodeList List = new(
        "outcome",
        new(Created, "Published for the first time"),
        new(Updated, "Replaced, or published again"),
        new(Unchanged, "The same as before"),
        new(Refused, "Not as it should be, and left out"));
}
