namespace Portal.Api.Commands;

/// <summary>What came through standard input, kept in a file as long as it is needed: an import reads its file twice.</summary>
internal sealed class ReceivedFile : IDisposable
{
    private ReceivedFile(FileInfo file) => File = file;

    public FileInfo File { get; }

    public static async Task<ReceivedFile> FromStandardInputAsync(CancellationToken cancellationToken)
    {
        var received = new ReceivedFile(new FileInfo(Path.GetTempFileName()));
        try
        {
            await using var input = Console.OpenStandardInput();
            await using var file = received.File.OpenWrite();
            await input.CopyToAsync(file, cancellationToken);
            return received;
        }
        catch
        {
            received.Dispose();
            throw;
        }
    }

    public void Dispose() => File.Delete();
}
