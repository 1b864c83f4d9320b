using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Api.Domain;

namespace Portal.Api.Data.Configurations;

/// <summary>Keys and change number, alike for organisations and projects.</summary>
internal abstract class PublicationConfiguration<TPublication> : IEntityTypeConfiguration<TPublication>
    where TPublication : Publication
{
    public virtual void Configure(EntityTypeBuilder<TPublication> builder)
    {
        builder.Property(publication => publication.Id).ValueGeneratedNever();

        // The trigger sets it on every write, so it also tells a writer that another one was faster.
        builder.Property(publication => publication.ChangeNumber).ValueGeneratedOnAddOrUpdate().IsConcurrencyToken();
        builder.HasIndex(publication => publication.ChangeNumber).IsUnique();

        builder.HasIndex(publication => new { publication.Source, publication.Reference }).IsUnique();
        builder.HasIndex(publication => new { publication.Partner, publication.ExternalId }).IsUnique();
        builder.HasOne<PartnerRow>().WithMany().HasForeignKey(publication => publication.Partner).OnDelete(DeleteBehavior.Restrict);
    }
}
