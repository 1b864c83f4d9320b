using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using Portal.Api.Domain;

namespace Portal.Api.Import;

/// <summary>Reads one record of a portal search answer. Any field may be missing, and unknown ones are ignored.</summary>
public sealed partial class PortalSearchRecord
{
    public const string Source = "portal-search";

    private readonly JObject values;
    private readonly List<Refusal> refusals = [];
    private readonly List<string> issues = [];

    private PortalSearchRecord(JObject values) => this.values = values;

    public static ImportRecord Read(JToken raw)
    {
        if (raw is not JObject hit || hit["_source"] is not JObject values)
        {
            return new ImportRecord
            {
                Raw = raw,
                Refusals = [new Refusal("notARecord", "_source", "The record has no _source with its values.")],
            };
        }

        return new PortalSearchRecord(values).Read(hit);
    }

    private ImportRecord Read(JObject hit)
    {
        var reference = Text("opid") ?? (hit["_id"] is JValue id ? Words(id.ToString(CultureInfo.InvariantCulture)) : null);
        if (reference is null)
        {
            Refuse("referenceMissing", "opid", "The record has no number, so it could not be found again.");
        }

        var organisationName = Text("organisation_name");
        if (organisationName is null)
        {
            Refuse("organisationNameBlank", "organisation_name", "The record does not say whose project it is.");
        }

        var facts = ReadFacts();
        return new ImportRecord
        {
            Raw = hit,
            Reference = reference,
            OrganisationName = organisationName ?? "",
            Facts = facts,
            Refusals = refusals,
            Issues = issues,
        };
    }

    private ProjectFacts ReadFacts()
    {
        var startsOn = RequiredDate("date_start");
        var endsOn = RequiredDate("date_end");
        var facts = new ProjectFacts
        {
            Title = Text("title") ?? "",
            Description = Markdown("description"),
            ParticipantProfile = Markdown("participant_profile"),
            Accommodation = Markdown("boarding_arrangements"),
            Training = Markdown("training"),
            StartsOn = startsOn,
            EndsOn = endsOn,
            StatedWeeks = Weeks(),
            Deadline = Flag("has_no_deadline") == true ? null : OptionalDate("date_application_end"),
            Places = ReadPlaces(),
            Topics = ReadTopics(),
            ActivityType = KnownCode("volunteer_activity_type", ActivityType.List, "unknownActivityType"),
            Strand = KnownCode("strand", Strand.List, "unknownStrand"),
            Town = Text("town"),
            Country = Text("country")?.ToUpperInvariant() ?? "",
            Location = ReadLocation(),
            EligibleCountries = ReadEligibleCountries(),
            DateFlexibility = KnownCode("date_flexibility", DateFlexibility.List, "unknownDateFlexibility"),
            RequiresCv = Flag("requires_cv"),
            RequiresMotivation = Flag("requires_motivation_statement"),
            InputIssues = [.. issues.Where(DataIssue.OfInput.Contains).Distinct()],
        };
        return facts.Normalised();
    }

    private string ReadPlaces()
    {
        var status = Text("status") ?? Places.Open;
        if (!Places.List.Contains(status))
        {
            Refuse("statusUnknown", "status", $"'{status}' is not a known status. Use open or full.");
        }

        return status;
    }

    private List<string> ReadTopics()
    {
        var codes = Codes("topics");
        return Known(codes.Count > 0 ? codes : Codes("esc_topics"), Topic.List.Contains, DataIssue.UnknownTopic);
    }

    private List<string> ReadEligibleCountries()
    {
        var codes = Codes("volunteer_countries").Select(code => Country.ToIso(code.ToUpperInvariant())).ToList();
        if (codes.Contains("ALL"))
        {
            return [];
        }

        var known = Known(codes, Country.IsKnown, "unknownEligibleCountry");
        if (codes.Count > 0 && known.Count == 0)
        {
            // An empty list would open the project to every programme country.
            Refuse("eligibleCountriesUnknown", "volunteer_countries", "None of the countries that participants may come from is known.");
        }

        return known;
    }

