using System.Net;
using System.Text;

namespace Portal.Api.Tests.Clients;

/// <summary>The body of an answer whose connection breaks after this text.</summary>
internal sealed class BreakingContent(string text) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text));
        throw new HttpIOException(HttpRequestError.ResponseEnded);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
