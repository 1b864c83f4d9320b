using MediatR;
using Microsoft.AspNetCore.Mvc;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Errors;
using Portal.Api.Platform.OpenApi;
using Portal.Api.Platform.Publishing;
using Portal.Api.Platform.Security;

namespace Portal.Api.Features.Partner;

/// <summary>What partners publish by machine.</summary>
[ApiController, Route("v1/partner/projects"), Tags("Partners")]
public sealed class PartnerProjectsController(IMediator mediator) : ControllerBase
{
    /// <summary>List my projects</summary>
    /// <remarks>
    /// The partner's own projects in the order of their keys, a page at a time: everything that it wrote, and what looks
    /// doubtful or stale.
    /// </remarks>
    /// <response code="200">The page asked for.</response>
    [HttpGet, PartnerOperation(PartnerOperationAttribute.Reads), Fails(nameof(ApiError.ValidationFailed))]
    public async Task<ActionResult<PartnerProjectPage>> ListPartnerProjects([FromQuery] ListPartnerProjects.Query query, CancellationToken cancellationToken) =>
        await mediator.Send(query with { Caller = CallingPartner.Of(User) }, cancellationToken);

    /// <summary>Get one of my projects</summary>
    /// <remarks>Answers withdrawn ones too, with withdrawnAt, and erased ones, with erasedAt and without texts. What another partner has is not found.</remarks>
    /// <param name="externalId" example="2027-014">The partner's own key.</param>
    /// <param name="cancellationToken">Ends the work when the client goes away.</param>
    /// <response code="200">The project.</response>
    [HttpGet("{externalId}"), PartnerOperation(PartnerOperationAttribute.Reads), VersionedRead]
    [Fails(nameof(ApiError.ValidationFailed), nameof(ApiError.ExternalIdNotFound))]
    public async Task<ActionResult<PartnerProject>> GetPartnerProject(string externalId, CancellationToken cancellationToken) =>
        this.Versioned(await mediator.Send(new GetPartnerProject.Query(CallingPartner.Of(User), externalId), cancellationToken));

    /// <summary>Publish or replace a project</summary>
    /// <remarks>
    /// Publishes the project under the partner's own key, or replaces every field of the one that is there. Repeating it changes
    /// nothing and takes no change number. One that was withdrawn is published again under the same id. Moving to another
    /// organisation of the partner is allowed. With If-Match it is only written where it is as it was read, with
    /// If-None-Match: * only where it is new. One that the operator erased for good is refused with recordErased. Every field that is not as it should be is told at once.
    /// </remarks>
    /// <param name="externalId" example="2027-014">The partner's own key.</param>
    /// <param name="project">Every field. What is left out becomes empty.</param>
    /// <param name="cancellationToken">Ends the work when the client goes away.</param>
    /// <response code="200">The project as it is now; it was there already.</response>
    /// <response code="201">The project, which is new.</response>
    [HttpPut("{externalId}"), PartnerOperation(PartnerOperationAttribute.Writes), ConditionalWrite]
    [Consumes("application/json"), RequestSizeLimit(ProjectWrite.MaxBytes)]
    [ProducesResponseType(StatusCodes.Status200OK), ProducesResponseType<PartnerProject>(StatusCodes.Status201Created)]
    [Fails(
        nameof(ApiError.MalformedRequest), nameof(ApiError.ValidationFailed), nameof(ApiError.EndsBeforeStart), nameof(ApiError.OrganisationIsWithdrawn),
        nameof(ApiError.RecordErased), nameof(ApiError.PreconditionFailed), nameof(ApiError.RequestTooLarge), nameof(ApiError.UnsupportedMediaType))]
    public async Task<ActionResult<PartnerProject>> UpsertProject(
        string externalId, [FromBody] ProjectWrite project, CancellationToken cancellationToken) =>
        this.Versioned(await mediator.Send(
            new UpsertProject.Command(CallingPartner.Of(User), externalId, project, WritePreconditions.Of(Request)), cancellationToken));

    /// <summary>Publish or replace many projects</summary>
    /// <remarks>
    /// As upsertProject for each item, in their order, up to 1,000 at once. There is one result for each item: good ones are kept,
    /// bad ones explained. Should the connection break, each project is whole or absent, and sending the batch again does no harm.
    /// </remarks>
    /// <param name="batch">The projects.</param>
    /// <param name="validateOnly" example="true">true: only say what would become of each, and write nothing.</param>
    /// <param name="cancellationToken">Ends the work when the client goes away.</param>
    /// <response code="200">What became of each.</response>
    [HttpPost("batch"), PartnerOperation(PartnerOperationAttribute.Writes), NeverStored, Consumes("application/json"), RequestSizeLimit(ProjectBatch.MaxBytes)]
    [Fails(nameof(ApiError.MalformedRequest), nameof(ApiError.ValidationFailed), nameof(ApiError.RequestTooLarge), nameof(ApiError.UnsupportedMediaType))]
    public async Task<ActionResult<ProjectBatchResult>> UpsertProjects(
        [FromBody] ProjectBatch batch, CancellationToken cancellationToken, [FromQuery] bool validateOnly = false) =>
        await mediator.Send(new UpsertProjects.Command(CallingPartner.Of(User), batch, validateOnly), cancellationToken);

    /// <summary>Withdraw a project</summary>
    /// <remarks>
    /// Takes it out of what is published. It stays as a tombstone, which getProject answers with 410 and the change feed with
    /// deleted, and PUT publishes it again. Withdrawing what was withdrawn changes nothing.
    /// </remarks>
    /// <param name="externalId" example="2027-014">The partner's own key.</param>
    /// <param name="cancellationToken">Ends the work when the client goes away.</param>
    /// <response code="204">It is withdrawn.</response>
    [HttpDelete("{externalId}"), PartnerOperation(PartnerOperationAttribute.Writes), ConditionalWrite, ProducesResponseType(StatusCodes.Status204NoContent)]
    [Fails(nameof(ApiError.ValidationFailed), nameof(ApiError.ExternalIdNotFound), nameof(ApiError.PreconditionFailed))]
    public async Task<IActionResult> WithdrawProject(string externalId, CancellationToken cancellationToken)
    {
        await mediator.Send(new WithdrawProject.Command(CallingPartner.Of(User), externalId, WritePreconditions.Of(Request)), cancellationToken);
        return NoContent();
    }

    /// <summary>Confirm that a project is still accurate</summary>
    /// <remarks>Sets confirmedAt, which everybody sees. A project that is open and was neither changed nor confirmed for 180 days is stale.</remarks>
    /// <param name="externalId" example="2027-014">The partner's own key.</param>
    /// <param name="cancellationToken">Ends the work when the client goes away.</param>
    /// <response code="200">The project with its new confirmedAt.</response>
    [HttpPost("{externalId}/confirm"), PartnerOperation(PartnerOperationAttribute.Writes), ConditionalWrite]
    [Fails(nameof(ApiError.ValidationFailed), nameof(ApiError.ExternalIdNotFound), nameof(ApiError.RecordWithdrawn), nameof(ApiError.RecordErased), nameof(ApiError.PreconditionFailed))]
    public async Task<ActionResult<PartnerProject>> ConfirmProject(string externalId, CancellationToken cancellationToken) =>
        this.Versioned(new Written<PartnerProject>(
            IsNew: false, await mediator.Send(new ConfirmProject.Command(CallingPartner.Of(User), externalId, WritePreconditions.Of(Request)), cancellationToken)));
}
