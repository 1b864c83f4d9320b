namespace Portal.Api.Domain;

/// <summary>A volunteering project that an organisation publishes.</summary>
public sealed class Project : Publication
{
    private Project()
    {
    }

    public Guid OrganisationId { get; private set; }

    public Organisation Organisation { get; private set; } = null!;

    /// <summary>The organisation's name, kept here by the database so that search finds a project by it.</summary>
    public string OrganisationName { get; private set; } = "";

    /// <summary>The organisation's inclusion supports, kept here by the database for the same reason.</summary>
    public string[] Supports { get; private set; } = [];

    public string Title { get; private set; } = "";

    public string? Description { get; private set; }

    public string? ParticipantProfile { get; private set; }

    public string? Accommodation { get; private set; }

    public string? Training { get; private set; }

    /// <summary>BCP 47 tag of the language that the texts are in.</summary>
    public string? Language { get; private set; }

    public DateOnly StartsOn { get; private set; }

    public DateOnly EndsOn { get; private set; }

    public int? StatedWeeks { get; private set; }

    public DateOnly? Deadline { get; private set; }

    public string Places { get; private set; } = "";

    public string? ApplyUrl { get; private set; }

    public string[] Topics { get; private set; } = [];

    public string? ActivityType { get; private set; }

    public string? Strand { get; private set; }

    public string? Town { get; private set; }

    public string Country { get; private set; } = "";

    public double? Latitude { get; private set; }

    public double? Longitude { get; private set; }

    /// <summary>Where participants may live; empty means every programme country.</summary>
    public string[] EligibleCountries { get; private set; } = [];

    public string? DateFlexibility { get; private set; }

    public bool? RequiresCv { get; private set; }

    public bool? RequiresMotivation { get; private set; }

    public DateTimeOffset? ConfirmedAt { get; private set; }

    public string[] InputIssues { get; private set; } = [];

    /// <summary>The last day on which one can apply while there are places. The database computes it.</summary>
    public DateOnly OpenUntil { get; private set; }

    /// <summary>The weeks that are shown and sorted by, see <see cref="Duration.Weeks"/>. The database computes them.</summary>
    public int Weeks { get; private set; }

    /// <param name="organisation">Whose it is.</param>
    /// <param name="facts">What it is.</param>
    /// <param name="source">Where it comes from; goes with the reference.</param>
    /// <param name="reference">Its key there.</param>
    /// <param name="id">The key under which it was published elsewhere before; a new one where there is none.</param>
    /// <param name="withdrawnAt">Where it was withdrawn there: when.</param>
    /// <exception cref="BrokenRuleException">As <see cref="Revise"/>.</exception>
    public static Project Publish(
        Organisation organisation, ProjectFacts facts, string? source = null, string? reference = null, Guid? id = null, DateTimeOffset? withdrawnAt = null)
    {
        var project = new Project { Id = id ?? Guid.CreateVersion7(), Source = source, Reference = reference, WithdrawnAt = withdrawnAt };
        project.Revise(organisation, facts, staysWithdrawn: withdrawnAt is not null);
        return project;
    }

