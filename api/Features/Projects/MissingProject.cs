using Microsoft.EntityFrameworkCore;
using Portal.Api.Data;
using Portal.Api.Platform.Errors;

namespace Portal.Api.Features.Projects;

/// <summary>Why there is no published project under a key: it was withdrawn, or never was.</summary>
internal static class MissingProject
{
    public static async Task<ProblemException> MissingProjectAsync(this PortalDbContext db, Guid id, CancellationToken cancellationToken) =>
        await db.Projects.AnyAsync(project => project.Id == id, cancellationToken)
            ? new(ApiError.ProjectWithdrawn, $"The project {id} was withdrawn and is no longer published.")
            : new(ApiError.ProjectNotFound, $"No project has the key {id}.");
}
