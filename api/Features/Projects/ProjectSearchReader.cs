using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Database;
using Portal.Api.Platform.Search;

namespace Portal.Api.Features.Projects;

/// <summary>Finds out what a filter needs to be asked: what its text means, which day it is, and where to look.</summary>
public sealed class ProjectSearchReader(SearchTextReader texts, SearchArchive archive, BrusselsClock clock)
{
    public async Task<ProjectSearch> ReadAsync(ProjectFilter filter, CancellationToken cancellationToken)
    {
        var text = string.IsNullOrWhiteSpace(filter.Text) ? null : await texts.ReadAsync(filter.Text, ProjectSearch.AllRows, cancellationToken);
        return Make(filter, text, filter.AsOf ?? clock.Today);
    }

    /// <summary>The same search as an earlier page: of its day, and with the words that it used.</summary>
    public async Task<ProjectSearch> ReadOnAsync(ProjectFilter filter, DateOnly date, string? corrected, CancellationToken cancellationToken)
    {
        var text = string.IsNullOrWhiteSpace(filter.Text) ? null : await texts.ReadAsItIsAsync(corrected ?? filter.Text, corrected is not null, cancellationToken);
        return Make(filter, text, date);
    }

    /// <summary>For a search that found nothing: with words corrected that occur nowhere any more; null where all occur.</summary>
    public async Task<ProjectSearch?> ReadAgainAsync(ProjectSearch search, CancellationToken cancellationToken) =>
        search.Text is { } read && await texts.ReadAgainAsync(search.Filter.Text!, read, ProjectSearch.AllRows, cancellationToken) is { } again
            ? search with { Text = again }
            : null;

    public ProjectSearch Make(ProjectFilter filter, SearchText? text, DateOnly date) =>
        new(filter, text, date, archive.LiveFrom);
}
