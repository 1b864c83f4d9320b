using MediatR;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Errors;
using Portal.Api.Platform.Limits;
using Portal.Api.Platform.LinkedData;
using Portal.Api.Platform.OpenApi;

namespace Portal.Api.Features.Projects;

/// <summary>Volunteering projects.</summary>
[ApiController, Route("v1/projects"), Tags("Projects")]
public sealed class ProjectsController(IMediator mediator) : ControllerBase
{
    /// <summary>Search projects</summary>
    /// <remarks>
    /// Finds the projects that match a text and filters, a page at a time. Without availability only the ones that are
    /// open for applications are found. Values of one parameter are alternatives, different parameters all apply;
    /// support alone asks for every value given.
    /// </remarks>
    /// <response code="200">The page asked for; it is empty where nothing matches and behind the last page.</response>
    [HttpGet, PublicRead, Fails(nameof(ApiError.ValidationFailed))]
    public async Task<ActionResult<ProjectPage>> SearchProjects([FromQuery] SearchProjects.Query query, CancellationToken cancellationToken) =>
        await mediator.Send(query, cancellationToken);

    /// <summary>Count projects by facet</summary>
    /// <remarks>
    /// Counts how many projects each value of each filter would find beside the other filters. A facet's own filter does not
    /// shrink it: with country=MD the facet country still counts every country. Each count is what searchProjects finds with
    /// that value in place of the facet's own filter.
    /// </remarks>
    /// <response code="200">The counts.</response>
    [HttpGet("facets"), PublicRead, Fails(nameof(ApiError.ValidationFailed))]
    public async Task<ActionResult<ProjectFacets>> GetProjectFacets([FromQuery] GetProjectFacets.Query query, CancellationToken cancellationToken) =>
        await mediator.Send(query, cancellationToken);

    /// <summary>Complete what somebody is typing</summary>
    /// <remarks>
    /// Titles, organisations, towns, countries and topics that begin with, or have a word that begins with, what was typed.
    /// Accents, case and small misspellings do not matter. Only what is open for applications is suggested.
    /// </remarks>
    /// <response code="200">The completions; none where nothing is near what was typed.</response>
    [HttpGet("suggestions"), PublicRead, Fails(nameof(ApiError.ValidationFailed))]
    public async Task<ActionResult<SearchCompletions>> SuggestProjects([FromQuery] SuggestProjects.Query query, CancellationToken cancellationToken) =>
        await mediator.Send(query, cancellationToken);

    /// <summary>Export projects</summary>
    /// <remarks>
    /// Everything that a search finds, by key, however much it is, sent while it is read. E-mail addresses and phone numbers in
    /// texts are masked. Each project is as it is when its line is written. An answer that breaks off is not whole: give the key
    /// of the last whole line as cursor, and asOf where the rest is to be of the same day, and the rest follows. A word that is
    /// found nowhere is replaced by its nearest spelling, as in a search; the Link header then names the address with the words
    /// that were used as canonical. In csv, a text that a spreadsheet would run as a formula begins with an apostrophe.
    /// </remarks>
    /// <response code="200">The projects; none where nothing matches. The Link header names the licence.</response>
    [HttpGet("export"), Bulk, PublicRead(IsStreamed = true), Sends("application/x-ndjson", "text/csv"), Fails(nameof(ApiError.ValidationFailed))]
    public async Task<IActionResult> ExportProjects([FromQuery] ExportProjects.Query query, CancellationToken cancellationToken) =>
        new StreamedRead(await mediator.Send(query with { Address = new Uri(Request.GetEncodedUrl()) }, cancellationToken));

    /// <summary>Follow a search in a feed reader</summary>
    /// <remarks>
    /// What a search finds as Atom or JSON Feed, the last published first, a page at a time: each page links to the next one.
    /// Texts are HTML that may be shown anywhere: tags that publishers wrote are text, links lead to the web only, nothing is
    /// loaded from elsewhere, and e-mail addresses and phone numbers are masked.
    /// </remarks>
    /// <response code="200">The page asked for; it is empty where nothing matches.</response>
    [HttpGet("feed"), PublicRead, Sends("application/atom+xml", "application/feed+json"), Fails(nameof(ApiError.ValidationFailed))]
    public async Task<IActionResult> GetProjectFeed([FromQuery] GetProjectFeed.Query query, CancellationToken cancellationToken) =>
        (await mediator.Send(query with { Address = new Uri(Request.GetEncodedUrl()) }, cancellationToken)).ToResult();

    /// <summary>Subscribe to deadlines</summary>
    /// <remarks>
    /// The deadlines of what a search finds as a calendar (RFC 5545), one whole day each, at most 1,000: those nearest to the day
    /// asked about, the ones to come first. A project without a deadline has none. A deadline that moves keeps its UID and raises
    /// SEQUENCE; one of a project that was withdrawn or is open until filled now stays as cancelled for 90 days.
    /// </remarks>
    /// <response code="200">The calendar; it has no events where nothing matches.</response>
    [HttpGet("deadlines.ics"), PublicRead(Day = DayOf.Today), Sends("text/calendar"), Fails(nameof(ApiError.ValidationFailed))]
    public async Task<IActionResult> GetProjectCalendar([FromQuery] GetProjectCalendar.Query query, CancellationToken cancellationToken) =>
        (await mediator.Send(query, cancellationToken)).ToResult();

