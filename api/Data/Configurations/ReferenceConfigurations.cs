using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Api.Domain;

namespace Portal.Api.Data.Configurations;

internal sealed class CountryRowConfiguration : IEntityTypeConfiguration<CountryRow>
{
    public void Configure(EntityTypeBuilder<CountryRow> builder)
    {
        builder.ToTable("countries", table => table.HasCode("countries_group_known", "\"group\"", CountryGroup.List));
        builder.HasKey(country => country.Code);
        builder.HasData(Country.All.Select(country => new CountryRow
        {
            Code = country.Code,
            Group = country.Group,
            GroupSource = CountryGroup.Source,
        }));
    }
}

internal sealed class ChangeConfiguration : IEntityTypeConfiguration<Change>
{
    public void Configure(EntityTypeBuilder<Change> builder)
    {
        builder.HasKey(change => change.ChangeNumber);
        builder.Property(change => change.ChangeNumber).ValueGeneratedNever();
        builder.Property(change => change.Fields).HasColumnType("jsonb");
        builder.HasIndex(change => new { change.SubjectId, change.ChangeNumber });
        builder.HasIndex(change => change.ChangedAt).HasFilter(Change.TakesDeadlineAway);
    }
}
