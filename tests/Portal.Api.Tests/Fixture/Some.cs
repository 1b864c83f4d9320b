using Portal.Api.Domain;

namespace Portal.Api.Tests.Fixture;

/// <summary>Plain facts for tests to start from: a test names only what it is about, <c>Some.Project with { … }</c>.</summary>
public static class Some
{
    public static OrganisationFacts Organisation => new() { Name = "House by the river", Country = "MD" };

    /// <summary>Open for applications until the end of February 2027, in April and May.</summary>
    public static ProjectFacts Project => new()
    {
        Title = "After-school club",
        Country = "MD",
        StartsOn = new DateOnly(2027, 4, 1),
        EndsOn = new DateOnly(2027, 5, 31),
        Deadline = new DateOnly(2027, 2, 28),
    };
}
