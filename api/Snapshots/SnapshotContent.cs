using Portal.Api.Features.Projects;
using Portal.Api.Platform.Changes;

namespace Portal.Api.Snapshots;

/// <summary>What is in a snapshot, as far as its description tells.</summary>
internal sealed class SnapshotContent
{
    public required DateTimeOffset Moment { get; init; }

    /// <summary>The day in Brussels as of which availability is told.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>All changes up to this number are in it, and none after.</summary>
    public required long ChangeNumber { get; init; }

    public List<WrittenFile> Files { get; } = [];

    public DateTimeOffset? FirstPublished { get; private set; }

    public DateOnly? FirstDay { get; private set; }

    public DateOnly? LastDay { get; private set; }

    public SortedSet<string> Countries { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Languages { get; } = new(StringComparer.Ordinal);

    public void Saw(OrganisationData organisation)
    {
        Published(organisation.CreatedAt);
        Countries.Add(organisation.Country);
    }

    public void Saw(ProjectDetail project)
    {
        Published(project.CreatedAt);
        Countries.Add(project.Country);
        if (project.Language is { } language)
        {
            Languages.Add(language);
        }

        FirstDay = FirstDay < project.StartsOn ? FirstDay : project.StartsOn;
        LastDay = LastDay > project.EndsOn ? LastDay : project.EndsOn;
    }

    private void Published(DateTimeOffset instant) => FirstPublished = FirstPublished < instant ? FirstPublished : instant;
}
