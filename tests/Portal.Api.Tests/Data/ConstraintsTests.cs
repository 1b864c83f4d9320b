using Npgsql;
using Portal.Api.Domain;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Data;

/// <summary>What the database refuses, whoever writes: past the domain and its validators, with plain SQL.</summary>
public sealed class ConstraintsTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Theory]
    [InlineData("ends_on = starts_on - 1", "projects_dates_in_order")]
    [InlineData("stated_weeks = 0", "projects_stated_weeks_range")]
    [InlineData("stated_weeks = -1", "projects_stated_weeks_range")]
    [InlineData("stated_weeks = 521", "projects_stated_weeks_range")]
    [InlineData("deadline = '2037-12-31'", "projects_deadline_is_real")]
    [InlineData("deadline = '2040-01-01'", "projects_deadline_is_real")]
    [InlineData("title = ''", "projects_title_length")]
    [InlineData("title = E' \\t\\n '", "projects_title_length")]
    [InlineData("title = repeat('é', 201)", "projects_title_length")]
    [InlineData("description = ''", "projects_description_length")]
    [InlineData("description = repeat('é', 10001)", "projects_description_length")]
    [InlineData("participant_profile = repeat('é', 10001)", "projects_participant_profile_length")]
    [InlineData("accommodation = repeat('é', 10001)", "projects_accommodation_length")]
    [InlineData("training = repeat('é', 10001)", "projects_training_length")]
    [InlineData("places = 'some'", "projects_places_known")]
    [InlineData("activity_type = 'group'", "projects_activity_type_known")]
    [InlineData("strand = 'solidarity'", "projects_strand_known")]
    [InlineData("date_flexibility = 'open'", "projects_date_flexibility_known")]
    [InlineData("topics = '{edu,music}'", "projects_topics_known")]
    [InlineData("eligible_countries = '{MD,EL}'", "projects_eligible_countries_known")]
    [InlineData("eligible_countries = '{UK}'", "projects_eligible_countries_known")]
    [InlineData("input_issues = '{weeksExceedSpan}'", "projects_input_issues_known")]
    [InlineData("input_issues = '{ugly}'", "projects_input_issues_known")]
    [InlineData("country = 'EL'", "fk_projects_countries_country")]
    [InlineData("country = 'ZZ'", "fk_projects_countries_country")]
    [InlineData("latitude = 47, longitude = NULL", "projects_location_whole")]
    [InlineData("latitude = NULL, longitude = 28", "projects_location_whole")]
    [InlineData("latitude = 90.1, longitude = 28", "projects_location_range")]
    [InlineData("latitude = -90.1, longitude = 28", "projects_location_range")]
    [InlineData("latitude = 47, longitude = 180.1", "projects_location_range")]
    [InlineData("latitude = 47, longitude = -180.1", "projects_location_range")]
    [InlineData("latitude = 'NaN', longitude = 28", "projects_location_range")]
    [InlineData("source = 'portal-search'", "projects_source_with_reference")]
    [InlineData("reference = '12147'", "projects_source_with_reference")]
    [InlineData("partner = 'agency'", "projects_partner_with_external_id")]
    [InlineData("external_id = 'A1'", "projects_partner_with_external_id")]
    [InlineData("partner = 'agency', external_id = ''", "projects_external_id_characters")]
    [InlineData("partner = 'agency', external_id = '.'", "projects_external_id_characters")]
    [InlineData("partner = 'agency', external_id = '..'", "projects_external_id_characters")]
    [InlineData("partner = 'agency', external_id = 'a/b'", "projects_external_id_characters")]
    [InlineData("partner = 'agency', external_id = E'a\\\\b'", "projects_external_id_characters")]
    [InlineData("partner = 'agency', external_id = E'a\\tb'", "projects_external_id_characters")]
    [InlineData("partner = 'agency', external_id = E'a\\u007fb'", "projects_external_id_characters")]
    [InlineData("partner = 'agency', external_id = repeat('a', 201)", "projects_external_id_characters")]
    public async Task A_project_is_refused(string change, string constraint)
    {
        var project = await api.AddProjectAsync();

        await RefusedAsync($"UPDATE projects SET {change} WHERE id = $1", constraint, project.Id);
    }

    [Theory]
    [InlineData("ends_on = starts_on")]
    [InlineData("stated_weeks = 1")]
    [InlineData("stated_weeks = 520")]
    [InlineData("deadline = '2037-12-30'")]
    [InlineData("title = repeat('é', 200)")]
    [InlineData("description = repeat('é', 10000)")]
    [InlineData("latitude = 90, longitude = -180")]
    [InlineData("topics = '{}'")]
    [InlineData("country = 'XK'")]
    [InlineData("partner = 'agency', external_id = repeat('é', 200)")]
    [InlineData("partner = 'agency', external_id = '...'")]
    [InlineData("partner = 'agency', external_id = 'a b:c#d?e%f'")]
    public async Task A_project_at_the_edge_is_taken(string change)
    {
        var project = await api.AddProjectAsync();
        await AddPartnersAsync("agency");

        Assert.Equal(1, await api.SqlAsync($"UPDATE projects SET {change} WHERE id = $1", project.Id));
    }

    [Theory]
    [InlineData("pic = '12345678'", "organisations_pic_format")]
    [InlineData("pic = '1234567890'", "organisations_pic_format")]
    [InlineData("pic = '94712345A'", "organisations_pic_format")]
    [InlineData("pic = E'947123456\\n'", "organisations_pic_format")]
    [InlineData("pic = '٩٤٧١٢٣٤٥٦'", "organisations_pic_format")]
    [InlineData("name = '  '", "organisations_name_length")]
    [InlineData("name = repeat('é', 301)", "organisations_name_length")]
    [InlineData("description = repeat('é', 20001)", "organisations_description_length")]
    [InlineData("topics = '{music}'", "organisations_topics_known")]
    [InlineData("inclusion_supports = '{mentoring,cooking}'", "organisations_inclusion_supports_known")]
    [InlineData("country = 'UK'", "fk_organisations_countries_country")]
    [InlineData("latitude = 47", "organisations_location_whole")]
    [InlineData("latitude = 91, longitude = 0", "organisations_location_range")]
    [InlineData("source = 'portal-search'", "organisations_source_with_reference")]
    [InlineData("partner = 'agency'", "organisations_partner_with_external_id")]
    [InlineData("partner = 'agency', external_id = 'a/b'", "organisations_external_id_characters")]
    public async Task An_organisation_is_refused(string change, string constraint)
    {
        var organisation = await api.AddOrganisationAsync();

        await RefusedAsync($"UPDATE organisations SET {change} WHERE id = $1", constraint, organisation.Id);
    }

    [Fact]
    public async Task Two_organisations_cannot_have_the_same_PIC()
    {
        await api.AddOrganisationAsync(Some.Organisation with { Pic = "947000001" });
        var other = await api.AddOrganisationAsync(Some.Organisation with { Pic = "947000002" });

        await RefusedAsync("UPDATE organisations SET pic = '947000001' WHERE id = $1", "ix_organisations_pic", other.Id);
    }

    [Fact]
    public async Task Many_organisations_can_be_without_a_PIC()
    {
        await api.AddOrganisationAsync();
        await api.AddOrganisationAsync();

        Assert.True(await api.SqlValueAsync<long>("SELECT count(*) FROM organisations WHERE pic IS NULL") >= 2);
    }

    private Task<int> AddPartnersAsync(params string[] names) =>
        api.SqlAsync("INSERT INTO partners (name, created_at) SELECT name, now() FROM unnest($1) AS name ON CONFLICT DO NOTHING", [names]);

    [Theory]
    [InlineData("projects", "source", "reference")]
    [InlineData("projects", "partner", "external_id")]
    [InlineData("organisations", "source", "reference")]
    [InlineData("organisations", "partner", "external_id")]
    public async Task A_key_is_unique_where_it_comes_from_and_free_elsewhere(string table, string origin, string key)
    {
        var (one, other) = (await api.AddProjectAsync(), await api.AddProjectAsync());
        var (first, second) = table == "projects" ? (one.Id, other.Id) : (one.OrganisationId, other.OrganisationId);
        await AddPartnersAsync("here", "there");
        var set = $"UPDATE {table} SET {origin} = $2, {key} = 'K1' WHERE id = $1";
        await api.SqlAsync(set, first, "here");

        Assert.Equal(1, await api.SqlAsync(set, second, "there"));
        await RefusedAsync(set, $"ix_{table}_{origin}_{key}", second, "here");
    }

    [Fact]
    public async Task Places_dates_and_country_have_to_be_there()
    {
        var project = await api.AddProjectAsync();

        foreach (var column in new[] { "title", "starts_on", "ends_on", "places", "country", "organisation_id", "topics", "eligible_countries" })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() =>
                api.SqlAsync($"UPDATE projects SET {column} = NULL WHERE id = $1", project.Id));
            Assert.Equal((PostgresErrorCodes.NotNullViolation, column), (refused.SqlState, refused.ColumnName));
        }
    }

    [Fact]
    public async Task A_project_needs_an_organisation_that_exists()
    {
        var project = await api.AddProjectAsync();

        // The name that the trigger looks up is missing before the foreign key is even asked.
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            api.SqlAsync("UPDATE projects SET organisation_id = gen_random_uuid() WHERE id = $1", project.Id));
        Assert.Equal("organisation_name", refused.ColumnName);
    }

    [Fact]
    public async Task A_country_in_use_or_in_no_known_group_is_refused()
    {
        await api.AddProjectAsync();

        var inUse = await Assert.ThrowsAsync<PostgresException>(() => api.SqlAsync("DELETE FROM countries WHERE code = 'MD'"));
        Assert.Matches("^fk_(projects|organisations)_countries_country$", inUse.ConstraintName);
        await RefusedAsync("UPDATE countries SET \"group\" = $1 WHERE code = 'MD'", "countries_group_known", "friends");
    }

    [Theory]
    [InlineData("projects")]
    [InlineData("organisations")]
    public async Task Nothing_that_was_published_is_ever_deleted(string table)
    {
        await api.AddProjectAsync();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => api.SqlAsync($"DELETE FROM {table}"));

        Assert.Contains("withdrawn, never deleted", refused.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_domain_writes_what_the_database_takes_even_at_its_limits()
    {
        var organisation = await api.AddOrganisationAsync(new OrganisationFacts
        {
            Pic = "947123456",
            Name = new string('é', 300),
            Description = new string('é', 20_000),
            Country = "XK",
            Location = new Location(-90, 180),
            Topics = [.. Topic.List.Values],
            InclusionSupports = [.. InclusionSupport.List.Values],
            Labels = [new OrganisationLabel("host", null, null), new OrganisationLabel("lead", "R", new DateOnly(2028, 1, 1))],
        });

        var project = await api.AddProjectAsync(
            Some.Project with
            {
                Title = new string('é', 200),
                Description = new string('é', 10_000),
                Topics = [.. Topic.List.Values],
                EligibleCountries = [.. Country.All.Select(country => country.Code)],
                InputIssues = [.. DataIssue.OfInput],
                StatedWeeks = 520,
            },
            organisation);

        Assert.Equal(1, await api.SqlValueAsync<long>("SELECT count(*) FROM projects WHERE id = $1", project.Id));
    }

    [Theory]
    [InlineData("erased_at = now(), withdrawn_at = now()", "projects_empty_once_erased")]
    [InlineData("erased_at = now(), title = ''", "projects_empty_once_erased")]
    [InlineData("title = ''", "projects_title_length")]
    public async Task A_project_is_only_erased_whole(string change, string constraint)
    {
        var project = await api.AddProjectAsync(Some.Project with { Deadline = null });

        await RefusedAsync($"UPDATE projects SET {change} WHERE id = $1", constraint, project.Id);
    }

    [Fact]
    public async Task What_was_erased_is_never_changed_again()
    {
        var project = await api.AddProjectAsync();
        await api.ChangeAsync<Project>(project.Id, found => found.Erase(api.Clock.GetUtcNow()));

        var refused = await Assert.ThrowsAsync<PostgresException>(() => api.SqlAsync("UPDATE projects SET erased_at = NULL, withdrawn_at = NULL, title = 'Back' WHERE id = $1", project.Id));

        Assert.Contains("never changed again", refused.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_organisation_is_erased_after_its_projects()
    {
        var project = await api.AddProjectAsync();
        await api.ChangeAsync<Project>(project.Id, found => found.Withdraw(api.Clock.GetUtcNow()));

        var refused = await Assert.ThrowsAsync<PostgresException>(() => api.SqlAsync(
            "UPDATE organisations SET erased_at = now(), withdrawn_at = now(), name = '' WHERE id = $1", project.OrganisationId));

        Assert.Contains("erased before it", refused.MessageText, StringComparison.Ordinal);
    }

    private async Task RefusedAsync(string sql, string constraint, params object[] parameters)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => api.SqlAsync(sql, parameters));
        Assert.Equal(constraint, refused.ConstraintName);
    }
}
