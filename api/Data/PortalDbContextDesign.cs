using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Portal.Api.Data;

/// <summary>Lets dotnet-ef write migrations without a database.</summary>
internal sealed class PortalDbContextDesign : IDesignTimeDbContextFactory<PortalDbContext>
{
    public PortalDbContext CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<PortalDbContext>().UseNpgsql().UseSnakeCaseNamingConvention().Options);
}
