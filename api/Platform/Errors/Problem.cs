using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Portal.Api.Platform.Errors;

/// <summary>What went wrong, as RFC 9457 has it.</summary>
public sealed record Problem
{
    public const string MediaType = "application/problem+json";

    /// <summary>A URI that names the kind of problem; it ends with the code.</summary>
    /// <example>urn:portal:problem:validationFailed</example>
    public required string Type { get; init; }

    /// <summary>A short sentence for the kind of problem, always the same for the same code.</summary>
    /// <example>The request is not valid</example>
    public required string Title { get; init; }

    /// <summary>The HTTP status of the answer.</summary>
    /// <example>400</example>
    public required int Status { get; init; }

    /// <summary>What went wrong in this request, and what to do about it.</summary>
    /// <example>One query parameter is not as it should be; see errors.</example>
    public required string Detail { get; init; }

    /// <summary>The path that was asked for.</summary>
    /// <example>/v1/projects</example>
    public required string Instance { get; init; }

    /// <summary>A stable code for machines.</summary>
    /// <example>validationFailed</example>
    public required string Code { get; init; }

    /// <summary>Names this request in the operator's logs.</summary>
    /// <example>00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01</example>
    public required string TraceId { get; init; }

    /// <summary>For status 400: what is wrong with each field or parameter, under its name in camelCase.</summary>
    /// <example>{"page": ["Give a page from 1 to 10000."]}</example>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    public static Problem From(
        ApiError error, string detail, HttpContext context, IReadOnlyDictionary<string, string[]>? errors = null) => new()
        {
            Type = $"urn:portal:problem:{error.Code}",
            Title = error.Title,
            Status = error.Status,
            Detail = detail,
            Instance = context.Request.Path,
            Code = error.Code,
            TraceId = Activity.Current?.Id ?? context.TraceIdentifier,
            Errors = errors,
        };

    public static Problem From(Failure failure, HttpContext context) => From(failure.Error, failure.Detail, context, failure.Errors);

    public Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(this, options: null, MediaType, context.RequestAborted);
    }
}
