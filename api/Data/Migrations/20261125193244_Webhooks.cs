using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Portal.Api.Data.Migrations
{
    /// <inheritdoc />
    public partial class Webhooks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    friendly_name = table.Column<string>(type: "text", nullable: true),
                    xml = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "webhooks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    partner = table.Column<string>(type: "text", nullable: false),
                    url = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "text", nullable: true),
                    kinds = table.Column<string[]>(type: "text[]", nullable: false),
                    country = table.Column<string[]>(type: "text[]", nullable: false),
                    topic = table.Column<string[]>(type: "text[]", nullable: false),
                    organisation_id = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    activity_type = table.Column<string[]>(type: "text[]", nullable: false),
                    strand = table.Column<string[]>(type: "text[]", nullable: false),
                    support = table.Column<string[]>(type: "text[]", nullable: false),
                    secret = table.Column<string>(type: "text", nullable: false),
                    old_secret = table.Column<string>(type: "text", nullable: true),
                    old_secret_expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    change_number = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    disabled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    disabled_reason = table.Column<string>(type: "text", nullable: true),
                    failing_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    paused_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    tried_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_success_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_failure_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_failure_status = table.Column<int>(type: "integer", nullable: true),
                    last_failure_reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhooks", x => x.id);
                    table.CheckConstraint("webhooks_activity_type_known", "activity_type <@ ARRAY['individual', 'team']::text[]");
                    table.CheckConstraint("webhooks_description_length", "char_length(description) <= 500 AND description ~ '\\S'");
                    table.CheckConstraint("webhooks_disabled_reason_known", "disabled_reason IN ('byPartner', 'failing', 'gone')");
                    table.CheckConstraint("webhooks_disabled_with_reason", "(disabled_at IS NULL) = (disabled_reason IS NULL)");
                    table.CheckConstraint("webhooks_kinds_known", "kinds <@ ARRAY['project', 'organisation']::text[]");
                    table.CheckConstraint("webhooks_kinds_some", "cardinality(kinds) > 0");
                    table.CheckConstraint("webhooks_old_secret_ends", "(old_secret IS NULL) = (old_secret_expires_at IS NULL)");
                    table.CheckConstraint("webhooks_strand_known", "strand <@ ARRAY['volunteering', 'humanitarianAid']::text[]");
                    table.CheckConstraint("webhooks_support_known", "support <@ ARRAY['mentoring', 'physicalEnvironment', 'participationSupport', 'dietary', 'other']::text[]");
                    table.CheckConstraint("webhooks_topic_known", "topic <@ ARRAY['socl', 'migr', 'citzn', 'cata', 'natr', 'health', 'edu', 'job', 'cult', 'sprt', 'discr', 'hygn', 'shltr', 'nutri', 'distr', 'relief', 'sme']::text[]");
                    table.CheckConstraint("webhooks_url_address", "url ~ '^https?://' AND char_length(url) <= 2000");
                    table.ForeignKey(
                        name: "fk_webhooks_partners_partner",
                        column: x => x.partner,
                        principalTable: "partners",
                        principalColumn: "name",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "webhook_deliveries",
                columns: table => new
                {
                    webhook_id = table.Column<Guid>(type: "uuid", nullable: false),
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    change_number = table.Column<long>(type: "bigint", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    next_attempt_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    lease = table.Column<Guid>(type: "uuid", nullable: true),
                    leased_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhook_deliveries", x => new { x.webhook_id, x.record_id });
                    table.CheckConstraint("webhook_deliveries_kind_known", "kind IN ('project', 'organisation')");
                    table.CheckConstraint("webhook_deliveries_lease_ends", "(lease IS NULL) = (leased_until IS NULL)");
                    table.ForeignKey(
                        name: "fk_webhook_deliveries_webhooks_webhook_id",
                        column: x => x.webhook_id,
                        principalTable: "webhooks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_webhook_deliveries_webhook_id_next_attempt_at_change_number",
                table: "webhook_deliveries",
                columns: new[] { "webhook_id", "next_attempt_at", "change_number" });

            migrationBuilder.CreateIndex(
                name: "ix_webhooks_partner_id",
                table: "webhooks",
                columns: new[] { "partner", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "data_protection_keys");

            migrationBuilder.DropTable(
                name: "webhook_deliveries");

            migrationBuilder.DropTable(
                name: "webhooks");
        }
    }
}
