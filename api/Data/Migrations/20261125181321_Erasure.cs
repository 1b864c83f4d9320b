using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Api.Data.Migrations
{
    /// <inheritdoc />
    public partial class Erasure : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "projects_title_length",
                table: "projects");

            migrationBuilder.DropCheckConstraint(
                name: "organisations_name_length",
                table: "organisations");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "erased_at",
                table: "projects",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "erased_at",
                table: "organisations",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "projects_empty_once_erased",
                table: "projects",
                sql: "erased_at IS NULL OR (withdrawn_at IS NOT NULL AND title = '' AND organisation_name = '' AND supports = '{}' AND topics = '{}' AND eligible_countries = '{}' AND input_issues = '{}' AND description IS NULL AND participant_profile IS NULL AND accommodation IS NULL AND training IS NULL AND language IS NULL AND town IS NULL AND latitude IS NULL AND longitude IS NULL AND apply_url IS NULL AND stated_weeks IS NULL AND deadline IS NULL AND activity_type IS NULL AND strand IS NULL AND date_flexibility IS NULL AND requires_cv IS NULL AND requires_motivation IS NULL AND confirmed_at IS NULL)");

            migrationBuilder.AddCheckConstraint(
                name: "projects_organisation_name_length",
                table: "projects",
                sql: "erased_at IS NOT NULL OR (char_length(organisation_name) <= 300 AND organisation_name ~ '\\S')");

            migrationBuilder.AddCheckConstraint(
                name: "projects_title_length",
                table: "projects",
                sql: "erased_at IS NOT NULL OR (char_length(title) <= 200 AND title ~ '\\S')");

            migrationBuilder.AddCheckConstraint(
                name: "organisations_empty_once_erased",
                table: "organisations",
                sql: "erased_at IS NULL OR (withdrawn_at IS NOT NULL AND name = '' AND topics = '{}' AND inclusion_supports = '{}' AND labels = '[]' AND pic IS NULL AND description IS NULL AND town IS NULL AND latitude IS NULL AND longitude IS NULL AND website IS NULL AND email IS NULL AND phone IS NULL)");

            migrationBuilder.AddCheckConstraint(
                name: "organisations_name_length",
                table: "organisations",
                sql: "erased_at IS NOT NULL OR (char_length(name) <= 300 AND name ~ '\\S')");

            migrationBuilder.Sql(ErasureSql.History);
            migrationBuilder.Sql(ErasureSql.Words);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            throw new System.NotSupportedException("Migrations are not undone: restore a backup instead.");
        }
    }
}
