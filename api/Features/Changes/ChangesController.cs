using MediatR;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Errors;
using Portal.Api.Platform.Limits;
using Portal.Api.Platform.OpenApi;

namespace Portal.Api.Features.Changes;

/// <summary>Everything that is published, in the order in which it changed, for whoever keeps a copy.</summary>
[ApiController, Route("v1/changes"), Tags("Changes")]
public sealed class ChangesController(IMediator mediator) : ControllerBase
{
    /// <summary>Follow the changes of projects</summary>
    /// <remarks>
    /// OpenActive's Realtime Paged Data Exchange 1.0, by change number. Follow next until a page has no items, keep that next, and
    /// ask it again later. Whoever does so, at any pace and while others write, ends with exactly what there is: nothing is
    /// missed, nothing comes twice without a higher number, and what was withdrawn comes as deleted for ever. With filters,
    /// records that do not match come as deleted. Pages may be kept for an hour, the end for seconds. E-mail addresses and phone numbers in texts are masked.
    /// </remarks>
    /// <response code="200">The page asked for; it has no items at the end.</response>
    [HttpGet("projects"), Bulk, Fails(nameof(ApiError.ValidationFailed))]
    [PublicRead(Shows = ChangesOf.Projects, Day = DayOf.Any)]
    public async Task<ActionResult<ProjectChangePage>> GetProjectChanges([FromQuery] GetProjectChanges.Query query, CancellationToken cancellationToken) =>
        await mediator.Send(query with { Address = new Uri(Request.GetEncodedUrl()) }, cancellationToken);

    /// <summary>Follow the changes of organisations</summary>
    /// <remarks>As getProjectChanges, for organisations. E-mail addresses and phone numbers are left out, and masked in texts.</remarks>
    /// <response code="200">The page asked for; it has no items at the end.</response>
    [HttpGet("organisations"), Bulk, Fails(nameof(ApiError.ValidationFailed))]
    [PublicRead(Shows = ChangesOf.Organisations, Day = DayOf.Any)]
    public async Task<ActionResult<OrganisationChangePage>> GetOrganisationChanges(
        [FromQuery] GetOrganisationChanges.Query query, CancellationToken cancellationToken) =>
        await mediator.Send(query with { Address = new Uri(Request.GetEncodedUrl()) }, cancellationToken);
}
