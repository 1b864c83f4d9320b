using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NpgsqlTypes;
using Portal.Api.Domain;

namespace Portal.Api.Data.Configurations;

/// <summary>Keys, change number and search vector, alike for organisations and projects.</summary>
internal abstract class PublicationConfiguration<TPublication> : IEntityTypeConfiguration<TPublication>
    where TPublication : Publication
{
    /// <summary>The search vector is the database's affair, so the domain does not know it.</summary>
    public const string Search = "Search";

    public virtual void Configure(EntityTypeBuilder<TPublication> builder)
    {
        builder.Property(publication => publication.Id).ValueGeneratedNever();

        // The trigger sets it on every write, so it also tells a writer that another one was faster.
        builder.Property(publication => publication.ChangeNumber).ValueGeneratedOnAddOrUpdate().IsConcurrencyToken();
        builder.HasIndex(publication => publication.ChangeNumber).IsUnique();

        builder.HasIndex(publication => new { publication.Source, publication.Reference }).IsUnique();
        builder.HasIndex(publication => new { publication.Partner, publication.ExternalId }).IsUnique();

        builder.Property<NpgsqlTsVector>(Search).HasComputedColumnSql(SearchSql, stored: true);
        builder.HasIndex(Search).HasMethod("gin");
    }

    /// <summary>The weighted words of the row: A outweighs B, B outweighs C, C outweighs D.</summary>
    protected abstract string SearchSql { get; }
}
