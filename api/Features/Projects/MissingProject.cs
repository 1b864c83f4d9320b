using Microsoft.EntityFrameworkCore;
using Portal.Api.Data;
using Portal.Api.Platform.Errors;

namespace Portal.Api.Features.Projects;

/// <summary>Why there is no published project under a key: it was withdrawn, or never was.</summary>
internal static class MissingProject
{
    public static ProblemException Withdrawn(Guid id) => new(ApiError.ProjectWithdrawn, $"The project {id} was withdrawn and is no longer published.");

    public static ProblemException NotFound(Guid id) => new(ApiError.ProjectNotFound, $"No project has the key {id}.");

    public static async Task<ProblemException> MissingProjectAsync(this PortalDbContext db, Guid id, CancellationToken cancellationToken) =>
        await db.Projects.AnyAsync(project => project.Id == id, cancellationToken) ? Withdrawn(id) : NotFound(id);
}
