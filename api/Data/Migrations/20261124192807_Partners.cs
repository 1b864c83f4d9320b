using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Api.Data.Migrations
{
    /// <inheritdoc />
    public partial class Partners : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "partners",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partners", x => x.name);
                    table.CheckConstraint("partners_name_length", "char_length(name) <= 100 AND name ~ '\\S'");
                });

            migrationBuilder.CreateTable(
                name: "partner_events",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    partner = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    happened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<string>(type: "text", nullable: false),
                    key_prefix = table.Column<string>(type: "text", nullable: true),
                    detail = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partner_events", x => x.id);
                    table.ForeignKey(
                        name: "fk_partner_events_partners_partner",
                        column: x => x.partner,
                        principalTable: "partners",
                        principalColumn: "name",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "partner_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    partner = table.Column<string>(type: "text", nullable: false),
                    prefix = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    scopes = table.Column<string[]>(type: "text[]", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partner_keys", x => x.id);
                    table.CheckConstraint("partner_keys_hash_is_whole", "octet_length(hash) = 32");
                    table.CheckConstraint("partner_keys_scopes_known", "scopes <@ ARRAY['read', 'write']::text[]");
                    table.ForeignKey(
                        name: "fk_partner_keys_partners_partner",
                        column: x => x.partner,
                        principalTable: "partners",
                        principalColumn: "name",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_partner_events_partner",
                table: "partner_events",
                column: "partner");

            migrationBuilder.CreateIndex(
                name: "ix_partner_keys_hash",
                table: "partner_keys",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_partner_keys_partner",
                table: "partner_keys",
                column: "partner");

            migrationBuilder.CreateIndex(
                name: "ix_partner_keys_prefix",
                table: "partner_keys",
                column: "prefix",
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_organisations_partners_partner",
                table: "organisations",
                column: "partner",
                principalTable: "partners",
                principalColumn: "name",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_projects_partners_partner",
                table: "projects",
                column: "partner",
                principalTable: "partners",
                principalColumn: "name",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_organisations_partners_partner",
                table: "organisations");

            migrationBuilder.DropForeignKey(
                name: "fk_projects_partners_partner",
                table: "projects");

            migrationBuilder.DropTable(
                name: "partner_events");

            migrationBuilder.DropTable(
                name: "partner_keys");

            migrationBuilder.DropTable(
                name: "partners");
        }
    }
}
