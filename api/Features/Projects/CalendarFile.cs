using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Portal.Api.Domain;
using Portal.Api.Platform;

namespace Portal.Api.Features.Projects;

/// <summary>Writes days of projects as a calendar (RFC 5545). All are whole days without a time zone: they are the same day wherever one is.</summary>
internal sealed class CalendarFile
{
    public const string MediaType = "text/calendar";

    /// <summary>How long a calendar program may wait before it asks again.</summary>
    private const string AskAgainAfter = "PT6H";

    /// <summary>RFC 5545, section 3.1: a line has at most 75 octets, its end aside.</summary>
    private const int OctetsOfLine = 75;

    private readonly Calendar calendar = new() { Method = "PUBLISH", ProductId = "-//European Youth Portal//Volunteering projects//EN" };

    private readonly PublicSite site;
    private readonly string language;

    public CalendarFile(PublicSite site, string name, string language)
    {
        (this.site, this.language) = (site, language);
        // The name as RFC 7986 has it, and as programs have read it from long before.
        calendar.AddProperty("NAME", Clean(name));
        calendar.AddProperty("X-WR-CALNAME", Clean(name));
        var refresh = new CalendarProperty("REFRESH-INTERVAL", AskAgainAfter);
        refresh.AddParameter("VALUE", "DURATION");
        calendar.Properties.Add(refresh);
        calendar.AddProperty("X-PUBLISHED-TTL", AskAgainAfter);
    }

    /// <param name="project">Whose day it is, without contact details.</param>
    /// <param name="uid">Names the event for ever.</param>
    /// <param name="summary">What the day is called.</param>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last day, which is included.</param>
    /// <param name="sequence">How often its days have changed.</param>
    /// <param name="isCancelled">Whether it will not take place.</param>
    public void Add(ProjectDetail project, string uid, string summary, DateOnly first, DateOnly last, int sequence, bool isCancelled)
    {
        var page = site.ProjectPage(project.Id);
        var place = ProjectFeed.PlaceIn(project, language);
        calendar.Events.Add(new CalendarEvent
        {
            Uid = uid,
            // When it was last changed and not when it is sent: the same event is the same bytes.
            DtStamp = At(project.UpdatedAt),
            LastModified = At(project.UpdatedAt),
            Created = At(project.CreatedAt),
            Start = new CalDateTime(first),
            End = new CalDateTime(last.AddDays(1)),
            Summary = Clean(summary),
            Description = Clean($"{ContactDetails.Masked(project.Organisation.Name)}\n{place}\n{project.StartsOn:yyyy-MM-dd} – {project.EndsOn:yyyy-MM-dd}\n\n{page.AbsoluteUri}"),
            Location = Clean(place),
            GeographicLocation = project.Location is { } spot ? new GeographicLocation(spot.Latitude, spot.Longitude) : null,
            Url = page,
            Categories = [.. project.Topics.Select(topic => Topic.List.Contains(topic) ? Topic.List.LabelOf(topic) : topic)],
            Sequence = sequence,
            Status = isCancelled ? EventStatus.Cancelled : EventStatus.Confirmed,
            // Nobody is busy because of it.
            Transparency = TransparencyType.Transparent,
        });
    }

    public Document ToDocument()
    {
        var text = new CalendarSerializer().SerializeToString(calendar)!;
        return new Document($"{MediaType}; charset=utf-8", Encoding.UTF8.GetBytes(Folded(text)));
    }

    private static CalDateTime At(DateTimeOffset instant) => new(instant.UtcDateTime, "UTC");

    /// <summary>Texts may have line ends and tabs, and no other control characters.</summary>
    private static string Clean(string text) => string.Concat(text.ReplaceLineEndings("\n").Where(letter => !char.IsControl(letter) || letter is '\n' or '\t'));

    /// <summary>The library folds lines by characters and may cut one in two; lines are folded by octets, between characters.</summary>
    private static string Folded(string text)
    {
        var folded = new StringBuilder(text.Length + (text.Length / 32));
        foreach (var line in text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var octets = 0;
            foreach (var letter in line.EnumerateRunes())
            {
                if (octets + letter.Utf8SequenceLength > OctetsOfLine)
                {
                    folded.Append("\r\n ");
                    octets = 1;
                }

                folded.Append(letter);
                octets += letter.Utf8SequenceLength;
            }

            folded.Append("\r\n");
        }

        return folded.ToString();
    }
}
