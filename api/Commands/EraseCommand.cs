using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Api.Data;

namespace Portal.Api.Commands;

/// <summary>erase: takes a record's texts away for good, for requests under data protection.</summary>
public static class EraseCommand
{
    public static Command Create() => new("erase", "Erases a record for good; only a tombstone without texts stays. For requests under data protection.")
    {
        Of("project", "Erases a project.", EraseProjectAsync),
        Of("organisation", "Erases an organisation with all of its projects, which show its name.", EraseOrganisationAsync),
    };

    private static Command Of(string kind, string description, Func<Erasing, CancellationToken, Task<int>> erase)
    {
        var id = new Argument<Guid>("ID")
        {
            Description = $"The id of the {kind}, as in /v1/{kind}s/ID.",
            CustomParser = given =>
            {
                if (!Guid.TryParse(given.Tokens[0].Value, out var read))
                {
                    given.AddError($"'{given.Tokens[0].Value}' is no id. Give it as in /v1/{kind}s/ID, for example 01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11.");
                }

                return read;
            },
        };
        var yes = new Option<bool>("--yes") { Description = "Do not ask first." };
        var command = new Command(kind, description) { id, yes };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(
            services => erase(
                new(services.GetRequiredService<PortalDbContext>(), services.GetRequiredService<Erasure>(), parsed.GetValue(id), parsed.GetValue(yes)),
                cancellationToken),
            cancellationToken));
        return command;
    }

    private static async Task<int> EraseProjectAsync(Erasing erasing, CancellationToken cancellationToken)
    {
        var (db, erasure, id, _) = erasing;
        var found = await db.Projects.AsNoTracking().Where(project => project.Id == id)
            .Select(project => new { project.Title, project.OrganisationName, project.Partner, project.ExternalId, project.ErasedAt })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return CommandHost.Fail($"There is no project {id}.");
        }

        if (found.ErasedAt is null && !IsWanted(erasing, $"the project \"{found.Title}\" of {found.OrganisationName}{PartnerOf(found.Partner, found.ExternalId)}"))
        {
            return 1;
        }

        var project = (await erasure.EraseProjectAsync(id, cancellationToken))!;
        return await FinishAsync(
            erasure,
            found.ErasedAt is { } before
                ? $"The project {id} was erased already, on {Minute(before)}."
                : $"Erased the project {id}. Its tombstone has the change number {project.ChangeNumber}.",
            cancellationToken);
    }

    private static async Task<int> EraseOrganisationAsync(Erasing erasing, CancellationToken cancellationToken)
    {
        var (db, erasure, id, _) = erasing;
        var found = await db.Organisations.AsNoTracking().Where(organisation => organisation.Id == id)
            .Select(organisation => new
            {
                organisation.Name,
                organisation.Partner,
                organisation.ExternalId,
                organisation.ErasedAt,
                Projects = organisation.Projects.Count(project => project.ErasedAt == null),
            })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return CommandHost.Fail($"There is no organisation {id}.");
        }

        var projects = found.Projects switch { 0 => "", 1 => " and its 1 project", var many => $" and its {many} projects" };
        if (found.ErasedAt is null && !IsWanted(erasing, $"the organisation \"{found.Name}\"{PartnerOf(found.Partner, found.ExternalId)}{projects}"))
        {
            return 1;
        }

        var organisation = (await erasure.EraseOrganisationAsync(id, cancellationToken))!;
        return await FinishAsync(
            erasure,
            found.ErasedAt is { } before
                ? $"The organisation {id} was erased already, on {Minute(before)}."
                : $"Erased the organisation {id}{projects}. Its tombstone has the change number {organisation.ChangeNumber}.",
            cancellationToken);
    }

    /// <summary>Asks on a terminal. Elsewhere nobody could answer, so it has to be said beforehand.</summary>
    private static bool IsWanted(Erasing erasing, string record)
    {
        if (erasing.IsSure)
        {
            return true;
        }

        if (Console.IsInputRedirected)
        {
            CommandHost.Fail($"This would erase {record} for good. Say --yes to do that without being asked.");
            return false;
        }

        Console.Error.Write($"Erase {record} for good? The texts cannot be brought back. Type yes to do it: ");
        if (Console.ReadLine()?.Trim() == "yes")
        {
            return true;
        }

        CommandHost.Fail("Nothing was erased.");
        return false;
    }

    /// <summary>The record is erased whether or not the pages can be cleaned now.</summary>
    private static async Task<int> FinishAsync(Erasure erasure, string sentence, CancellationToken cancellationToken)
    {
        Console.WriteLine(sentence);
        try
        {
            await erasure.CleanAsync(cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            Console.Error.WriteLine($"The tables could not be cleaned ({exception.Message}). The database does it by itself later; the same command tries again.");
        }

        return 0;
    }

    private static string PartnerOf(string? partner, string? externalId) => partner is null ? "" : $" (partner {partner}, key {externalId})";

    private static string Minute(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>What is to be erased, by what.</summary>
    private sealed record Erasing(PortalDbContext Db, Erasure Erasure, Guid Id, bool IsSure);
}