    /// <summary>
    /// Replaces every writable field; moving to another organisation is allowed. The same values again change nothing.
    /// </summary>
    /// <param name="organisation">Whose it is now.</param>
    /// <param name="facts">What it is now.</param>
    /// <param name="staysWithdrawn">Whether it is not published, so that its organisation need not be either.</param>
    /// <returns>True where something changed.</returns>
    /// <exception cref="BrokenRuleException">The project was erased, would end before it starts, or be of an organisation that
    /// was withdrawn or erased.</exception>
    public bool Revise(Organisation organisation, ProjectFacts facts, bool staysWithdrawn = false)
    {
        RefuseIfErased();
        if (facts.EndsOn < facts.StartsOn)
        {
            throw new BrokenRuleException("endsBeforeStart", $"A project that starts on {facts.StartsOn:O} cannot end on {facts.EndsOn:O}.");
        }

        if (organisation.ErasedAt is not null)
        {
            throw new BrokenRuleException("recordErased", "The operator erased its organisation for good: name another one.");
        }

        if (organisation.WithdrawnAt is not null && !staysWithdrawn)
        {
            throw new BrokenRuleException("organisationIsWithdrawn", "Its organisation was withdrawn: publish that again first, or name another one.");
        }

        if (OrganisationId == organisation.Id && Facts().SameAs(facts))
        {
            return false;
        }

        Organisation = organisation;
        OrganisationId = organisation.Id;
        Title = facts.Title;
        Description = facts.Description;
        ParticipantProfile = facts.ParticipantProfile;
        Accommodation = facts.Accommodation;
        Training = facts.Training;
        Language = facts.Language;
        StartsOn = facts.StartsOn;
        EndsOn = facts.EndsOn;
        StatedWeeks = facts.StatedWeeks;
        Deadline = facts.Deadline;
        Places = facts.Places;
        ApplyUrl = facts.ApplyUrl;
        Topics = [.. facts.Topics];
        ActivityType = facts.ActivityType;
        Strand = facts.Strand;
        Town = facts.Town;
        Country = facts.Country;
        Latitude = facts.Location?.Latitude;
        Longitude = facts.Location?.Longitude;
        EligibleCountries = [.. facts.EligibleCountries];
        DateFlexibility = facts.DateFlexibility;
        RequiresCv = facts.RequiresCv;
        RequiresMotivation = facts.RequiresMotivation;
        InputIssues = [.. facts.InputIssues];
        return true;
    }

    /// <summary>The publisher says that all of it is still accurate.</summary>
    /// <exception cref="BrokenRuleException">It was erased.</exception>
    public void Confirm(DateTimeOffset now)
    {
        RefuseIfErased();
        ConfirmedAt = now;
    }

    private ProjectFacts Facts() => new()
    {
        Title = Title,
        Description = Description,
        ParticipantProfile = ParticipantProfile,
        Accommodation = Accommodation,
        Training = Training,
        Language = Language,
        StartsOn = StartsOn,
        EndsOn = EndsOn,
        StatedWeeks = StatedWeeks,
        Deadline = Deadline,
        Places = Places,
        ApplyUrl = ApplyUrl,
        Topics = Topics,
        ActivityType = ActivityType,
        Strand = Strand,
        Town = Town,
        Country = Country,
        Location = Location.From(Latitude, Longitude),
        EligibleCountries = EligibleCountries,
        DateFlexibility = DateFlexibility,
        RequiresCv = RequiresCv,
        RequiresMotivation = RequiresMotivation,
        InputIssues = InputIssues,
    };

    /// <summary>Takes the project out of every answer but its own, which then says that it was withdrawn.</summary>
    public void Withdraw(DateTimeOffset now) => WithdrawnAt ??= now;

    /// <summary>
    /// Takes everything away that its publisher said of it. What every project has to have, its dates, country and places,
    /// tells nothing of a person and stays, with its keys. The name of its organisation is taken away by the database.
    /// </summary>
    public void Erase(DateTimeOffset now)
    {
        if (!BecomesErased(now))
        {
            return;
        }

        Title = "";
        Description = ParticipantProfile = Accommodation = Training = null;
        Language = ApplyUrl = ActivityType = Strand = Town = DateFlexibility = null;
        StatedWeeks = null;
        Deadline = null;
        Latitude = Longitude = null;
        RequiresCv = RequiresMotivation = null;
        ConfirmedAt = null;
        Topics = EligibleCountries = InputIssues = [];
    }
}

/// <summary>A rule of the domain that a change would break.</summary>
public sealed class BrokenRuleException(string code, string message) : Exception(message)
{
    /// <summary>Stable and machine readable, for example "endsBeforeStart".</summary>
    public string Code { get; } = code;
}
