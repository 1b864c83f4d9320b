using MediatR;
using Microsoft.AspNetCore.Mvc;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Errors;
using Portal.Api.Platform.OpenApi;
using Portal.Api.Platform.Security;

namespace Portal.Api.Features.Webhooks;

/// <summary>Addresses that are told of changes.</summary>
[ApiController, Route("v1/partner/webhooks"), Tags("Webhooks")]
public sealed class WebhooksController(IMediator mediator) : ControllerBase
{
    /// <summary>Register a webhook</summary>
    /// <remarks>
    /// From now on the address is told of every change that its filters let through, at least once and for each record in
    /// order, with a POST that is signed as Standard Webhooks has it. The host has to be on the public internet. The answer
    /// carries the secret to check signatures with, this once.
    /// </remarks>
    /// <param name="webhook">The address, and what it is to be told of.</param>
    /// <param name="cancellationToken">Ends the work when the client goes away.</param>
    /// <response code="201">The webhook with its secret.</response>
    [HttpPost, PartnerOperation(PartnerOperationAttribute.Writes), NeverStored, Consumes("application/json"), RequestSizeLimit(WebhookWrite.MaxBytes)]
    [ProducesResponseType<PartnerWebhook>(StatusCodes.Status201Created)]
    [Fails(
        nameof(ApiError.MalformedRequest), nameof(ApiError.ValidationFailed), nameof(ApiError.TooManyWebhooks),
        nameof(ApiError.RequestTooLarge), nameof(ApiError.UnsupportedMediaType))]
    public async Task<ActionResult<PartnerWebhook>> CreateWebhook([FromBody] WebhookWrite webhook, CancellationToken cancellationToken)
    {
        var created = await mediator.Send(new CreateWebhook.Command(CallingPartner.Of(User), webhook), cancellationToken);
        return Created($"{Request.Path.ToUriComponent().TrimEnd('/')}/{created.Id}", created);
    }

    /// <summary>List my webhooks</summary>
    /// <remarks>All of them, the oldest first, with how their deliveries go.</remarks>
    /// <response code="200">The webhooks.</response>
    [HttpGet, PartnerOperation(PartnerOperationAttribute.Reads), NeverStored]
    public async Task<ActionResult<WebhookList>> ListWebhooks(CancellationToken cancellationToken) =>
        await mediator.Send(new ListWebhooks.Query(CallingPartner.Of(User)), cancellationToken);

    /// <summary>Get one of my webhooks</summary>
    /// <remarks>What it is told of, and how its deliveries go. What another partner has is not found.</remarks>
    /// <param name="id" example="01980f3a-6c1b-7f60-9d55-3b0f2a7e4c12">The webhook's key.</param>
    /// <param name="cancellationToken">Ends the work when the client goes away.</param>
    /// <response code="200">The webhook.</response>
    [HttpGet("{id}"), PartnerOperation(PartnerOperationAttribute.Reads), NeverStored, Fails(nameof(ApiError.ValidationFailed), nameof(ApiError.WebhookNotFound))]
    public async Task<ActionResult<PartnerWebhook>> GetWebhook(Guid id, CancellationToken cancellationToken) =>
        await mediator.Send(new GetWebhook.Query(CallingPartner.Of(User), id), cancellationToken);

    /// <summary>Change a webhook</summary>
    /// <remarks>
    /// Changes what is given and leaves the rest. Filters are replaced as a whole, and hold for what is sent from now on; replay
    /// to be told of what the new ones let through. A webhook that was disabled is made active with state active: what waited
    /// for it is then sent, and failures are counted anew.
    /// </remarks>
    /// <param name="id" example="01980f3a-6c1b-7f60-9d55-3b0f2a7e4c12">The webhook's key.</param>
    /// <param name="change">What is to be changed.</param>
    /// <param name="cancellationToken">Ends the work when the client goes away.</param>
    /// <response code="200">The webhook as it is now; with its new secret where that was asked for.</response>
    [HttpPatch("{id}"), PartnerOperation(PartnerOperationAttribute.Writes), NeverStored, Consumes("application/json"), RequestSizeLimit(WebhookWrite.MaxBytes)]
    [Fails(
        nameof(ApiError.MalformedRequest), nameof(ApiError.ValidationFailed), nameof(ApiError.WebhookNotFound),
        nameof(ApiError.RequestTooLarge), nameof(ApiError.UnsupportedMediaType))]
    public async Task<ActionResult<PartnerWebhook>> UpdateWebhook(Guid id, [FromBody] WebhookUpdate change, CancellationToken cancellationToken) =>
        await mediator.Send(new UpdateWebhook.Command(CallingPartner.Of(User), id, change), cancellationToken);

    /// <summary>Delete a webhook</summary>
    /// <remarks>Nothing more is sent to it, and what waited is forgotten. A message that is on its way may still arrive.</remarks>
    /// <param name="id" example="01980f3a-6c1b-7f60-9d55-3b0f2a7e4c12">The webhook's key.</param>
    /// <param name="cancellationToken">Ends the work when the client goes away.</param>
    /// <response code="204">It is gone.</response>
    [HttpDelete("{id}"), PartnerOperation(PartnerOperationAttribute.Writes), ProducesResponseType(StatusCodes.Status204NoContent)]
    [Fails(nameof(ApiError.ValidationFailed), nameof(ApiError.WebhookNotFound))]
    public async Task<IActionResult> DeleteWebhook(Guid id, CancellationToken cancellationToken)
    {
        await mediator.Send(new DeleteWebhook.Command(CallingPartner.Of(User), id), cancellationToken);
        return NoContent();
    }

    /// <summary>Send changes again</summary>
    /// <remarks>
    /// Tells the webhook once more of every record that changed after a change number, as it is now; 0 means of everything.
    /// The messages have the ids that they had. One that is disabled gets them when it is made active.
    /// </remarks>
    /// <param name="id" example="01980f3a-6c1b-7f60-9d55-3b0f2a7e4c12">The webhook's key.</param>
    /// <param name="replay">From where on.</param>
    /// <param name="cancellationToken">Ends the work when the client goes away.</param>
    /// <response code="200">The webhook, with how much waits for it now.</response>
    [HttpPost("{id}/replay"), PartnerOperation(PartnerOperationAttribute.Writes), NeverStored, Consumes("application/json"), RequestSizeLimit(WebhookReplay.MaxBytes)]
    [Fails(
        nameof(ApiError.MalformedRequest), nameof(ApiError.ValidationFailed), nameof(ApiError.WebhookNotFound),
        nameof(ApiError.RequestTooLarge), nameof(ApiError.UnsupportedMediaType))]
    public async Task<ActionResult<PartnerWebhook>> ReplayWebhook(Guid id, [FromBody] WebhookReplay replay, CancellationToken cancellationToken) =>
        await mediator.Send(new ReplayWebhook.Command(CallingPartner.Of(User), id, replay), cancellationToken);
}
