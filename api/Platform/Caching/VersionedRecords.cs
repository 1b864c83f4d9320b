using FluentValidation;
using FluentValidation.Results;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Portal.Api.Platform.Errors;

namespace Portal.Api.Platform.Caching;

/// <summary>A record whose strong ETag is its change number.</summary>
public interface IVersioned
{
    long ChangeNumber { get; }
}

/// <summary>What a write made of a record.</summary>
public sealed record Written<T>(bool IsNew, T Record)
    where T : IVersioned;

/// <summary>Marks writes that are only done where a record is as the client expects, by If-Match or If-None-Match.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ConditionalWriteAttribute : Attribute;

/// <summary>Marks reads that answer 304 to whoever has the record as it is.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class VersionedReadAttribute : Attribute;

/// <summary>Under which conditions a record may be written (RFC 9110, section 13).</summary>
public sealed record WritePreconditions(IReadOnlyList<EntityTagHeaderValue> IfMatch, IReadOnlyList<EntityTagHeaderValue> IfNoneMatch)
{
    public static readonly WritePreconditions None = new([], []);

    /// <exception cref="ValidationException">A header is no list of ETags.</exception>
    public static WritePreconditions Of(HttpRequest request) => new(Read(request, HeaderNames.IfMatch), Read(request, HeaderNames.IfNoneMatch));

    /// <param name="changeNumber">The record's as it is; null where there is none.</param>
    /// <exception cref="ProblemException">The record is not as it was expected to be.</exception>
    public void Hold(long? changeNumber)
    {
        if (IfMatch.Count > 0 && !IfMatch.Any(tag => IsOf(tag, changeNumber)))
        {
            throw Failed(changeNumber is null ? "There is no such record yet: leave out If-Match to publish it." : "It has been changed since it was read: read it again and write it with its new ETag.");
        }

        if (IfNoneMatch.Any(tag => IsOf(tag, changeNumber)))
        {
            throw Failed("There is such a record already: leave out If-None-Match to replace it.");
        }
    }

    private static bool IsOf(EntityTagHeaderValue tag, long? changeNumber) =>
        changeNumber is { } number && (tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(new(VersionedRecords.TagOf(number)), useStrongComparison: true));

    private static ProblemException Failed(string detail) => new(ApiError.PreconditionFailed, detail);

    private static IReadOnlyList<EntityTagHeaderValue> Read(HttpRequest request, string header)
    {
        var given = request.Headers[header];
        return given.Count == 0 ? []
            : EntityTagHeaderValue.TryParseStrictList([.. given.OfType<string>()], out var tags) ? [.. tags]
            : throw new ValidationException([new ValidationFailure(header, "Give ETags as they came, for example \"4711\", or *.")]);
    }
}

/// <summary>Answers with the ETag of a record.</summary>
public static class VersionedRecords
{
    private const string NotToBeShared = "private, no-cache";

    public static string TagOf(long changeNumber) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\"{changeNumber}\"");

    public static ActionResult<T> Versioned<T>(this ControllerBase controller, T record)
        where T : IVersioned
    {
        Tag(controller, record);
        return controller.Request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(new(TagOf(record.ChangeNumber)), useStrongComparison: false))
            ? controller.StatusCode(StatusCodes.Status304NotModified)
            : record;
    }

    public static ActionResult<T> Versioned<T>(this ControllerBase controller, Written<T> written)
        where T : IVersioned
    {
        Tag(controller, written.Record);
        return written.IsNew ? controller.Created(controller.Request.Path.ToUriComponent(), written.Record) : written.Record;
    }

    private static void Tag<T>(ControllerBase controller, T record)
        where T : IVersioned
    {
        controller.Response.Headers.ETag = TagOf(record.ChangeNumber);
        controller.Response.Headers.CacheControl = NotToBeShared;
    }
}
