using System.IO.Compression;
using System.Security.Cryptography;

namespace Portal.Api.Snapshots;

/// <summary>
/// A compressed file of a snapshot, with its checksum made while it is written. The same content gives the same bytes: gzip
/// keeps neither a name nor a time in it.
/// </summary>
internal sealed class SnapshotFile : IAsyncDisposable
{
    private readonly FileStream file;
    private readonly SHA256 hash = SHA256.Create();
    private readonly CryptoStream hashed;
    private readonly GZipStream compressed;

    public SnapshotFile(DirectoryInfo folder, string name)
    {
        file = new FileStream(Path.Combine(folder.FullName, name), new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 1 << 16 });
        hashed = new CryptoStream(file, hash, CryptoStreamMode.Write, leaveOpen: true);
        compressed = new GZipStream(hashed, CompressionLevel.Optimal, leaveOpen: true);
    }

    /// <summary>Where the content goes.</summary>
    public Stream Content => compressed;

    /// <summary>Brings all of it to the disk.</summary>
    public async Task<WrittenFile> FinishAsync(int records, CancellationToken cancellationToken)
    {
        await compressed.DisposeAsync();
        await hashed.FlushFinalBlockAsync(cancellationToken);
        await file.FlushAsync(cancellationToken);
        file.Flush(flushToDisk: true);
        return new(Path.GetFileName(file.Name), file.Length, Convert.ToHexStringLower(hash.Hash!), records);
    }

    public async ValueTask DisposeAsync()
    {
        await compressed.DisposeAsync();
        await hashed.DisposeAsync();
        await file.DisposeAsync();
        hash.Dispose();
    }
}

/// <summary>What was written.</summary>
/// <param name="Name">The name of the file.</param>
/// <param name="Bytes">How long it is, compressed.</param>
/// <param name="Sha256">The checksum over those bytes, in lower-case hexadecimal digits.</param>
/// <param name="Records">How many organisations or projects are in it.</param>
internal sealed record WrittenFile(string Name, long Bytes, string Sha256, int Records);
