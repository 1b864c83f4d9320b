using Microsoft.AspNetCore.Mvc.Controllers;
using Portal.Api.Platform.Security;

namespace Portal.Api.Platform.Limits;

/// <summary>What is counted separately.</summary>
public enum RequestKind
{
    /// <summary>What people ask: searches, single records, questions.</summary>
    Search,

    /// <summary>What fetches much at once: the change feed, exports.</summary>
    Bulk,

    /// <summary>What changes something.</summary>
    Writes,
}

/// <summary>Marks operations that fetch much at once.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class BulkAttribute : Attribute;

public static class RequestKinds
{
    /// <summary>Null for what is no operation of the contract: health, metrics, the documentation.</summary>
    public static RequestKind? Of(EndpointMetadataCollection? operation) =>
        operation?.GetMetadata<ControllerActionDescriptor>() is null ? null
        : operation.GetMetadata<PartnerOperationAttribute>()?.Policy == PartnerOperationAttribute.Writes ? RequestKind.Writes
        : operation.GetMetadata<BulkAttribute>() is not null ? RequestKind.Bulk
        : RequestKind.Search;

    /// <summary>As it is called in the header RateLimit-Policy.</summary>
    public static string Name(this RequestKind kind) => kind switch
    {
        RequestKind.Bulk => "bulk",
        RequestKind.Writes => "writes",
        _ => "search",
    };
}
