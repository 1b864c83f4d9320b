using Portal.Api.Domain;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Domain;

public sealed class ProjectTests
{
    private readonly Organisation organisation = Organisation.Publish(Some.Organisation);

    [Fact]
    public void A_project_cannot_end_before_it_starts()
    {
        var backwards = Some.Project with { StartsOn = new DateOnly(2027, 4, 2), EndsOn = new DateOnly(2027, 4, 1) };

        var broken = Assert.Throws<BrokenRuleException>(() => Project.Publish(organisation, backwards));

        Assert.Equal("endsBeforeStart", broken.Code);
    }

    [Fact]
    public void A_project_of_one_day_is_fine()
    {
        var project = Project.Publish(organisation, Some.Project with { StartsOn = new DateOnly(2027, 4, 1), EndsOn = new DateOnly(2027, 4, 1) });

        Assert.Equal(project.StartsOn, project.EndsOn);
    }

    [Fact]
    public void A_refused_revision_leaves_the_project_as_it_was()
    {
        var project = Project.Publish(organisation, Some.Project);

        Assert.Throws<BrokenRuleException>(() => project.Revise(
            organisation, Some.Project with { Title = "Other", EndsOn = Some.Project.StartsOn.AddDays(-1) }));

        Assert.Equal(Some.Project.Title, project.Title);
        Assert.Equal(Some.Project.EndsOn, project.EndsOn);
    }

    [Fact]
    public void A_project_that_is_withdrawn_twice_keeps_the_first_time()
    {
        var project = Project.Publish(organisation, Some.Project);
        var first = PortalHost.StartOfTests;

        project.Withdraw(first);
        project.Withdraw(first.AddDays(1));

        Assert.Equal(first, project.WithdrawnAt);
    }

    [Fact]
    public void A_project_that_is_erased_is_withdrawn_with_it_and_keeps_the_first_times()
    {
        var project = Project.Publish(organisation, Some.Project);
        var first = PortalHost.StartOfTests;

        project.Withdraw(first);
        project.Erase(first.AddDays(1));
        project.Erase(first.AddDays(2));

        Assert.Equal((first, first.AddDays(1), ""), (project.WithdrawnAt, project.ErasedAt, project.Title));
    }

    [Fact]
    public void Nobody_brings_back_what_was_erased()
    {
        var project = Project.Publish(organisation, Some.Project);
        project.Erase(PortalHost.StartOfTests);

        Assert.All(
            new Action[]
            {
                () => project.Revise(organisation, Some.Project), () => project.PublishAgain(), () => project.Confirm(PortalHost.StartOfTests),
            },
            act => Assert.Equal("recordErased", Assert.Throws<BrokenRuleException>(act).Code));
    }

    [Fact]
    public void An_organisation_is_erased_after_its_projects_and_takes_no_others()
    {
        var broken = Assert.Throws<BrokenRuleException>(() => organisation.Erase(PortalHost.StartOfTests, hasProjects: true));
        Assert.Equal(("organisationHasProjects", Some.Organisation.Name), (broken.Code, organisation.Name));

        organisation.Erase(PortalHost.StartOfTests, hasProjects: false);

        Assert.Equal("recordErased", Assert.Throws<BrokenRuleException>(() => organisation.Revise(Some.Organisation)).Code);
        Assert.Equal("recordErased", Assert.Throws<BrokenRuleException>(() => Project.Publish(organisation, Some.Project)).Code);
    }

    [Fact]
    public void Every_project_gets_a_key_of_its_own_of_version_7()
    {
        var keys = Enumerable.Range(0, 50).Select(_ => Project.Publish(organisation, Some.Project).Id).ToList();

        Assert.All(keys, key => Assert.Equal(7, key.Version));
        Assert.Equal(keys.Count, keys.Distinct().Count());
    }
}
