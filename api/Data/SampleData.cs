using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Api.Domain;

namespace Portal.Api.Data;

/// <summary>
/// Made-up organisations and projects that a new database can start with, and one real profile page of 2018 told in
/// our own words. Dates are relative to the day of loading, so that every availability occurs.
/// </summary>
public sealed class SampleData(PortalDbContext db)
{
    public const string ChangedBy = "sample";

    private const int ProjectsPerOrganisation = 10;

    /// <summary>Loads the sample data, unless the database has an organisation or a project already.</summary>
    /// <returns>True where it was loaded.</returns>
    public async Task<bool> LoadIntoEmptyAsync(DateOnly today, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await db.Organisations.AnyAsync(cancellationToken))
        {
            return false;
        }

        AddReferenceOrganisation();
        var organisations = Read<SampleOrganisation[]>("organisations");
        foreach (var inOneLanguage in organisations.Select((sample, index) => (sample, index)).GroupBy(item => item.sample.Language))
        {
            var themes = Read<SampleTheme[]>($"themes.{inOneLanguage.Key}");
            var uses = new int[themes.Length];
            foreach (var (sample, index) in inOneLanguage)
            {
                var organisation = Organisation.Publish(sample.ToFacts(today));
                db.Organisations.Add(organisation);
                // What the organisation works on first, and among those what has been told least often.
                var fitting = Enumerable.Range(0, themes.Length)
                    .OrderByDescending(theme => themes[theme].Topics.Intersect(sample.Topics).Any())
                    .ThenBy(theme => uses[theme])
                    .Take(ProjectsPerOrganisation)
                    .ToList();
                for (var slot = 0; slot < ProjectsPerOrganisation; slot++)
                {
                    var theme = fitting[slot % fitting.Count];
                    uses[theme]++;
                    var facts = SampleSchedule.Plan(sample, themes[theme], index, slot, today).Normalised();
                    db.Projects.Add(Project.Publish(organisation, facts));
                }
            }
        }

        await db.WriteAsync(ChangedBy, now, cancellationToken);
        return true;
    }

    private void AddReferenceOrganisation()
    {
        var sample = Read<SampleReferenceOrganisation>("reference-organisation");
        var organisation = Organisation.Publish(sample.ToFacts(today: default));
        db.Organisations.Add(organisation);
        foreach (var project in sample.Projects)
        {
            db.Projects.Add(Project.Publish(
                organisation,
                (project with { Location = new Location(sample.Latitude, sample.Longitude) }).Normalised()));
        }
    }

    private static T Read<T>(string name)
    {
        using var file = typeof(SampleData).Assembly.GetManifestResourceStream(typeof(SampleData), $"SampleData.{name}.json")
            ?? throw new InvalidOperationException($"The sample data has no file {name}.json.");
        return JsonSerializer.Deserialize<T>(file, JsonSerializerOptions.Web)!;
    }
}

internal record SampleOrganisation
{
    public required string Key { get; init; }

    public required string Name { get; init; }

    public required string Language { get; init; }

    public required string Country { get; init; }

    public required string Town { get; init; }

    public required double Latitude { get; init; }

    public required double Longitude { get; init; }

    public string? Website { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Pic { get; init; }

    public required string[] Topics { get; init; }

    public required string[] Supports { get; init; }

    public required SampleLabel[] Labels { get; init; }

    public required string Description { get; init; }

    public OrganisationFacts ToFacts(DateOnly today) => new()
    {
        Pic = Pic,
        Name = Name,
        Description = Description,
        Town = Town,
        Country = Country,
        Location = new Location(Latitude, Longitude),
        Website = Website,
        Email = Email,
        Phone = Phone,
        Topics = Topics,
        InclusionSupports = Supports,
        Labels =
        [
            .. from label in Labels
               from role in label.Roles
               select new OrganisationLabel(role, label.Reference, label.ValidUntil is { } days ? today.AddDays(days) : null),
        ],
    };
}

internal sealed record SampleLabel
{
    public required string[] Roles { get; init; }

    public string? Reference { get; init; }

    /// <summary>Days from the day of loading.</summary>
    public int? ValidUntil { get; init; }
}

internal sealed record SampleReferenceOrganisation : SampleOrganisation
{
    public required ProjectFacts[] Projects { get; init; }
}

internal sealed record SampleTheme
{
    public required string[] Topics { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    public required string ParticipantProfile { get; init; }

    public required string Accommodation { get; init; }

    public required string Training { get; init; }
}
