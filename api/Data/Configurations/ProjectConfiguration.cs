using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Api.Domain;

namespace Portal.Api.Data.Configurations;

internal sealed class ProjectConfiguration : PublicationConfiguration<Project>
{
    public override void Configure(EntityTypeBuilder<Project> builder)
    {
        base.Configure(builder);

        builder.HasOne(project => project.Organisation)
            .WithMany(organisation => organisation.Projects)
            .HasForeignKey(project => project.OrganisationId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<CountryRow>().WithMany().HasForeignKey(project => project.Country).OnDelete(DeleteBehavior.Restrict);

        // Both come from the organisation; the trigger fills them in and a change there reaches its projects.
        builder.Property(project => project.OrganisationName).ValueGeneratedOnAddOrUpdate();
        builder.Property(project => project.Supports).ValueGeneratedOnAddOrUpdate();

        builder.Property(project => project.OpenUntil)
            .HasComputedColumnSql("least(coalesce(deadline, ends_on), ends_on)", stored: true);
        builder.Property(project => project.Weeks)
            .HasComputedColumnSql("coalesce(stated_weeks, greatest(1, round((ends_on - starts_on + 1) / 7.0))::integer)", stored: true);

        builder.ToTable(table => table
            .HasPublicationKeys("projects")
            .HasLocation("projects")
            .HasTextUntilErased("projects", "title", ProjectFacts.MaxTitleLength)
            .HasTextUntilErased("projects", "organisation_name", OrganisationFacts.MaxNameLength)
            .HasText("projects", "description", ProjectFacts.MaxTextLength)
            .HasText("projects", "participant_profile", ProjectFacts.MaxTextLength)
            .HasText("projects", "accommodation", ProjectFacts.MaxTextLength)
            .HasText("projects", "training", ProjectFacts.MaxTextLength)
            .HasText("projects", "town", ProjectFacts.MaxTownLength)
            .HasWebAddress("projects", "apply_url")
            .HasCode("projects_places_known", "places", Places.List)
            .HasCode("projects_activity_type_known", "activity_type", ActivityType.List)
            .HasCode("projects_strand_known", "strand", Strand.List)
            .HasCode("projects_date_flexibility_known", "date_flexibility", DateFlexibility.List)
            .HasCodes("projects_topics_known", "topics", Topic.List.Values)
            .HasCodes("projects_input_issues_known", "input_issues", DataIssue.OfInput)
            .HasCodes("projects_eligible_countries_known", "eligible_countries", Country.All.Select(country => country.Code))
            .HasCheckConstraint("projects_dates_in_order", "ends_on >= starts_on"));
        builder.ToTable(table =>
        {
            table.IsEmptyOnceErased(
                "projects",
                "title = '' AND organisation_name = '' AND supports = '{}' AND topics = '{}' AND eligible_countries = '{}' AND input_issues = '{}'",
                "description", "participant_profile", "accommodation", "training", "language", "town", "latitude", "longitude", "apply_url",
                "stated_weeks", "deadline", "activity_type", "strand", "date_flexibility", "requires_cv", "requires_motivation", "confirmed_at");
            table.HasCheckConstraint("projects_stated_weeks_range", $"stated_weeks BETWEEN 1 AND {Duration.MaxWeeks}");
            table.HasCheckConstraint("projects_language_tag", $"language ~ '{ProjectFacts.LanguagePattern}'");
            table.HasCheckConstraint("projects_deadline_is_real", $"deadline < DATE '{Deadline.Sentinel:yyyy-MM-dd}'");
        });
    }
}
