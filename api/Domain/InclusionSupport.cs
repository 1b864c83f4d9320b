namespace Portal.Api.Domain;

/// <summary>What an organisation offers to participants with fewer opportunities.</summary>
public static class InclusionSupport
{
    public static readonly CodeList List = new(
        "support",
        new("mentoring", "Additional mentoring or other support suitable for young people with social obstacles, educational difficulties, cultural differences or similar"),
        new("physicalEnvironment", "Physical environment suitable for young people with physical, sensory or other disabilities"),
        new("participationSupport", "Support for young people in situations that make their participation harder"),
        new("dietary", "Special dietary requirements are catered for"),
        new("other", "Other additional support"));
}
