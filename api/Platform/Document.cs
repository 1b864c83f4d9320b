using Microsoft.AspNetCore.Mvc;

namespace Portal.Api.Platform;

/// <summary>An answer in a format of its own, such as a feed or a calendar.</summary>
public sealed record Document(string MediaType, byte[] Content)
{
    public FileContentResult ToResult() => new(Content, MediaType);
}
