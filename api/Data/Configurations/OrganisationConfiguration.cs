using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Api.Domain;

namespace Portal.Api.Data.Configurations;

internal sealed class OrganisationConfiguration : PublicationConfiguration<Organisation>
{
    public override void Configure(EntityTypeBuilder<Organisation> builder)
    {
        base.Configure(builder);

        builder.Property(organisation => organisation.NameKey).HasComputedColumnSql("public.fold(name)", stored: true);
        builder.HasIndex(organisation => new { organisation.NameKey, organisation.Country });
        builder.HasIndex(organisation => organisation.Pic).IsUnique();
        builder.HasOne<CountryRow>().WithMany().HasForeignKey(organisation => organisation.Country).OnDelete(DeleteBehavior.Restrict);

        builder.Property(organisation => organisation.Labels)
            .HasColumnType("jsonb")
            .HasConversion(
                labels => JsonSerializer.Serialize(labels, JsonSerializerOptions.Web),
                json => JsonSerializer.Deserialize<OrganisationLabel[]>(json, JsonSerializerOptions.Web)!,
                new ValueComparer<OrganisationLabel[]>(
                    (one, other) => one!.SequenceEqual(other!),
                    labels => labels.Aggregate(0, HashCode.Combine),
                    labels => labels));

        builder.ToTable(table => table
            .HasPublicationKeys("organisations")
            .HasLocation("organisations")
            .HasTextUntilErased("organisations", "name", OrganisationFacts.MaxNameLength)
            .HasText("organisations", "description", OrganisationFacts.MaxDescriptionLength)
            .HasText("organisations", "town", ProjectFacts.MaxTownLength)
            .HasWebAddress("organisations", "website")
            .HasCodes("organisations_topics_known", "topics", Topic.List.Values)
            .HasCodes("organisations_inclusion_supports_known", "inclusion_supports", InclusionSupport.List.Values)
            .HasLabelRoles()
            .IsEmptyOnceErased(
                "organisations",
                "name = '' AND topics = '{}' AND inclusion_supports = '{}' AND labels = '[]'",
                "pic", "description", "town", "latitude", "longitude", "website", "email", "phone")
            .HasCheckConstraint("organisations_pic_format", $"pic ~ '{OrganisationFacts.PicPattern}'"));
    }
}
