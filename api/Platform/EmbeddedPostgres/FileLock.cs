using System.Diagnostics;

namespace Portal.Api.Platform.EmbeddedPostgres;

/// <summary>
/// Locks that the operating system gives back when their holder dies, however it dies, so that none is ever stale.
/// .NET turns <see cref="FileShare"/> into <c>flock</c> on Unix and into sharing modes on Windows.
/// </summary>
internal static class FileLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static FileStream? TryTakeAlone(string path) => TryOpen(path, FileAccess.ReadWrite, FileShare.None);

    public static FileStream? TryShare(string path) => TryOpen(path, FileAccess.Read, FileShare.Read);

    /// <summary>Waits until the lock is free; null when it is still held when patience ends.</summary>
    public static async Task<FileStream?> TakeAloneAsync(string path, TimeSpan patience, Action? onWait, CancellationToken ct)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            if (TryTakeAlone(path) is { } taken)
            {
                return taken;
            }

            if (waited.Elapsed > patience)
            {
                return null;
            }

            onWait?.Invoke();
            onWait = null;
            await Task.Delay(Pause, ct);
        }
    }

    private static FileStream? TryOpen(string path, FileAccess access, FileShare share)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, access, share);
        }
        catch (IOException e) when (IsHeldByAnother(e))
        {
            return null;
        }
    }

    // EWOULDBLOCK on Linux and macOS; a sharing violation on Windows.
    private static bool IsHeldByAnother(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);
}
