using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NpgsqlTypes;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace Portal.Api.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterDatabase()
                .Annotation("Npgsql:PostgresExtension:pg_trgm", ",,")
                .Annotation("Npgsql:PostgresExtension:unaccent", ",,");

            migrationBuilder.Sql(InitialSql.BeforeTables);

            migrationBuilder.CreateSequence(
                name: "change_number");

            migrationBuilder.CreateTable(
                name: "changes",
                columns: table => new
                {
                    change_number = table.Column<long>(type: "bigint", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<string>(type: "text", nullable: false),
                    fields = table.Column<string>(type: "jsonb", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_changes", x => x.change_number);
                });

            migrationBuilder.CreateTable(
                name: "countries",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", nullable: false),
                    group = table.Column<string>(type: "text", nullable: false),
                    group_source = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_countries", x => x.code);
                    table.CheckConstraint("countries_group_known", "\"group\" IN ('programme', 'partner', 'other')");
                });

            migrationBuilder.CreateTable(
                name: "organisations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    pic = table.Column<string>(type: "text", nullable: true),
                    name = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "text", nullable: true),
                    town = table.Column<string>(type: "text", nullable: true),
                    country = table.Column<string>(type: "text", nullable: false),
                    latitude = table.Column<double>(type: "double precision", nullable: true),
                    longitude = table.Column<double>(type: "double precision", nullable: true),
                    website = table.Column<string>(type: "text", nullable: true),
                    email = table.Column<string>(type: "text", nullable: true),
                    phone = table.Column<string>(type: "text", nullable: true),
                    topics = table.Column<string[]>(type: "text[]", nullable: false),
                    labels = table.Column<string>(type: "jsonb", nullable: false),
                    inclusion_supports = table.Column<string[]>(type: "text[]", nullable: false),
                    name_key = table.Column<string>(type: "text", nullable: false, computedColumnSql: "public.fold(name)", stored: true),
                    search = table.Column<NpgsqlTsVector>(type: "tsvector", nullable: true, computedColumnSql: "setweight(to_tsvector('public.portal', name), 'A')\n|| setweight(to_tsvector('public.portal', coalesce(town, '')), 'B')\n|| setweight(to_tsvector('public.portal', public.country_label(country) || ' ' || public.topic_labels(topics)), 'C')\n|| setweight(to_tsvector('public.portal', coalesce(description, '')), 'D')", stored: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    change_number = table.Column<long>(type: "bigint", rowVersion: true, nullable: false),
                    changed_by = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "text", nullable: true),
                    reference = table.Column<string>(type: "text", nullable: true),
                    partner = table.Column<string>(type: "text", nullable: true),
                    external_id = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organisations", x => x.id);
                    table.CheckConstraint("organisations_description_length", "char_length(description) <= 20000 AND description ~ '\\S'");
                    table.CheckConstraint("organisations_external_id_characters", "char_length(external_id) BETWEEN 1 AND 200 AND external_id !~ '[/\\\\[:cntrl:]]' AND external_id NOT IN ('.', '..')");
                    table.CheckConstraint("organisations_inclusion_supports_known", "inclusion_supports <@ ARRAY['mentoring', 'physicalEnvironment', 'participationSupport', 'dietary', 'other']::text[]");
                    table.CheckConstraint("organisations_label_roles_known", "NOT jsonb_path_exists(labels, '$[*].role ? (@ != \"host\" && @ != \"support\" && @ != \"lead\")')");
                    table.CheckConstraint("organisations_location_range", "latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180");
                    table.CheckConstraint("organisations_location_whole", "(latitude IS NULL) = (longitude IS NULL)");
                    table.CheckConstraint("organisations_name_length", "char_length(name) <= 300 AND name ~ '\\S'");
                    table.CheckConstraint("organisations_partner_with_external_id", "(partner IS NULL) = (external_id IS NULL)");
                    table.CheckConstraint("organisations_pic_format", "pic ~ '^[0-9]{9}$'");
                    table.CheckConstraint("organisations_source_with_reference", "(source IS NULL) = (reference IS NULL)");
                    table.CheckConstraint("organisations_topics_known", "topics <@ ARRAY['socl', 'migr', 'citzn', 'cata', 'natr', 'health', 'edu', 'job', 'cult', 'sprt', 'discr', 'hygn', 'shltr', 'nutri', 'distr', 'relief', 'sme']::text[]");
                    table.CheckConstraint("organisations_town_length", "char_length(town) <= 200 AND town ~ '\\S'");
                    table.CheckConstraint("organisations_website_address", "website ~ '^https?://' AND char_length(website) <= 2000");
                    table.ForeignKey(
                        name: "fk_organisations_countries_country",
                        column: x => x.country,
                        principalTable: "countries",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "projects",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_name = table.Column<string>(type: "text", nullable: false),
                    supports = table.Column<string[]>(type: "text[]", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "text", nullable: true),
                    participant_profile = table.Column<string>(type: "text", nullable: true),
                    accommodation = table.Column<string>(type: "text", nullable: true),
                    training = table.Column<string>(type: "text", nullable: true),
                    language = table.Column<string>(type: "text", nullable: true),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: false),
                    stated_weeks = table.Column<int>(type: "integer", nullable: true),
                    deadline = table.Column<DateOnly>(type: "date", nullable: true),
                    places = table.Column<string>(type: "text", nullable: false),
                    apply_url = table.Column<string>(type: "text", nullable: true),
                    topics = table.Column<string[]>(type: "text[]", nullable: false),
                    activity_type = table.Column<string>(type: "text", nullable: true),
                    strand = table.Column<string>(type: "text", nullable: true),
                    town = table.Column<string>(type: "text", nullable: true),
                    country = table.Column<string>(type: "text", nullable: false),
                    latitude = table.Column<double>(type: "double precision", nullable: true),
                    longitude = table.Column<double>(type: "double precision", nullable: true),
                    eligible_countries = table.Column<string[]>(type: "text[]", nullable: false),
                    date_flexibility = table.Column<string>(type: "text", nullable: true),
                    requires_cv = table.Column<bool>(type: "boolean", nullable: true),
                    requires_motivation = table.Column<bool>(type: "boolean", nullable: true),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    input_issues = table.Column<string[]>(type: "text[]", nullable: false),
                    open_until = table.Column<DateOnly>(type: "date", nullable: false, computedColumnSql: "least(coalesce(deadline, ends_on), ends_on)", stored: true),
                    weeks = table.Column<int>(type: "integer", nullable: false, computedColumnSql: "coalesce(stated_weeks, greatest(1, round((ends_on - starts_on + 1) / 7.0))::integer)", stored: true),
                    search = table.Column<NpgsqlTsVector>(type: "tsvector", nullable: true, computedColumnSql: "setweight(to_tsvector('public.portal', title), 'A')\n|| setweight(to_tsvector('public.portal', organisation_name || ' ' || coalesce(town, '')), 'B')\n|| setweight(to_tsvector('public.portal', public.country_label(country) || ' ' || public.topic_labels(topics)), 'C')\n|| setweight(to_tsvector('public.portal',\n    coalesce(description, '') || ' ' || coalesce(participant_profile, '') || ' '\n    || coalesce(accommodation, '') || ' ' || coalesce(training, '')), 'D')", stored: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    change_number = table.Column<long>(type: "bigint", rowVersion: true, nullable: false),
                    changed_by = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "text", nullable: true),
                    reference = table.Column<string>(type: "text", nullable: true),
                    partner = table.Column<string>(type: "text", nullable: true),
                    external_id = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_projects", x => x.id);
                    table.CheckConstraint("projects_accommodation_length", "char_length(accommodation) <= 10000 AND accommodation ~ '\\S'");
                    table.CheckConstraint("projects_activity_type_known", "activity_type IN ('individual', 'team')");
                    table.CheckConstraint("projects_apply_url_address", "apply_url ~ '^https?://' AND char_length(apply_url) <= 2000");
                    table.CheckConstraint("projects_date_flexibility_known", "date_flexibility IN ('precise', 'flexible')");
                    table.CheckConstraint("projects_dates_in_order", "ends_on >= starts_on");
                    table.CheckConstraint("projects_deadline_is_real", "deadline < DATE '2037-12-31'");
                    table.CheckConstraint("projects_description_length", "char_length(description) <= 10000 AND description ~ '\\S'");
                    table.CheckConstraint("projects_eligible_countries_known", "eligible_countries <@ ARRAY['AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IS', 'IT', 'LI', 'LT', 'LU', 'LV', 'MK', 'MT', 'NL', 'NO', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK', 'TR', 'AL', 'AM', 'AZ', 'BA', 'BY', 'CH', 'DZ', 'EG', 'GB', 'GE', 'IL', 'JO', 'LB', 'LY', 'MA', 'MD', 'ME', 'PS', 'RS', 'RU', 'SY', 'TN', 'UA', 'XK', 'AD', 'AE', 'AF', 'AG', 'AI', 'AO', 'AQ', 'AR', 'AS', 'AU', 'AW', 'AX', 'BB', 'BD', 'BF', 'BH', 'BI', 'BJ', 'BL', 'BM', 'BN', 'BO', 'BQ', 'BR', 'BS', 'BT', 'BV', 'BW', 'BZ', 'CA', 'CC', 'CD', 'CF', 'CG', 'CI', 'CK', 'CL', 'CM', 'CN', 'CO', 'CR', 'CU', 'CV', 'CW', 'CX', 'DJ', 'DM', 'DO', 'EC', 'EH', 'ER', 'ET', 'FJ', 'FK', 'FM', 'FO', 'GA', 'GD', 'GF', 'GG', 'GH', 'GI', 'GL', 'GM', 'GN', 'GP', 'GQ', 'GS', 'GT', 'GU', 'GW', 'GY', 'HK', 'HM', 'HN', 'HT', 'ID', 'IM', 'IN', 'IO', 'IQ', 'IR', 'JE', 'JM', 'JP', 'KE', 'KG', 'KH', 'KI', 'KM', 'KN', 'KP', 'KR', 'KW', 'KY', 'KZ', 'LA', 'LC', 'LK', 'LR', 'LS', 'MC', 'MF', 'MG', 'MH', 'ML', 'MM', 'MN', 'MO', 'MP', 'MQ', 'MR', 'MS', 'MU', 'MV', 'MW', 'MX', 'MY', 'MZ', 'NA', 'NC', 'NE', 'NF', 'NG', 'NI', 'NP', 'NR', 'NU', 'NZ', 'OM', 'PA', 'PE', 'PF', 'PG', 'PH', 'PK', 'PM', 'PN', 'PR', 'PW', 'PY', 'QA', 'RE', 'RW', 'SA', 'SB', 'SC', 'SD', 'SG', 'SH', 'SJ', 'SL', 'SM', 'SN', 'SO', 'SR', 'SS', 'ST', 'SV', 'SX', 'SZ', 'TC', 'TD', 'TF', 'TG', 'TH', 'TJ', 'TK', 'TL', 'TM', 'TO', 'TT', 'TV', 'TW', 'TZ', 'UG', 'UM', 'US', 'UY', 'UZ', 'VA', 'VC', 'VE', 'VG', 'VI', 'VN', 'VU', 'WF', 'WS', 'YE', 'YT', 'ZA', 'ZM', 'ZW']::text[]");
                    table.CheckConstraint("projects_external_id_characters", "char_length(external_id) BETWEEN 1 AND 200 AND external_id !~ '[/\\\\[:cntrl:]]' AND external_id NOT IN ('.', '..')");
                    table.CheckConstraint("projects_input_issues_known", "input_issues <@ ARRAY['weeksMissing', 'deadlineSentinel', 'unknownTopic', 'tagsDropped']::text[]");
                    table.CheckConstraint("projects_language_tag", "language ~ '^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$'");
                    table.CheckConstraint("projects_location_range", "latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180");
                    table.CheckConstraint("projects_location_whole", "(latitude IS NULL) = (longitude IS NULL)");
                    table.CheckConstraint("projects_participant_profile_length", "char_length(participant_profile) <= 10000 AND participant_profile ~ '\\S'");
                    table.CheckConstraint("projects_partner_with_external_id", "(partner IS NULL) = (external_id IS NULL)");
                    table.CheckConstraint("projects_places_known", "places IN ('open', 'full')");
                    table.CheckConstraint("projects_source_with_reference", "(source IS NULL) = (reference IS NULL)");
                    table.CheckConstraint("projects_stated_weeks_range", "stated_weeks BETWEEN 1 AND 520");
                    table.CheckConstraint("projects_strand_known", "strand IN ('volunteering', 'humanitarianAid')");
                    table.CheckConstraint("projects_title_length", "char_length(title) <= 200 AND title ~ '\\S'");
                    table.CheckConstraint("projects_topics_known", "topics <@ ARRAY['socl', 'migr', 'citzn', 'cata', 'natr', 'health', 'edu', 'job', 'cult', 'sprt', 'discr', 'hygn', 'shltr', 'nutri', 'distr', 'relief', 'sme']::text[]");
                    table.CheckConstraint("projects_town_length", "char_length(town) <= 200 AND town ~ '\\S'");
                    table.CheckConstraint("projects_training_length", "char_length(training) <= 10000 AND training ~ '\\S'");
                    table.ForeignKey(
                        name: "fk_projects_countries_country",
                        column: x => x.country,
                        principalTable: "countries",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_projects_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "countries",
                columns: new[] { "code", "group", "group_source" },
                values: new object[,]
                {
                    { "AD", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "AE", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "AF", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "AG", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "AI", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "AL", "partner", "European Solidarity Corps Guide, eligible countries" },
                    { "AM", "partner", "European Solidarity Corps Guide, eligible countries" },
                    { "AO", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "AQ", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "AR", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "AS", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "AT", "programme", "European Solidarity Corps Guide, eligible countries" },
                    { "AU", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "AW", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "AX", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "AZ", "partner", "European Solidarity Corps Guide, eligible countries" },
                    { "BA", "partner", "European Solidarity Corps Guide, eligible countries" },
                    { "BB", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "BD", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "BE", "programme", "European Solidarity Corps Guide, eligible countries" },
                    { "BF", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "BG", "programme", "European Solidarity Corps Guide, eligible countries" },
                    { "BH", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "BI", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "BJ", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "BL", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "BM", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "BN", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "BO", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "BQ", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "BR", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "BS", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "BT", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "BV", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "BW", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "BY", "partner", "European Solidarity Corps Guide, eligible countries" },
                    { "BZ", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "CA", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "CC", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "CD", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "CF", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "CG", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "CH", "partner", "European Solidarity Corps Guide, eligible countries" },
                    { "CI", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "CK", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "CL", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "CM", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "CN", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "CO", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "CR", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "CU", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "CV", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "CW", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "CX", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "CY", "programme", "European Solidarity Corps Guide, eligible countries" },
                    { "CZ", "programme", "European Solidarity Corps Guide, eligible countries" },
                    { "DE", "programme", "European Solidarity Corps Guide, eligible countries" },
                    { "DJ", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "DK", "programme", "European Solidarity Corps Guide, eligible countries" },
                    { "DM", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "DO", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "DZ", "partner", "European Solidarity Corps Guide, eligible countries" },
                    { "EC", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "EE", "programme", "European Solidarity Corps Guide, eligible countries" },
                    { "EG", "partner", "European Solidarity Corps Guide, eligible countries" },
                    { "EH", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "ER", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "ES", "programme", "European Solidarity Corps Guide, eligible countries" },
                    { "ET", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "FI", "programme", "European Solidarity Corps Guide, eligible countries" },
                    { "FJ", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "FK", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "FM", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "FO", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "FR", "programme", "European Solidarity Corps Guide, eligible countries" },
                    { "GA", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "GB", "partner", "European Solidarity Corps Guide, eligible countries" },
                    { "GD", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "GE", "partner", "European Solidarity Corps Guide, eligible countries" },
                    { "GF", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "GG", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "GH", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "GI", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "GL", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "GM", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "GN", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "GP", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "GQ", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "GR", "programme", "European Solidarity Corps Guide, eligible countries" },
                    { "GS", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "GT", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "GU", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "GW", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "GY", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "HK", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "HM", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "HN", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "HR", "programme", "European Solidarity Corps Guide, eligible countries" },
                    { "HT", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "HU", "programme", "European Solidarity Corps Guide, eligible countries" },
                    { "ID", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "IE", "programme", "European Solidarity Corps Guide, eligible countries" },
                    { "IL", "partner", "European Solidarity Corps Guide, eligible countries" },
                    { "IM", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "IN", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "IO", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "IQ", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "IR", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "IS", "programme", "European Solidarity Corps Guide, eligible countries" },
                    { "IT", "programme", "European Solidarity Corps Guide, eligible countries" },
                    { "JE", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "JM", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "JO", "partner", "European Solidarity Corps Guide, eligible countries" },
                    { "JP", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "KE", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "KG", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "KH", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "KI", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "KM", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "KN", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "KP", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "KR", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "KW", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "KY", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "KZ", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "LA", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "LB", "partner", "European Solidarity Corps Guide, eligible countries" },
                    { "LC", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "LI", "programme", "European Solidarity Corps Guide, eligible countries" },
                    { "LK", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "LR", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "LS", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "LT", "programme", "European Solidarity Corps Guide, eligible countries" },
                    { "LU", "programme", "European Solidarity Corps Guide, eligible countries" },
                    { "LV", "programme", "European Solidarity Corps Guide, eligible countries" },
                    { "LY", "partner", "European Solidarity Corps Guide, eligible countries" },
                    { "MA", "partner", "European Solidarity Corps Guide, eligible countries" },
                    { "MC", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "MD", "partner", "European Solidarity Corps Guide, eligible countries" },
                    { "ME", "partner", "European Solidarity Corps Guide, eligible countries" },
                    { "MF", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "MG", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "MH", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "MK", "programme", "European Solidarity Corps Guide, eligible countries" },
                    { "ML", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "MM", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "MN", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "MO", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "MP", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "MQ", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "MR", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "MS", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "MT", "programme", "European Solidarity Corps Guide, eligible countries" },
                    { "MU", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "MV", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "MW", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "MX", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "MY", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "MZ", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "NA", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "NC", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "NE", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "NF", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "NG", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "NI", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "NL", "programme", "European Solidarity Corps Guide, eligible countries" },
                    { "NO", "programme", "European Solidarity Corps Guide, eligible countries" },
                    { "NP", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "NR", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "NU", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "NZ", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "OM", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "PA", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "PE", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "PF", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "PG", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "PH", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "PK", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "PL", "programme", "European Solidarity Corps Guide, eligible countries" },
                    { "PM", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "PN", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "PR", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "PS", "partner", "European Solidarity Corps Guide, eligible countries" },
                    { "PT", "programme", "European Solidarity Corps Guide, eligible countries" },
                    { "PW", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "PY", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "QA", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "RE", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "RO", "programme", "European Solidarity Corps Guide, eligible countries" },
                    { "RS", "partner", "European Solidarity Corps Guide, eligible countries" },
                    { "RU", "partner", "European Solidarity Corps Guide, eligible countries" },
                    { "RW", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "SA", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "SB", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "SC", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "SD", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "SE", "programme", "European Solidarity Corps Guide, eligible countries" },
                    { "SG", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "SH", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "SI", "programme", "European Solidarity Corps Guide, eligible countries" },
                    { "SJ", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "SK", "programme", "European Solidarity Corps Guide, eligible countries" },
                    { "SL", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "SM", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "SN", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "SO", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "SR", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "SS", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "ST", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "SV", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "SX", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "SY", "partner", "European Solidarity Corps Guide, eligible countries" },
                    { "SZ", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "TC", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "TD", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "TF", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "TG", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "TH", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "TJ", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "TK", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "TL", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "TM", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "TN", "partner", "European Solidarity Corps Guide, eligible countries" },
                    { "TO", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "TR", "programme", "European Solidarity Corps Guide, eligible countries" },
                    { "TT", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "TV", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "TW", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "TZ", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "UA", "partner", "European Solidarity Corps Guide, eligible countries" },
                    { "UG", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "UM", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "US", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "UY", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "UZ", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "VA", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "VC", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "VE", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "VG", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "VI", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "VN", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "VU", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "WF", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "WS", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "XK", "partner", "European Solidarity Corps Guide, eligible countries" },
                    { "YE", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "YT", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "ZA", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "ZM", "other", "European Solidarity Corps Guide, eligible countries" },
                    { "ZW", "other", "European Solidarity Corps Guide, eligible countries" }
                });

            migrationBuilder.CreateIndex(
                name: "ix_changes_subject_id_change_number",
                table: "changes",
                columns: new[] { "subject_id", "change_number" });

            migrationBuilder.CreateIndex(
                name: "ix_organisations_change_number",
                table: "organisations",
                column: "change_number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_organisations_country",
                table: "organisations",
                column: "country");

            migrationBuilder.CreateIndex(
                name: "ix_organisations_name_key_country",
                table: "organisations",
                columns: new[] { "name_key", "country" });

            migrationBuilder.CreateIndex(
                name: "ix_organisations_partner_external_id",
                table: "organisations",
                columns: new[] { "partner", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_organisations_pic",
                table: "organisations",
                column: "pic",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_organisations_search",
                table: "organisations",
                column: "search")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_organisations_source_reference",
                table: "organisations",
                columns: new[] { "source", "reference" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_organisations_topics",
                table: "organisations",
                column: "topics")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_projects_change_number",
                table: "projects",
                column: "change_number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_projects_country",
                table: "projects",
                column: "country");

            migrationBuilder.CreateIndex(
                name: "ix_projects_created_at",
                table: "projects",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_projects_ends_on",
                table: "projects",
                column: "ends_on",
                filter: "withdrawn_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_projects_open_until",
                table: "projects",
                column: "open_until",
                filter: "places = 'open' AND withdrawn_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_projects_organisation_id",
                table: "projects",
                column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_projects_partner_external_id",
                table: "projects",
                columns: new[] { "partner", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_projects_search",
                table: "projects",
                column: "search")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_projects_source_reference",
                table: "projects",
                columns: new[] { "source", "reference" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_projects_topics",
                table: "projects",
                column: "topics")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.Sql(InitialSql.AfterTables);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            throw new System.NotSupportedException("The first migration is not undone: drop the database instead.");
        }
    }
}
