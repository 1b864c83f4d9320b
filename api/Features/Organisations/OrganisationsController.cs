using MediatR;
using Microsoft.AspNetCore.Mvc;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Errors;
using Portal.Api.Platform.LinkedData;
using Portal.Api.Platform.OpenApi;

namespace Portal.Api.Features.Organisations;

/// <summary>Organisations that host volunteers.</summary>
[ApiController, Route("v1/organisations"), Tags("Organisations")]
public sealed class OrganisationsController(IMediator mediator) : ControllerBase
{
    /// <summary>Search organisations</summary>
    /// <remarks>
    /// Finds the organisations that match a text and filters, a page at a time. Values of one parameter are alternatives,
    /// different parameters all apply; support alone asks for every value given.
    /// </remarks>
    /// <response code="200">The page asked for; it is empty where nothing matches and behind the last page.</response>
    [HttpGet, PublicRead, Fails(nameof(ApiError.ValidationFailed))]
    public async Task<ActionResult<OrganisationPage>> SearchOrganisations(
        [FromQuery] SearchOrganisations.Query query, CancellationToken cancellationToken) =>
        await mediator.Send(query, cancellationToken);

    /// <summary>Count organisations by facet</summary>
    /// <remarks>
    /// Counts how many organisations each country and each topic would find beside the other filters. A facet's own filter
    /// does not shrink it.
    /// </remarks>
    /// <response code="200">The counts.</response>
    [HttpGet("facets"), PublicRead, Fails(nameof(ApiError.ValidationFailed))]
    public async Task<ActionResult<OrganisationFacets>> GetOrganisationFacets(
        [FromQuery] GetOrganisationFacets.Query query, CancellationToken cancellationToken) =>
        await mediator.Send(query, cancellationToken);

    /// <summary>Get an organisation</summary>
    /// <remarks>
    /// The public profile of one organisation, with its projects: open ones first, up to 100. With Accept: application/ld+json
    /// the answer is the organisation in the words of schema.org.
    /// </remarks>
    /// <param name="id" example="01980f3a-6c1b-7f60-9d55-3b0f2a7e4c10">The organisation's key.</param>
    /// <param name="query">As of which day.</param>
    /// <param name="cancellationToken">Ends the work when the client goes away.</param>
    /// <response code="200">The organisation.</response>
    [HttpGet("{id}"), PublicRead(Shows = ChangesOf.TheRecord, DependsOnAccept = true), LinkedDataToo(typeof(OrganisationLinkedData))]
    [Fails(nameof(ApiError.ValidationFailed), nameof(ApiError.OrganisationNotFound), nameof(ApiError.OrganisationWithdrawn))]
    public async Task<ActionResult<OrganisationProfile>> GetOrganisation(
        Guid id, [FromQuery] GetOrganisation.Query query, CancellationToken cancellationToken) =>
        await mediator.Send(query with { Id = id }, cancellationToken);
}