    /// <summary>Put a project into a calendar</summary>
    /// <remarks>The days of one project as a single event of whole days (RFC 5545). DTEND is the day after the last one.</remarks>
    /// <param name="id" example="01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11">The project's key.</param>
    /// <param name="query">In which language.</param>
    /// <param name="cancellationToken">Ends the work when the client goes away.</param>
    /// <response code="200">A calendar with the event.</response>
    [HttpGet("{id}/event.ics"), PublicRead(Shows = ChangesOf.TheRecord), Sends("text/calendar")]
    [Fails(nameof(ApiError.ValidationFailed), nameof(ApiError.ProjectNotFound), nameof(ApiError.ProjectWithdrawn))]
    public async Task<IActionResult> GetProjectEvent(Guid id, [FromQuery] GetProjectEvent.Query query, CancellationToken cancellationToken) =>
        (await mediator.Send(query with { Id = id }, cancellationToken)).ToResult();

    /// <summary>Get a project</summary>
    /// <remarks>
    /// Everything that is published about one project. Projects stay readable after they have closed. With
    /// Accept: application/ld+json the answer is the project in the words of schema.org.
    /// </remarks>
    /// <param name="id" example="01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11">The project's key.</param>
    /// <param name="query">As of which day.</param>
    /// <param name="cancellationToken">Ends the work when the client goes away.</param>
    /// <response code="200">The project.</response>
    [HttpGet("{id}"), PublicRead(Shows = ChangesOf.TheRecord, DependsOnAccept = true), LinkedDataToo(typeof(ProjectLinkedData))]
    [Fails(nameof(ApiError.ValidationFailed), nameof(ApiError.ProjectNotFound), nameof(ApiError.ProjectWithdrawn))]
    public async Task<ActionResult<ProjectDetail>> GetProject(Guid id, [FromQuery] GetProject.Query query, CancellationToken cancellationToken) =>
        await mediator.Send(query with { Id = id }, cancellationToken);

    /// <summary>Get the history of a project</summary>
    /// <remarks>
    /// How the project has changed since it was first published: for each change which fields, from what to what, the last ones
    /// first. E-mail addresses and phone numbers in texts are masked. Who changed it is not told.
    /// </remarks>
    /// <param name="id" example="01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11">The project's key.</param>
    /// <param name="query">Which page.</param>
    /// <param name="cancellationToken">Ends the work when the client goes away.</param>
    /// <response code="200">The changes on the page asked for.</response>
    [HttpGet("{id}/history"), PublicRead(Shows = ChangesOf.TheRecord, Day = DayOf.Any)]
    [Fails(nameof(ApiError.ValidationFailed), nameof(ApiError.ProjectNotFound), nameof(ApiError.ProjectWithdrawn))]
    public async Task<ActionResult<ProjectHistory>> GetProjectHistory(Guid id, [FromQuery] GetProjectHistory.Query query, CancellationToken cancellationToken) =>
        await mediator.Send(query with { Id = id }, cancellationToken);

    /// <summary>Check whether a project takes me</summary>
    /// <remarks>
    /// Compares what somebody says about themselves with what the project asks for: where participants may live, at
    /// least 18 when it starts, at most 30 on the day of applying (35 for humanitarian aid), and whether one can still
    /// apply; the days when they are free and the support that they need only where given. The day of applying is today
    /// in Brussels. A fact that is not given is unclear, and so is what the editions of the programme guide see
    /// differently. It is a POST so that nothing personal stands in an address; nothing of the body is stored or logged.
    /// </remarks>
    /// <param name="id" example="01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11">The project's key.</param>
    /// <param name="question">What somebody says about themselves.</param>
    /// <param name="cancellationToken">Ends the work when the client goes away.</param>
    /// <response code="200">The answer and its reasons.</response>
    [HttpPost("{id}/eligibility"), NeverStored, Consumes("application/json"), RequestSizeLimit(EligibilityQuestion.MaxBytes)]
    [Fails(
        nameof(ApiError.MalformedRequest), nameof(ApiError.ValidationFailed), nameof(ApiError.ProjectNotFound),
        nameof(ApiError.ProjectWithdrawn), nameof(ApiError.RequestTooLarge), nameof(ApiError.UnsupportedMediaType))]
    public async Task<ActionResult<EligibilityAnswer>> CheckEligibility(
        Guid id, [FromBody] EligibilityQuestion question, CancellationToken cancellationToken) =>
        await mediator.Send(new CheckEligibility.Command(id, question), cancellationToken);
}
