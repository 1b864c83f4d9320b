using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Api.Domain;

namespace Portal.Api.Data.Configurations;

internal sealed class WebhookConfiguration : IEntityTypeConfiguration<Webhook>
{
    public void Configure(EntityTypeBuilder<Webhook> builder)
    {
        builder.ToTable("webhooks", table => table
            .HasText("webhooks", "description", Webhook.MaxDescriptionLength)
            .HasCodes("webhooks_kinds_known", "kinds", RecordKind.List.Values)
            .HasCodes("webhooks_topic_known", "topic", Topic.List.Values)
            .HasCodes("webhooks_activity_type_known", "activity_type", ActivityType.List.Values)
            .HasCodes("webhooks_strand_known", "strand", Strand.List.Values)
            .HasCodes("webhooks_support_known", "support", InclusionSupport.List.Values)
            .HasCode("webhooks_disabled_reason_known", "disabled_reason", WebhookDisabledReason.List));
        builder.ToTable(table =>
        {
            table.HasCheckConstraint("webhooks_url_address", $"url ~ '^https?://' AND char_length(url) <= {Webhook.MaxUrlLength}");
            table.HasCheckConstraint("webhooks_kinds_some", "cardinality(kinds) > 0");
            table.HasCheckConstraint("webhooks_disabled_with_reason", "(disabled_at IS NULL) = (disabled_reason IS NULL)");
            table.HasCheckConstraint("webhooks_old_secret_ends", "(old_secret IS NULL) = (old_secret_expires_at IS NULL)");
        });
        builder.Property(webhook => webhook.Id).ValueGeneratedNever();
        builder.HasOne<PartnerRow>().WithMany().HasForeignKey(webhook => webhook.Partner).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(webhook => new { webhook.Partner, webhook.Id });
    }
}

internal sealed class WebhookDeliveryConfiguration : IEntityTypeConfiguration<WebhookDeliveryRow>
{
    public void Configure(EntityTypeBuilder<WebhookDeliveryRow> builder)
    {
        builder.ToTable("webhook_deliveries", table => table
            .HasCode("webhook_deliveries_kind_known", "kind", RecordKind.List)
            .HasCheckConstraint("webhook_deliveries_lease_ends", "(lease IS NULL) = (leased_until IS NULL)"));
        builder.HasKey(delivery => new { delivery.WebhookId, delivery.RecordId });
        builder.HasOne<Webhook>().WithMany().HasForeignKey(delivery => delivery.WebhookId).OnDelete(DeleteBehavior.Cascade);

        // In the order in which they are taken.
        builder.HasIndex(delivery => new { delivery.WebhookId, delivery.NextAttemptAt, delivery.ChangeNumber });
    }
}
