using MediatR;
using Microsoft.AspNetCore.Mvc;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Errors;
using Portal.Api.Platform.OpenApi;
using Portal.Api.Platform.Security;

namespace Portal.Api.Features.Partner;

/// <summary>A partner about itself.</summary>
[ApiController, Route("v1/partner"), Tags("Partners")]
public sealed class PartnerController(IMediator mediator) : ControllerBase
{
    /// <summary>Who am I</summary>
    /// <remarks>The partner that the key belongs to, what the key allows and until when, how much may be sent at once, and which
    /// of its records need a look.</remarks>
    /// <response code="200">The partner.</response>
    [HttpGet, PartnerOperation(PartnerOperationAttribute.Reads)]
    public async Task<ActionResult<PartnerOverview>> GetPartner(CancellationToken cancellationToken) =>
        await mediator.Send(new GetPartner.Query(CallingPartner.Of(User)), cancellationToken);

    /// <summary>Rotate my key</summary>
    /// <remarks>
    /// Issues a new key that allows the same for as long a time, and lets the one that this is asked with work on for some days.
    /// The new key is shown this once.
    /// </remarks>
    /// <param name="rotation">How.</param>
    /// <param name="cancellationToken">Ends the work when the client goes away.</param>
    /// <response code="200">The new key.</response>
    [HttpPost("key/rotate"), PartnerOperation(PartnerOperationAttribute.Reads), NeverStored, Consumes("application/json"), RequestSizeLimit(KeyRotation.MaxBytes)]
    [Fails(nameof(ApiError.MalformedRequest), nameof(ApiError.ValidationFailed), nameof(ApiError.RequestTooLarge), nameof(ApiError.UnsupportedMediaType))]
    public async Task<ActionResult<IssuedKey>> RotatePartnerKey([FromBody] KeyRotation rotation, CancellationToken cancellationToken) =>
        await mediator.Send(new RotatePartnerKey.Command(CallingPartner.Of(User), rotation), cancellationToken);
}
