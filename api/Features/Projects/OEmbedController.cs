using MediatR;
using Microsoft.AspNetCore.Mvc;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Errors;
using Portal.Api.Platform.OpenApi;

namespace Portal.Api.Features.Projects;

/// <summary>Pages of the portal inside other pages.</summary>
[ApiController, Route("v1/oembed"), Tags("Projects")]
public sealed class OEmbedController(IMediator mediator) : ControllerBase
{
    /// <summary>Embed a project's page</summary>
    /// <remarks>
    /// oEmbed 1.0: what another site shows in place of a link to a project's page. It is a quotation with a link, the
    /// organisation, the place and the dates: plain HTML without scripts, styles and frames. What does not fit into maxheight is left out.
    /// </remarks>
    /// <response code="200">What to show.</response>
    [HttpGet, PublicRead(FreshForSeconds = EmbeddedProject.CacheSeconds, Day = DayOf.Any)]
    [Fails(nameof(ApiError.ValidationFailed), nameof(ApiError.NotFound), nameof(ApiError.ProjectNotFound), nameof(ApiError.ProjectWithdrawn), nameof(ApiError.FormatNotImplemented))]
    public async Task<ActionResult<EmbeddedProject>> GetOEmbed([FromQuery] GetOEmbed.Query query, CancellationToken cancellationToken) =>
        await mediator.Send(query, cancellationToken);
}
