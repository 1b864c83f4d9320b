using Microsoft.EntityFrameworkCore;
using Portal.Api.Domain;

namespace Portal.Api.Data;

/// <summary>The portal's tables. Reads project from them; writes load what they change and call <see cref="WriteAsync"/>.</summary>
public sealed class PortalDbContext(DbContextOptions<PortalDbContext> options) : DbContext(options)
{
    public DbSet<Organisation> Organisations => Set<Organisation>();

    public DbSet<Project> Projects => Set<Project>();

    public DbSet<CountryRow> Countries => Set<CountryRow>();

    public DbSet<Change> Changes => Set<Change>();

    public IQueryable<Organisation> PublishedOrganisations => Organisations.Where(organisation => organisation.WithdrawnAt == null);

    public IQueryable<Project> PublishedProjects => Projects.Where(project => project.WithdrawnAt == null);

    /// <summary>
    /// Saves in one transaction and notes on every changed row who changed it and when. A row whose values are the
    /// same as before is left alone and keeps its change number.
    /// </summary>
    public Task<int> WriteAsync(string changedBy, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var entry in ChangeTracker.Entries<Publication>())
        {
            if (entry.State is EntityState.Added)
            {
                entry.Entity.CreatedAt = now;
            }

            if (entry.State is EntityState.Added or EntityState.Modified)
            {
                entry.Entity.UpdatedAt = now;
                entry.Entity.ChangedBy = changedBy;
            }
        }

        return SaveChangesAsync(cancellationToken);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasPostgresExtension("unaccent");
        modelBuilder.HasPostgresExtension("pg_trgm");
        modelBuilder.HasSequence<long>("change_number");
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PortalDbContext).Assembly);
    }
}
