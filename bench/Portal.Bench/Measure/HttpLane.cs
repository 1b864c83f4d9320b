using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Portal.Bench.Measure;

/// <summary>
/// One connection on which one request follows another. It does so little itself that the processors are left to what is
/// measured, as pgbench leaves them.
/// </summary>
internal sealed class HttpLane : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 120_000 };
    private byte[] _buffer = new byte[256 * 1024];
    private (int From, int To) _body;

    public HttpLane(int port) => _socket.Connect(IPAddress.Loopback, port);

    /// <param name="path">What is asked.</param>
    /// <param name="headers">What else is said, each with its line end.</param>
    public static byte[] Prepare(string path, string headers = "") =>
        Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n{headers}\r\n");

    /// <summary>Sends a prepared request and takes the whole answer.</summary>
    /// <returns>Its status.</returns>
    public int Send(byte[] request)
    {
        _socket.Send(request);
        var length = 0;
        var end = -1;
        var whole = -1;
        while (true)
        {
            if (length == _buffer.Length)
            {
                Array.Resize(ref _buffer, 2 * length);
            }

            var read = _socket.Receive(_buffer, length, _buffer.Length - length, SocketFlags.None);
            if (read == 0)
            {
                throw new IOException("The server closed the connection.");
            }

            length += read;
            if (end < 0 && (end = _buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8)) >= 0)
            {
                whole = Status == 304 ? end + 4 : Length(_buffer.AsSpan(0, end)) is { } known ? end + 4 + known : int.MaxValue;
            }

            // An answer in chunks ends with an empty one.
            if (end >= 0 && (length == whole || whole == int.MaxValue && _buffer.AsSpan(0, length).EndsWith("\r\n0\r\n\r\n"u8)))
            {
                _body = (end + 4, length);
                return Status;
            }
        }
    }

    /// <summary>The last answer's body, with the signs that part its chunks.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The last answer's body as it came, until the next request is sent.</summary>
    public ReadOnlySpan<byte> Body => _buffer.AsSpan(_body.From, _body.To - _body.From);

    public void Dispose() => _socket.Dispose();

    private int Status => (_buffer[9] - '0') * 100 + (_buffer[10] - '0') * 10 + _buffer[11] - '0';

    private static int? Length(ReadOnlySpan<byte> head)
    {
        var at = head.IndexOf("\r\nContent-Length: "u8);
        return at >= 0 && Utf8Parser.TryParse(head[(at + 18)..], out int length, out _) ? length : null;
    }
}
