using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Api.Domain;

namespace Portal.Api.Data.Configurations;

internal sealed class PartnerRowConfiguration : IEntityTypeConfiguration<PartnerRow>
{
    public void Configure(EntityTypeBuilder<PartnerRow> builder)
    {
        builder.ToTable("partners", table => table.HasText("partners", "name", PartnerRow.MaxNameLength));
        builder.HasKey(partner => partner.Name);
    }
}

internal sealed class PartnerEventConfiguration : IEntityTypeConfiguration<PartnerEvent>
{
    public void Configure(EntityTypeBuilder<PartnerEvent> builder)
    {
        builder.ToTable("partner_events");
        builder.Property(it => it.Id).ValueGeneratedNever();
        builder.HasOne<PartnerRow>().WithMany().HasForeignKey(it => it.Partner).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PartnerKeyConfiguration : IEntityTypeConfiguration<PartnerKey>
{
    public void Configure(EntityTypeBuilder<PartnerKey> builder)
    {
        builder.ToTable("partner_keys", table => table
            .HasCodes("partner_keys_scopes_known", "scopes", PartnerScope.List.Values)
            .HasCheckConstraint("partner_keys_hash_is_whole", "octet_length(hash) = 32"));
        builder.Property(key => key.Id).ValueGeneratedNever();
        builder.HasOne<PartnerRow>().WithMany().HasForeignKey(key => key.Partner).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(key => key.Hash).IsUnique();
        builder.HasIndex(key => key.Prefix).IsUnique();
    }
}
