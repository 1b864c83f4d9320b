using System.Text.Json;
using Portal.Api.Domain;
using Portal.Bench.Generate;

namespace Portal.Api.Tests.Bench;

/// <summary>Measurements are compared between runs, so what they run on has to be the same.</summary>
public sealed class GeneratedRowsTests
{
    private static readonly DateOnly Day = new(2027, 3, 1);

    [Fact]
    public void The_same_seed_gives_the_same_rows()
    {
        Assert.Equal(AllOf(Plan.For(1_000, null, Day, seed: 1)), AllOf(Plan.For(1_000, null, Day, seed: 1)));
        Assert.NotEqual(AllOf(Plan.For(1_000, null, Day, seed: 1)), AllOf(Plan.For(1_000, null, Day, seed: 2)));
    }

    [Theory]
    [InlineData(null, 30)]
    [InlineData(0, 0)]
    [InlineData(400, 400)]
    [InlineData(1_000, 1_000)]
    public void As_many_projects_are_open_as_asked_for(int? asked, int expected)
    {
        var projects = new Rows(Plan.For(1_000, asked, Day, seed: 1)).Projects();
        Assert.Equal(expected, projects.Count(project => Availability.AsOf(
            Day, project.Schedule.EndsOn, project.Schedule.Deadline, project.Schedule.IsFull ? Places.Full : Places.Open) == Availability.Open));
    }

    [Fact]
    public void Keys_and_times_of_creation_ascend()
    {
        var projects = new Rows(Plan.For(1_000, null, Day, seed: 1)).Projects().ToList();
        Assert.Equal(projects.Select(project => project.Id), projects.Select(project => project.Id).Order());
        Assert.Equal(projects.Select(project => project.Schedule.CreatedAt), projects.Select(project => project.Schedule.CreatedAt).Order());
        Assert.All(projects, project => Assert.Equal(7, project.Id.Version));
        Assert.Equal(projects.Count, projects.DistinctBy(project => project.Id).Count());
    }

    [Fact]
    public void Texts_are_as_long_as_real_ones()
    {
        var projects = new Rows(Plan.For(2_000, null, Day, seed: 1)).Projects().ToList();
        Near(43, projects.Average(project => project.Title.Length));
        Near(840, projects.Average(project => project.Description.Length));
        Near(400, projects.Where(project => project.Profile is not null).Average(project => project.Profile!.Length));
        Near(370, projects.Where(project => project.Accommodation is not null).Average(project => project.Accommodation!.Length));
        Near(260, projects.Where(project => project.Training is not null).Average(project => project.Training!.Length));

        static void Near(int wanted, double found) => Assert.InRange(found, 0.85 * wanted, 1.15 * wanted);
    }

    private static string AllOf(Plan plan)
    {
        var rows = new Rows(plan);
        return JsonSerializer.Serialize(new { Organisations = rows.Organisations(), Projects = rows.Projects() });
    }
}
