using MediatR;
using Microsoft.AspNetCore.Mvc;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Errors;
using Portal.Api.Platform.OpenApi;

namespace Portal.Api.Features.Sitemap;

/// <summary>Which pages a web application has, for search engines.</summary>
[ApiController, Route("v1/sitemap"), Tags("Sitemap")]
public sealed class SitemapController(IMediator mediator) : ControllerBase
{
    /// <summary>List the parts of the site</summary>
    /// <remarks>
    /// Cuts the published organisations and the projects that have not ended into parts of at most 5,000 in the order of their
    /// keys, for an index of sitemaps. A part is read with getSitemapPages.
    /// </remarks>
    /// <response code="200">The parts: projects first, then organisations.</response>
    [HttpGet, PublicRead(FreshForSeconds = SitemapLimits.FreshForSeconds), Fails(nameof(ApiError.ValidationFailed))]
    public async Task<ActionResult<SitemapIndex>> GetSitemap(CancellationToken cancellationToken) =>
        await mediator.Send(new GetSitemap.Query(), cancellationToken);

    /// <summary>List the pages in a part of the site</summary>
    /// <remarks>The keys of projects or organisations, in their order, and when each was last changed.</remarks>
    /// <response code="200">The pages; none behind the last key.</response>
    [HttpGet("pages"), PublicRead(FreshForSeconds = SitemapLimits.FreshForSeconds), Fails(nameof(ApiError.ValidationFailed))]
    public async Task<ActionResult<SitemapPages>> GetSitemapPages([FromQuery] GetSitemapPages.Query query, CancellationToken cancellationToken) =>
        await mediator.Send(query, cancellationToken);
}
