using Portal.Api.Domain;

namespace Portal.Api.Data;

/// <summary>
/// When the made-up projects take place and what else they say. Each organisation gets the same ten kinds of project,
/// shifted a little, so that every availability and every quirk is there and the same day gives the same data.
/// </summary>
internal static class SampleSchedule
{
    private static readonly string[][] Eligible =
    [
        [],
        [],
        ["AT", "BE", "CZ", "DE", "ES", "FR", "HU", "IT", "NL", "PL", "PT", "RO"],
        ["BG", "CY", "GR", "HR", "IT", "MT", "RO", "SI", "TR"],
        ["AM", "AZ", "GE", "MD", "UA", "RO", "PL"],
        ["DK", "EE", "FI", "IS", "LT", "LV", "NO", "SE"],
    ];

    public static ProjectFacts Plan(SampleOrganisation organisation, SampleTheme theme, int index, int slot, DateOnly today)
    {
        var shift = (index * 7) + (slot * 3);
        var period = PeriodOf(slot, shift, today);
        return new ProjectFacts
        {
            Title = Fill(theme.Title),
            Description = Fill(theme.Description),
            ParticipantProfile = Fill(theme.ParticipantProfile),
            Accommodation = Fill(theme.Accommodation),
            Training = Fill(theme.Training),
            Language = organisation.Language,
            StartsOn = period.StartsOn,
            EndsOn = period.EndsOn,
            StatedWeeks = period.StatedWeeks,
            Deadline = period.Deadline,
            Places = period.Places,
            ApplyUrl = shift % 3 == 0 ? null : $"{organisation.Website}/apply",
            Topics = theme.Topics,
            ActivityType = slot is 9 ? "team" : shift % 4 == 0 ? null : "individual",
            Strand = shift % 5 == 0 ? null : theme.Topics.Any(topic => topic is "relief" or "distr" or "hygn") ? "humanitarianAid" : "volunteering",
            Town = shift % 11 == 0 ? organisation.Town.ToUpperInvariant() : organisation.Town,
            Country = organisation.Country,
            Location = new Location(Math.Round(organisation.Latitude + (slot * 0.004), 4), Math.Round(organisation.Longitude + (slot * 0.003), 4)),
            EligibleCountries = Eligible[shift % Eligible.Length],
            DateFlexibility = period.IsFlexible ? DateFlexibility.Flexible : shift % 2 == 0 ? "precise" : null,
            RequiresCv = shift % 3 == 0 ? null : shift % 3 == 1,
            RequiresMotivation = shift % 4 == 1 ? null : true,
        };

        string Fill(string text) => text
            .Replace("{town}", organisation.Town, StringComparison.Ordinal)
            .Replace("{organisation}", organisation.Name, StringComparison.Ordinal);
    }

    private static Period PeriodOf(int slot, int shift, DateOnly today)
    {
        DateOnly In(int days) => today.AddDays(days);
        var start = 30 + (shift % 240);
        return slot switch
        {
            // A long stay with a deadline some weeks before it starts.
            0 => new(In(start + 40), In(start + 40 + 300), 43, In(start)),
            // A stay of several months that is open until filled.
            1 => new(In(start + 15), In(start + 15 + (shift % 5 * 28) + 80), null, null),
            // The weeks were left at zero.
            2 => new(In(start + 25), In(start + 25 + 120), 0, In(start - 10)),
            // Twelve weeks somewhere in half a year.
            3 => new(In(start), In(start + 182), 12, In(start - 20), IsFlexible: true),
            // Has started, late volunteers are welcome.
            4 => new(In(-20 - (shift % 30)), In(150 + (shift % 60)), null, In(3 + (shift % 25))),
            // Every place is taken, although the deadline is ahead.
            5 => new(In(start + 10), In(start + 200), 27, In(start - 5), Places.Full),
            // The deadline has passed.
            6 => new(In(start), In(start + 250), null, In(-1 - (shift % 40))),
            // Has ended.
            7 => new(In(-500 - (shift % 200)), In(-30 - (shift % 120)), null, In(-560 - (shift % 200))),
            // States more weeks than the dates hold, and a deadline of the kind that means none.
            8 => new(In(start + 60), In(start + 60 + 270), 52, Deadline.Sentinel),
            // Two to seven weeks in a team, soon.
            _ => new(In(12 + (shift % 50)), In(12 + (shift % 50) + 13 + (shift % 6 * 7)), 2 + (shift % 6), In(2 + (shift % 9))),
        };
    }

    private sealed record Period(
        DateOnly StartsOn, DateOnly EndsOn, int? StatedWeeks, DateOnly? Deadline, string Places = Domain.Places.Open, bool IsFlexible = false);
}
