using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Portal.Api.Domain;

namespace Portal.Api.Data;

/// <summary>The portal's tables. Reads project from them; writes load what they change and call <see cref="WriteAsync"/>.</summary>
public sealed class PortalDbContext(DbContextOptions<PortalDbContext> options) : DbContext(options), IDataProtectionKeyContext
{
    /// <summary>The lock that the database takes for every write, see decision record 0001.</summary>
    private const long ChangeNumberLock = 22646137093580034;

    public DbSet<Organisation> Organisations => Set<Organisation>();

    public DbSet<Project> Projects => Set<Project>();

    public DbSet<CountryRow> Countries => Set<CountryRow>();

    public DbSet<Change> Changes => Set<Change>();

    public DbSet<PartnerRow> Partners => Set<PartnerRow>();

    public DbSet<PartnerKey> PartnerKeys => Set<PartnerKey>();

    public DbSet<PartnerEvent> PartnerEvents => Set<PartnerEvent>();

    public DbSet<Webhook> Webhooks => Set<Webhook>();

    public DbSet<WebhookDeliveryRow> WebhookDeliveries => Set<WebhookDeliveryRow>();

    /// <summary>What the secrets of webhooks are encrypted with, where no folder is set for it.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public IQueryable<Organisation> PublishedOrganisations => Organisations.Where(organisation => organisation.WithdrawnAt == null);

    public IQueryable<Project> PublishedProjects => Projects.Where(project => project.WithdrawnAt == null);

    /// <summary>
    /// Waits until no other writer has a change number that is not yet to be seen, and keeps others waiting until the
    /// transaction ends. What is read after it is what is written over, so of two writers of one row none gets in between.
    /// </summary>
    public Task QueueToWriteAsync(CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({ChangeNumberLock})", cancellationToken);

    /// <summary>
    /// Saves in one transaction and notes on every changed row who changed it and when. A row whose values are the
    /// same as before is left alone and keeps its change number.
    /// </summary>
    public Task<int> WriteAsync(string changedBy, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Sign(changedBy, now);
        return SaveChangesAsync(cancellationToken);
    }

    /// <summary>
    /// The same for many rows at once, with new ones through COPY: the database then follows them in one step and not row by
    /// row. It does not read back what the database gave them, so a new row cannot be changed in this context any more.
    /// </summary>
    /// <exception cref="DbUpdateException">The database refuses one of them.</exception>
    public async Task WriteManyAsync(string changedBy, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Sign(changedBy, now);
        await this.CopyNewAsync<Organisation>(cancellationToken);
        await this.CopyNewAsync<Project>(cancellationToken);
        await SaveChangesAsync(cancellationToken);
    }

    private void Sign(string changedBy, DateTimeOffset now)
    {
        foreach (var entry in ChangeTracker.Entries<Publication>())
        {
            if (entry.State is EntityState.Added && entry.Entity.CreatedAt == default)
            {
                entry.Entity.CreatedAt = now;
            }

            if (entry.State is EntityState.Added or EntityState.Modified)
            {
                entry.Entity.UpdatedAt = now;
                entry.Entity.ChangedBy = changedBy;
            }
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasPostgresExtension("unaccent");
        modelBuilder.HasPostgresExtension("pg_trgm");
        modelBuilder.HasSequence<long>("change_number");
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PortalDbContext).Assembly);
    }
}
