namespace Portal.Api.Platform.Errors;

/// <summary>Every failure that a client can be told about: a stable code, the status it goes with, and a short title.</summary>
public sealed record ApiError(string Code, int Status, string Title)
{
    public static readonly ApiError ValidationFailed = new("validationFailed", 400, "The request is not valid");
    public static readonly ApiError MalformedRequest = new("malformedRequest", 400, "The request cannot be read");
    public static readonly ApiError EndsBeforeStart = new("endsBeforeStart", 400, "A project cannot end before it starts");
    public static readonly ApiError KeyMissing = new("keyMissing", 401, "A key is needed");
    public static readonly ApiError KeyUnknown = new("keyUnknown", 401, "The key is not known");
    public static readonly ApiError KeyExpired = new("keyExpired", 401, "The key has expired");
    public static readonly ApiError KeyRevoked = new("keyRevoked", 401, "The key was revoked");
    public static readonly ApiError ScopeMissing = new("scopeMissing", 403, "The key does not allow this");
    public static readonly ApiError NotFound = new("notFound", 404, "There is nothing at this address");
    public static readonly ApiError ProjectNotFound = new("projectNotFound", 404, "There is no such project");
    public static readonly ApiError OrganisationNotFound = new("organisationNotFound", 404, "There is no such organisation");
    public static readonly ApiError ExternalIdNotFound = new("externalIdNotFound", 404, "The partner has no such record");
    public static readonly ApiError WebhookNotFound = new("webhookNotFound", 404, "The partner has no such webhook");
    public static readonly ApiError MethodNotAllowed = new("methodNotAllowed", 405, "This method is not answered here");
    public static readonly ApiError OrganisationHasProjects = new("organisationHasProjects", 409, "The organisation still has published projects");
    public static readonly ApiError OrganisationIsWithdrawn = new("organisationIsWithdrawn", 409, "The organisation was withdrawn");
    public static readonly ApiError RecordWithdrawn = new("recordWithdrawn", 409, "The record was withdrawn");
    public static readonly ApiError RecordErased = new("recordErased", 409, "The record was erased for good");
    public static readonly ApiError TooManyWebhooks = new("tooManyWebhooks", 409, "The partner has as many webhooks as it may have");
    public static readonly ApiError ProjectWithdrawn = new("projectWithdrawn", 410, "The project was withdrawn by its publisher");
    public static readonly ApiError OrganisationWithdrawn = new("organisationWithdrawn", 410, "The organisation was withdrawn by its publisher");
    public static readonly ApiError PreconditionFailed = new("preconditionFailed", 412, "The record is not as it was expected to be");
    public static readonly ApiError RequestTooLarge = new("requestTooLarge", 413, "The request is too large");
    public static readonly ApiError UnsupportedMediaType = new("unsupportedMediaType", 415, "The body is not in a form that is read here");
    public static readonly ApiError TooManyRequests = new("tooManyRequests", 429, "Too many requests");
    public static readonly ApiError InternalError = new("internalError", 500, "Something went wrong on our side");
    public static readonly ApiError FormatNotImplemented = new("formatNotImplemented", 501, "The answer does not come in this format");
    public static readonly ApiError DatabaseUnavailable = new("databaseUnavailable", 503, "The database does not answer at the moment");
    public static readonly ApiError Overloaded = new("overloaded", 503, "More is asked than can be answered at the moment");

    public static readonly IReadOnlyList<ApiError> All =
    [
        ValidationFailed, MalformedRequest, EndsBeforeStart, KeyMissing, KeyUnknown, KeyExpired, KeyRevoked, ScopeMissing,
        NotFound, ProjectNotFound, OrganisationNotFound, ExternalIdNotFound, WebhookNotFound, MethodNotAllowed, OrganisationHasProjects, OrganisationIsWithdrawn, RecordWithdrawn,
        RecordErased, TooManyWebhooks, ProjectWithdrawn, OrganisationWithdrawn, PreconditionFailed, RequestTooLarge, UnsupportedMediaType, TooManyRequests,
        InternalError, FormatNotImplemented, DatabaseUnavailable, Overloaded,
    ];

    /// <summary>The error that stands for a status which the framework decided on by itself.</summary>
    public static ApiError ForStatus(int status) =>
        All.FirstOrDefault(error => error.Status == status && error != ValidationFailed)
        ?? (status < 500 ? MalformedRequest with { Status = status } : InternalError with { Status = status });

    public static ApiError WithCode(string code) => All.Single(error => error.Code == code);
}

/// <summary>A failure in the words that a client is told it in.</summary>
/// <param name="Error">Its kind.</param>
/// <param name="Detail">What is wrong, and what to do about it.</param>
/// <param name="Errors">For status 400: what is wrong with each field.</param>
public sealed record Failure(ApiError Error, string Detail, IReadOnlyDictionary<string, string[]>? Errors = null);

/// <summary>Thrown where a request cannot be answered; becomes a <see cref="Problem"/>.</summary>
public sealed class ProblemException(ApiError error, string detail) : Exception(detail)
{
    public ApiError Error { get; } = error;

    /// <summary>For status 400: what is wrong with each field.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }
}
