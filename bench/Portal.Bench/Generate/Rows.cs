using System.Globalization;
using System.Text;

namespace Portal.Bench.Generate;

/// <summary>A row of organisations.</summary>
internal sealed record OrganisationRow(
    Guid Id, string? Pic, string Name, string Description, Town Town, double? Latitude, double? Longitude, string? Website, string? Email, string? Phone,
    string[] Topics, string Labels, string[] Supports, DateTimeOffset CreatedAt, string Language);

/// <summary>A row of projects.</summary>
internal sealed record ProjectRow(
    Guid Id, OrganisationRow Organisation, string Title, string Description, string? Profile, string? Accommodation, string? Training, string? Language,
    Schedule Schedule, string? ApplyUrl, string[] Topics, string? ActivityType, string? Strand, Town Town, double? Latitude, double? Longitude,
    string[] Eligible, bool? RequiresCv, bool? RequiresMotivation, DateTimeOffset? ConfirmedAt, string? Reference);

/// <summary>Makes rows. Each depends on its number alone, so they can be made in any order and in part.</summary>
internal sealed class Rows
{
    private const int LongestTitle = 200;

    private readonly Plan _plan;
    private readonly Codes _codes;
    private readonly StringBuilder _text = new(8192);
    private readonly OrganisationRow[] _organisations;

    public Rows(Plan plan)
    {
        _plan = plan;
        _codes = new Codes(plan.Seed);
        // Without their texts they are small.
        _organisations = [.. Enumerable.Range(0, plan.Organisations).Select(number => Organisation(number, withText: false))];
    }

    public IEnumerable<OrganisationRow> Organisations() => Enumerable.Range(0, _plan.Organisations).Select(number => Organisation(number, withText: true));

    public IEnumerable<ProjectRow> Projects() => Enumerable.Range(0, _plan.Projects).Select(Project);

    private OrganisationRow Organisation(int number, bool withText)
    {
        var dice = Dice.Of(_plan.Seed, "organisation", number);
        var town = Town.Pick(ref dice);
        var language = dice.Chance(0.7) && town.Language is { } own ? own : TextLanguage.All["en"];
        var name = language.OrganisationName(_text, ref dice, town.Name);
        var (latitude, longitude) = Near(town, ref dice);
        var website = dice.Chance(0.6) ? $"https://organisation-{number}.example" : null;
        var createdAt = new DateTimeOffset(_plan.Day, TimeOnly.MinValue, TimeSpan.Zero).AddYears(-12).AddSeconds(-_plan.Organisations + number);
        return new(
            Key(createdAt, ref dice),
            dice.Chance(0.6) ? (900_000_000 + number).ToString(CultureInfo.InvariantCulture) : null,
            name, withText ? Profile(number, language, town, name) : "", town, latitude, longitude,
            website, dice.Chance(0.5) ? $"contact@organisation-{number}.example" : null, dice.Chance(0.4) ? $"+32 2 {1_000_000 + number}" : null,
            Codes.TopicsOf(ref dice, []), Labels(number, ref dice), Codes.SupportsOf(ref dice), createdAt, language.Tag);
    }

    /// <summary>With dice of its own, so that the rest is the same with and without it.</summary>
    private string Profile(int number, TextLanguage language, Town town, string name)
    {
        var dice = Dice.Of(_plan.Seed, "profile", number);
        return language.Text(_text, ref dice, "description", dice.Around(900), town.Name, name);
    }

    private ProjectRow Project(int number)
    {
        var dice = Dice.Of(_plan.Seed, "project", number);
        // Few organisations have many projects and many have few.
        var organisation = _organisations[(int)(_organisations.Length * Math.Pow(dice.Unit(), 1.6))];
        var town = dice.Chance(0.8) ? organisation.Town : Town.PickIn(organisation.Town.Country, ref dice);
        var language = dice.Unit() switch { < 0.5 => TextLanguage.All["en"], < 0.95 => TextLanguage.All[organisation.Language], _ => TextLanguage.Any(ref dice) };
        var schedule = Schedule.Of(_plan, number, ref dice);
        var (latitude, longitude) = Near(town, ref dice);
        return new(
            Key(schedule.CreatedAt, ref dice),
            organisation,
            language.Title(_text, ref dice, town.Name, organisation.Name, LongestTitle),
            Text("description", 840, ref dice),
            dice.Chance(0.95) ? Text("participantProfile", 400, ref dice) : null,
            dice.Chance(0.92) ? Text("accommodation", 370, ref dice) : null,
            dice.Chance(0.9) ? Text("training", 260, ref dice) : null,
            dice.Chance(0.7) ? language.Tag : null,
            schedule,
            dice.Chance(0.3) ? $"https://apply.example/{number}" : null,
            Codes.TopicsOf(ref dice, organisation.Topics),
            dice.Unit() switch { < 0.6 => "individual", < 0.82 => "team", _ => null },
            dice.Unit() switch { < 0.8 => "volunteering", < 0.84 => "humanitarianAid", _ => null },
            town, latitude, longitude, _codes.EligibleOf(ref dice),
            Perhaps(ref dice), Perhaps(ref dice),
            dice.Chance(0.4) ? schedule.CreatedAt.AddHours(dice.Below(20)) : null,
            dice.Chance(0.4) ? (10_000 + number).ToString(CultureInfo.InvariantCulture) : null);

        string Text(string section, int length, ref Dice chance) =>
            language.Text(_text, ref chance, section, chance.Around(length), town.Name, organisation.Name);
    }

    private static bool? Perhaps(ref Dice dice) => dice.Unit() switch { < 0.4 => null, < 0.7 => true, _ => false };

    /// <summary>A UUID of version 7: its order is that of creation.</summary>
    private static Guid Key(DateTimeOffset createdAt, ref Dice dice)
    {
        var milliseconds = (ulong)createdAt.ToUnixTimeMilliseconds();
        var high = (milliseconds << 16) | 0x7000 | (dice.Next() & 0x0FFF);
        var low = 0x8000_0000_0000_0000 | (dice.Next() >> 2);
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, high);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], low);
        return new Guid(bytes, bigEndian: true);
    }

    private static (double? Latitude, double? Longitude) Near(Town town, ref Dice dice) => dice.Chance(0.08)
        ? (null, null)
        : (Math.Round(town.Latitude + (dice.Unit() - dice.Unit()) * 0.3, 5), Math.Round(town.Longitude + (dice.Unit() - dice.Unit()) * 0.4, 5));

    private static string Labels(int number, ref Dice dice) => dice.Unit() switch
    {
        < 0.2 => "[]",
        < 0.8 => $$"""[{"role":"host","reference":"2025-1-EU01-ESC50-{{number:D9}}","validUntil":null}]""",
        _ => $$"""[{"role":"host","reference":"2024-1-EU01-ESC50-{{number:D9}}","validUntil":null},{"role":"support","reference":null,"validUntil":"2027-12-31"}]""",
    };
}
