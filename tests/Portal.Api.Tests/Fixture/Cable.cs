using System.Net;
using System.Net.Sockets;

namespace Portal.Api.Tests.Fixture;

/// <summary>A way to the database that can be cut, so that the server itself is left alone.</summary>
public sealed class Cable : IAsyncDisposable
{
    private readonly string host;
    private readonly int port;
    private readonly List<TcpClient> open = [];
    private TcpListener listener;

    public Cable(string host, int port)
    {
        (this.host, this.port) = (host, port);
        listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _ = CarryAsync(listener);
    }

    public int Port { get; }

    public void Pull()
    {
        listener.Stop();
        lock (open)
        {
            open.ForEach(end => end.Dispose());
            open.Clear();
        }
    }

    public void PlugIn()
    {
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        _ = CarryAsync(listener);
    }

    public ValueTask DisposeAsync()
    {
        Pull();
        return ValueTask.CompletedTask;
    }

    private async Task CarryAsync(TcpListener from)
    {
        try
        {
            while (true)
            {
                var near = await from.AcceptTcpClientAsync();
                var far = new TcpClient();
                lock (open)
                {
                    open.AddRange([near, far]);
                }

                await far.ConnectAsync(host, port);
                _ = PumpAsync(near, far);
                _ = PumpAsync(far, near);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Pulled.
        }
    }

    private static async Task PumpAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Either end was closed, so close the other one too.
        }
        finally
        {
            from.Dispose();
            to.Dispose();
        }
    }
}