    private Location? ReadLocation()
    {
        if (values["geocode"] is not JObject geocode || Number(geocode["lat"]) is not { } latitude || Number(geocode["lon"]) is not { } longitude)
        {
            return null;
        }

        if (Math.Abs(latitude) <= 90 && Math.Abs(longitude) <= 180)
        {
            return new Location(latitude, longitude);
        }

        issues.Add("locationOutOfRange");
        return null;
    }

    private int? Weeks()
    {
        if (values["duration"] is not JValue { Value: not null } duration)
        {
            return null;
        }

        if (Number(duration) is { } weeks && weeks == Math.Truncate(weeks) && weeks is >= 0 and <= Duration.MaxWeeks)
        {
            return (int)weeks;
        }

        Refuse("weeksOutOfRange", "duration", $"'{duration}' is not a number of weeks from 1 to {Duration.MaxWeeks}; 0 means not stated.");
        return null;
    }

    private DateOnly RequiredDate(string field)
    {
        if (Text(field) is null)
        {
            Refuse("dateMissing", field, "The record does not say from when to when the project runs.");
        }

        return OptionalDate(field) ?? default;
    }

    /// <summary>The calendar date at the start of a local date-time; its time and offset do not matter.</summary>
    private DateOnly? OptionalDate(string field)
    {
        if (Text(field) is not { } text)
        {
            return null;
        }

        if (DateTime().Match(text) is { Success: true } match
            && DateOnly.TryParseExact(match.Groups["date"].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        Refuse("dateUnreadable", field, $"'{text}' is not a date like 2019-04-01T12:00:00.");
        return null;
    }

    private string? Markdown(string field)
    {
        var (markdown, tagsDropped) = MarkdownText.From(values[field] is JValue { Value: string text } ? text : null);
        if (tagsDropped)
        {
            issues.Add(DataIssue.TagsDropped);
        }

        return markdown;
    }

    /// <summary>A code that may come alone or in a list, in any spelling; null where there is none or there are several.</summary>
    private string? KnownCode(string field, CodeList list, string issue)
    {
        var spelled = Codes(field).Select(code => list.Values.FirstOrDefault(value => SameLetters(value, code)) ?? code).ToList();
        var known = Known(spelled, list.Contains, issue);
        return known is [var only] ? only : null;
    }

    private List<string> Known(IEnumerable<string> codes, Func<string, bool> isKnown, string issue)
    {
        var known = codes.Distinct().ToLookup(isKnown);
        issues.AddRange(known[false].Select(_ => issue));
        return [.. known[true]];
    }

    private List<string> Codes(string field) => values[field] switch
    {
        JArray list => [.. list.OfType<JValue>().Select(value => Words(value.ToString(CultureInfo.InvariantCulture))).OfType<string>()],
        JValue { Value: not null } single => Words(single.ToString(CultureInfo.InvariantCulture)) is { } code ? [code] : [],
        _ => [],
    };

    private bool? Flag(string field) => values[field] switch
    {
        JValue { Value: bool flag } => flag,
        JValue { Value: string text } when bool.TryParse(text, out var flag) => flag,
        JValue { Value: long number } => number != 0,
        _ => null,
    };

    private string? Text(string field) =>
        values[field] is JValue { Value: not null } value ? Words(value.ToString(CultureInfo.InvariantCulture)) : null;

    private void Refuse(string code, string field, string message) => refusals.Add(new Refusal(code, field, message));

    private static double? Number(JToken? token) =>
        token is JValue { Value: not null and not bool } value
        && double.TryParse(value.ToString(CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : null;

    /// <summary>Without control characters and with single spaces; null where nothing is left.</summary>
    private static string? Words(string text)
    {
        var words = Blanks().Replace(text, " ").Trim();
        return words.Length == 0 ? null : words;
    }

    private static bool SameLetters(string one, string other) =>
        string.Equals(Letters(one), Letters(other), StringComparison.OrdinalIgnoreCase);

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetter));

    [GeneratedRegex(@"[\s\u00A0\p{Cc}]+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^(?<date>\d{4}-\d{2}-\d{2})(?:$|[T ])")]
    private static partial Regex DateTime();
}
