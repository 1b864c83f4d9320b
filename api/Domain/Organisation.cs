namespace Portal.Api.Domain;

/// <summary>An organisation that hosts volunteers, with its public profile.</summary>
public sealed class Organisation : Publication
{
    private Organisation()
    {
    }

    public string? Pic { get; private set; }

    public string Name { get; private set; } = "";

    public string? Description { get; private set; }

    public string? Town { get; private set; }

    public string Country { get; private set; } = "";

    public double? Latitude { get; private set; }

    public double? Longitude { get; private set; }

    public string? Website { get; private set; }

    public string? Email { get; private set; }

    public string? Phone { get; private set; }

    public string[] Topics { get; private set; } = [];

    public OrganisationLabel[] Labels { get; private set; } = [];

    public string[] InclusionSupports { get; private set; } = [];

    public ICollection<Project> Projects { get; } = [];

    /// <summary>The folded name by which an import finds the organisation. The database computes it.</summary>
    public string NameKey { get; private set; } = "";

    /// <param name="facts">What it is.</param>
    /// <param name="source">Where it comes from; goes with the reference.</param>
    /// <param name="reference">Its key there.</param>
    /// <param name="id">The key under which it was published elsewhere before; a new one where there is none.</param>
    public static Organisation Publish(OrganisationFacts facts, string? source = null, string? reference = null, Guid? id = null)
    {
        var organisation = new Organisation { Id = id ?? Guid.CreateVersion7(), Source = source, Reference = reference };
        organisation.Revise(facts);
        return organisation;
    }

    /// <summary>Replaces every writable field. The same values again change nothing.</summary>
    /// <returns>True where something changed.</returns>
    /// <exception cref="BrokenRuleException">It was erased.</exception>
    public bool Revise(OrganisationFacts facts)
    {
        RefuseIfErased();
        if (Facts().SameAs(facts))
        {
            return false;
        }

        Pic = facts.Pic;
        Name = facts.Name;
        Description = facts.Description;
        Town = facts.Town;
        Country = facts.Country;
        Latitude = facts.Location?.Latitude;
        Longitude = facts.Location?.Longitude;
        Website = facts.Website;
        Email = facts.Email;
        Phone = facts.Phone;
        Topics = [.. facts.Topics];
        Labels = [.. facts.Labels];
        InclusionSupports = [.. facts.InclusionSupports];
        return true;
    }

    private OrganisationFacts Facts() => new()
    {
        Pic = Pic,
        Name = Name,
        Description = Description,
        Town = Town,
        Country = Country,
        Location = Location.From(Latitude, Longitude),
        Website = Website,
        Email = Email,
        Phone = Phone,
        Topics = Topics,
        Labels = Labels,
        InclusionSupports = InclusionSupports,
    };

    /// <summary>Takes the organisation out of every answer but its own, which then says that it was withdrawn.</summary>
    /// <param name="now">When.</param>
    /// <param name="hasProjects">Whether it has projects that are published.</param>
    /// <exception cref="BrokenRuleException">It has: nobody would know whose they are.</exception>
    public void Withdraw(DateTimeOffset now, bool hasProjects)
    {
        if (hasProjects)
        {
            throw new BrokenRuleException("organisationHasProjects", "Withdraw its projects first, or move them to another organisation.");
        }

        WithdrawnAt ??= now;
    }

    /// <summary>
    /// Takes everything away that was said of it, its PIC too. Its country, which every organisation has to have, tells nothing
    /// of a person and stays, with its keys.
    /// </summary>
    /// <param name="now">When.</param>
    /// <param name="hasProjects">Whether it has projects that are not erased, published or withdrawn.</param>
    /// <exception cref="BrokenRuleException">It has: they show its name.</exception>
    public void Erase(DateTimeOffset now, bool hasProjects)
    {
        if (hasProjects)
        {
            throw new BrokenRuleException("organisationHasProjects", "Erase its projects first: they show its name.");
        }

        if (!BecomesErased(now))
        {
            return;
        }

        Name = "";
        Pic = Description = Town = Website = Email = Phone = null;
        Latitude = Longitude = null;
        Topics = InclusionSupports = [];
        Labels = [];
    }
}

/// <summary>A European Solidarity Corps Quality Label.</summary>
/// <param name="Role">A code of <see cref="LabelRole"/>.</param>
/// <param name="Reference">The number of the label, for example 2025-1-MD01-ESC50-000123.</param>
/// <param name="ValidUntil">The last day on which it holds; null means without an end.</param>
public sealed record OrganisationLabel(string Role, string? Reference, DateOnly? ValidUntil);

/// <summary>Every writable field of an organisation, already in the portal's own codes.</summary>
public sealed record OrganisationFacts
{
    public const int MaxNameLength = 300;
    public const int MaxDescriptionLength = 20_000;
    public const int MaxEmailLength = 254;
    public const int MaxPhoneLength = 50;
    public const int MaxLabels = 20;
    public const int MaxLabelReferenceLength = 100;
    public const string PicPattern = "^[0-9]{9}$";

    public string? Pic { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    public string? Town { get; init; }

    public required string Country { get; init; }

    public Location? Location { get; init; }

    public string? Website { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public IReadOnlyList<string> Topics { get; init; } = [];

    public IReadOnlyList<OrganisationLabel> Labels { get; init; } = [];

    public IReadOnlyList<string> InclusionSupports { get; init; } = [];

    /// <summary>Equality by value, lists included.</summary>
    public bool SameAs(OrganisationFacts other) =>
        Topics.SequenceEqual(other.Topics)
        && Labels.SequenceEqual(other.Labels)
        && InclusionSupports.SequenceEqual(other.InclusionSupports)
        && this == other with { Topics = Topics, Labels = Labels, InclusionSupports = InclusionSupports };
}
