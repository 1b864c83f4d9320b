using MediatR;
using Microsoft.AspNetCore.Mvc;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Errors;
using Portal.Api.Platform.OpenApi;

namespace Portal.Api.Features.Reference;

/// <summary>Code lists.</summary>
[ApiController, Route("v1/reference"), Tags("Reference")]
public sealed class ReferenceController(IMediator mediator) : ControllerBase
{
    /// <summary>Get every code list</summary>
    /// <remarks>All codes that the other operations take and give, with labels.</remarks>
    /// <response code="200">The code lists.</response>
    [HttpGet, PublicRead(FreshForSeconds = 3600, Shows = ChangesOf.Nothing, Day = DayOf.Any), Fails(nameof(ApiError.ValidationFailed))]
    public async Task<ActionResult<ReferenceData>> GetReferenceData([FromQuery] GetReferenceData.Query query, CancellationToken cancellationToken) =>
        await mediator.Send(query, cancellationToken);
}
