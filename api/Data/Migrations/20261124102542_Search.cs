using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Api.Data.Migrations
{
    /// <inheritdoc />
    public partial class Search : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_projects_created_at",
                table: "projects");

            migrationBuilder.DropIndex(
                name: "ix_projects_ends_on",
                table: "projects");

            migrationBuilder.DropIndex(
                name: "ix_projects_open_until",
                table: "projects");

            migrationBuilder.DropIndex(
                name: "ix_projects_search",
                table: "projects");

            migrationBuilder.DropIndex(
                name: "ix_projects_topics",
                table: "projects");

            migrationBuilder.DropIndex(
                name: "ix_organisations_search",
                table: "organisations");

            migrationBuilder.DropIndex(
                name: "ix_organisations_topics",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "search",
                table: "projects");

            migrationBuilder.DropColumn(
                name: "search",
                table: "organisations");

            migrationBuilder.Sql(SearchSql.Words);
            migrationBuilder.Sql(SearchSql.Tables);
            migrationBuilder.Sql(SearchSql.CountryNames(Portal.Api.Data.CountryNames.Json()));
            migrationBuilder.Sql(SearchSql.Rows);
            migrationBuilder.Sql(SearchSql.Indexes);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            throw new System.NotSupportedException("Migrations are not undone: restore a backup instead.");
        }
    }
}
