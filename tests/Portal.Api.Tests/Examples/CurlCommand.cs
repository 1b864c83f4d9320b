using System.Net.Http.Headers;

namespace Portal.Api.Tests.Examples;

/// <summary>What a curl command asks for, of the options that the examples use; another option fails the test that meets it.</summary>
internal sealed record CurlCommand(HttpMethod Method, Uri Address, IReadOnlyList<(string Name, string Value)> Headers, string? Body, string? File, bool Compressed)
{
    public static CurlCommand Parse(IReadOnlyList<string> words)
    {
        var (method, headers, compressed) = (HttpMethod.Get, new List<(string, string)>(), false);
        string? address = null, body = null, file = null;
        var named = false;
        for (var at = 1; at < words.Count; at++)
        {
            switch (words[at])
            {
                case "-X": method = new(words[++at]); break;
                case "-H": headers.Add(Header(words[++at])); break;
                case "-d": body = words[++at]; break;
                case "-o": file = words[++at]; break;
                case "-O": named = true; break;
                case "--compressed": compressed = true; break;
                case "-i": break;
                case var word when word[0] != '-' && address is null: address = word; break;
                case var word: throw new InvalidDataException($"The tests do not know what curl does with {word}.");
            }
        }

        var uri = new Uri(address ?? throw new InvalidDataException("curl has no address."));
        return new(method, uri, headers, body, named ? Path.GetFileName(uri.AbsolutePath) : file, compressed);
    }

    public HttpRequestMessage Request()
    {
        var request = new HttpRequestMessage(Method, Address.PathAndQuery);
        if (Body is not null)
        {
            request.Content = new StringContent(Body);
            // As curl does where nothing else is said.
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        }

        if (Compressed)
        {
            request.Headers.AcceptEncoding.ParseAdd("gzip, br");
        }

        foreach (var (name, value) in Headers)
        {
            if (name == "Content-Type")
            {
                request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            }
            else
            {
                Assert.True(request.Headers.TryAddWithoutValidation(name, value));
            }
        }

        return request;
    }

    private static (string Name, string Value) Header(string text) => (text[..text.IndexOf(':', StringComparison.Ordinal)], text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim());
}
