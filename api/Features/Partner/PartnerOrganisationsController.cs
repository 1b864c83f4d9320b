using MediatR;
using Microsoft.AspNetCore.Mvc;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Errors;
using Portal.Api.Platform.OpenApi;
using Portal.Api.Platform.Publishing;
using Portal.Api.Platform.Security;

namespace Portal.Api.Features.Partner;

/// <summary>The organisations whose projects a partner publishes by machine.</summary>
[ApiController, Route("v1/partner/organisations"), Tags("Partners")]
public sealed class PartnerOrganisationsController(IMediator mediator) : ControllerBase
{
    /// <summary>List my organisations</summary>
    /// <remarks>The partner's own organisations in the order of their keys, a page at a time.</remarks>
    /// <response code="200">The page asked for.</response>
    [HttpGet, PartnerOperation(PartnerOperationAttribute.Reads), Fails(nameof(ApiError.ValidationFailed))]
    public async Task<ActionResult<PartnerOrganisationPage>> ListPartnerOrganisations(
        [FromQuery] ListPartnerOrganisations.Query query, CancellationToken cancellationToken) =>
        await mediator.Send(query with { Caller = CallingPartner.Of(User) }, cancellationToken);

    /// <summary>Get one of my organisations</summary>
    /// <remarks>Answers withdrawn ones too, with withdrawnAt, and erased ones, with erasedAt and without texts. What another partner has is not found.</remarks>
    /// <param name="externalId" example="casa">The partner's own key.</param>
    /// <param name="cancellationToken">Ends the work when the client goes away.</param>
    /// <response code="200">The organisation.</response>
    [HttpGet("{externalId}"), PartnerOperation(PartnerOperationAttribute.Reads), VersionedRead]
    [Fails(nameof(ApiError.ValidationFailed), nameof(ApiError.ExternalIdNotFound))]
    public async Task<ActionResult<PartnerOrganisation>> GetPartnerOrganisation(string externalId, CancellationToken cancellationToken) =>
        this.Versioned(await mediator.Send(new GetPartnerOrganisation.Query(CallingPartner.Of(User), externalId), cancellationToken));

    /// <summary>Publish or replace an organisation</summary>
    /// <remarks>
    /// Publishes the organisation under the partner's own key, or replaces every field of the one that is there. Repeating it
    /// changes nothing and takes no change number. A new name or other inclusion supports change its projects too, which show
    /// them. One that was withdrawn is published again under the same id; one that the operator erased for good is refused with
    /// recordErased.
    /// </remarks>
    /// <param name="externalId" example="casa">The partner's own key.</param>
    /// <param name="organisation">Every field. What is left out becomes empty.</param>
    /// <param name="cancellationToken">Ends the work when the client goes away.</param>
    /// <response code="200">The organisation as it is now; it was there already.</response>
    /// <response code="201">The organisation, which is new.</response>
    [HttpPut("{externalId}"), PartnerOperation(PartnerOperationAttribute.Writes), ConditionalWrite]
    [Consumes("application/json"), RequestSizeLimit(OrganisationWrite.MaxBytes)]
    [ProducesResponseType(StatusCodes.Status200OK), ProducesResponseType<PartnerOrganisation>(StatusCodes.Status201Created)]
    [Fails(
        nameof(ApiError.MalformedRequest), nameof(ApiError.ValidationFailed), nameof(ApiError.RecordErased), nameof(ApiError.PreconditionFailed),
        nameof(ApiError.RequestTooLarge), nameof(ApiError.UnsupportedMediaType))]
    public async Task<ActionResult<PartnerOrganisation>> UpsertOrganisation(
        string externalId, [FromBody] OrganisationWrite organisation, CancellationToken cancellationToken) =>
        this.Versioned(await mediator.Send(
            new UpsertOrganisation.Command(CallingPartner.Of(User), externalId, organisation, WritePreconditions.Of(Request)), cancellationToken));

    /// <summary>Withdraw an organisation</summary>
    /// <remarks>
    /// Takes it out of what is published, once it has no published project any more. PUT publishes it again. Withdrawing what was
    /// withdrawn changes nothing.
    /// </remarks>
    /// <param name="externalId" example="casa">The partner's own key.</param>
    /// <param name="cancellationToken">Ends the work when the client goes away.</param>
    /// <response code="204">It is withdrawn.</response>
    [HttpDelete("{externalId}"), PartnerOperation(PartnerOperationAttribute.Writes), ConditionalWrite, ProducesResponseType(StatusCodes.Status204NoContent)]
    [Fails(
        nameof(ApiError.ValidationFailed), nameof(ApiError.ExternalIdNotFound), nameof(ApiError.OrganisationHasProjects), nameof(ApiError.PreconditionFailed))]
    public async Task<IActionResult> WithdrawOrganisation(string externalId, CancellationToken cancellationToken)
    {
        await mediator.Send(new WithdrawOrganisation.Command(CallingPartner.Of(User), externalId, WritePreconditions.Of(Request)), cancellationToken);
        return NoContent();
    }
}
