using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.IO;
using Portal.Api.Platform.Caching;

namespace Portal.Api.Platform;

/// <summary>
/// An answer that was written as JSON while its rows were read, for lists so large that making records of them first costs more
/// than reading them. It looks as the record in the contract would.
/// </summary>
public sealed class WrittenJson : ActionResult, IFresh, IDisposable
{
    private readonly RecyclableMemoryStream content = Buffers.GetStream();

    /// <summary>In blocks that are used again: arrays of that size, made anew, keep the garbage collector busier than all else.</summary>
    internal static RecyclableMemoryStreamManager Buffers { get; } = new(new() { MaximumSmallPoolFreeBytes = 64 * 1024 * 1024 });

    public required int FreshForSeconds { get; set; }

    /// <summary>What is written becomes the answer once the writer is disposed of.</summary>
    public Utf8JsonWriter Writer() => new((IBufferWriter<byte>)content, new JsonWriterOptions { Encoder = WireFormat.Encoder, SkipValidation = true });

    public override async Task ExecuteResultAsync(ActionContext context)
    {
        using (this)
        {
            var response = context.HttpContext.Response;
            response.ContentType = "application/json; charset=utf-8";
            content.Position = 0;
            await content.CopyToAsync(response.Body, context.HttpContext.RequestAborted);
        }
    }

    public void Dispose() => content.Dispose();
}
