using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Api.Data.Migrations
{
    /// <inheritdoc />
    public partial class DeadlinesTakenAway : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_changes_changed_at",
                table: "changes",
                column: "changed_at",
                filter: "kind = 'withdrawn' OR fields @> '{\"deadline\": {\"to\": null}}'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_changes_changed_at",
                table: "changes");
        }
    }
}
