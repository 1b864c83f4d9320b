using System.Runtime.InteropServices;

namespace Portal.Api.Platform;

/// <summary>
/// Turns the signals that ask a process to end into a cancelled token, from the first moment on. The web host listens for
/// some of them once it serves; before that they would end the process on the spot and leave its database server running.
/// </summary>
internal sealed class StopRequest : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;

    public StopRequest()
    {
        registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT }
            .Select(signal => PosixSignalRegistration.Create(signal, Stop))];
    }

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        foreach (var registration in registrations)
        {
            registration.Dispose();
        }

        source.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        source.Cancel();
    }
}
