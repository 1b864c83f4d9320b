using FsCheck;
using FsCheck.Fluent;
using Portal.Api.Domain;
using Portal.Api.Import.DataSets;
using Portal.Api.Platform.Publishing;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Tests.Import.DataSets;

/// <summary>Whatever a project or an organisation says, both formats bring it back as it was.</summary>
public sealed class DataSetFormatsTests : IDisposable
{
    private readonly FileInfo file = new(Path.GetTempFileName());

    private static readonly Gen<string> Texts = Gen.Elements(
            "a", "Z", "0", " ", "\n", "\r\n", "\r", "\t", "\"", "\"\"", "'", ",", ";", "|", "=", "+", "-", "@", "\\", "\\n", "{", "]", "é", "ţ", "€", "😀",
            "👩‍👩‍👧", "\u05E2\u05D1", "\u202E", "\u0301", "\uFEFF", "\u00A0", "null", "sep=;", "#")
        .ListOf().Select(parts => string.Concat(parts));

    private static readonly Gen<string?> Stated = Gen.OneOf(Gen.Constant((string?)null), Texts.Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => (string?)text));

    private static readonly Gen<Location?> Locations = Gen.OneOf(
        Gen.Constant((Location?)null),
        Gen.Choose(-900_000_000, 900_000_000).Select(number => (Location?)new Location(number / 1e7 * 0.999, number / 7e6)));

    private static readonly Gen<DateOnly> Dates = Gen.Choose(0, 30_000).Select(days => new DateOnly(2001, 1, 1).AddDays(days));

    private static readonly Gen<DateTimeOffset?> Instants = Gen.OneOf(
        Gen.Constant((DateTimeOffset?)null),
        Gen.Choose(0, int.MaxValue).Select(number => (DateTimeOffset?)DateTimeOffset.UnixEpoch.AddSeconds(number).AddMicroseconds(number % 1_000_000)));

    private static readonly Gen<bool?> Flags = Gen.Elements<bool?>(null, true, false);

    public void Dispose() => file.Delete();

    [Fact]
    public void Projects_come_back_as_they_were() => Prop.ForAll(Projects.ToArbitrary(), ComesBack).QuickCheckThrowOnFailure();

    [Fact]
    public void Organisations_come_back_as_they_were() => Prop.ForAll(Organisations.ToArbitrary(), ComesBack).QuickCheckThrowOnFailure();

    private static Gen<string[]?> Some(IEnumerable<string> codes) =>
        Gen.SubListOf(codes).Select(some => some.Count == 0 ? null : some.Take(Rules.MaxValues).ToArray());

    private static Gen<string?> One(CodeList list) => Gen.Elements([null, .. list.Values]);

    private static Gen<DataSetRecord> Projects =>
        from title in Texts.Where(text => !string.IsNullOrWhiteSpace(text))
        from texts in Stated.ArrayOf(4)
        from startsOn in Dates
        from days in Gen.Choose(0, 4_000)
        from weeks in Gen.Elements<int?>(null, 1, 52, Duration.MaxWeeks)
        from deadline in Gen.OneOf(Gen.Constant((DateOnly?)null), Dates.Select(date => (DateOnly?)date).Where(date => date < Deadline.Sentinel))
        from topics in Some(Topic.List.Values)
        from eligible in Some(Country.All.Select(country => country.Code))
        from issues in Some(DataIssue.OfInput)
        from activityType in One(ActivityType.List)
        from strand in One(Strand.List)
        from flexibility in One(DateFlexibility.List)
        from requiresCv in Flags
        from requiresMotivation in Flags
        from town in Stated
        from location in Locations
        from instants in Instants.ArrayOf(3)
        select new DataSetRecord
        {
            Kind = DataSetRecord.OfProject,
            Id = Guid.CreateVersion7(),
            Partner = "Agenția",
            ExternalId = "=a;\"1\", 2|3",
            Project = new()
            {
                OrganisationExternalId = "casa, \"mare\"",
                Title = Cut(title.Trim(), ProjectFacts.MaxTitleLength),
                Description = Kept(texts[0]),
                ParticipantProfile = Kept(texts[1]),
                Accommodation = Kept(texts[2]),
                Training = Kept(texts[3]),
                StartsOn = startsOn,
                EndsOn = startsOn.AddDays(days) < Rules.LastDay ? startsOn.AddDays(days) : startsOn,
                StatedWeeks = weeks,
                Deadline = deadline,
                Places = Places.Full,
                Topics = topics,
                ActivityType = activityType,
                Strand = strand,
                DateFlexibility = flexibility,
                RequiresCv = requiresCv,
                RequiresMotivation = requiresMotivation,
                Town = Cut(town?.Trim(), ProjectFacts.MaxTownLength),
                Country = "MD",
                Location = Write(location),
                EligibleCountries = eligible,
            },
            InputIssues = issues,
            CreatedAt = instants[0],
            ConfirmedAt = instants[1],
            WithdrawnAt = instants[2],
        };

    private static Gen<DataSetRecord> Organisations =>
        from name in Texts.Where(text => !string.IsNullOrWhiteSpace(text))
        from texts in Stated.ArrayOf(4)
        from topics in Some(Topic.List.Values)
        from supports in Some(InclusionSupport.List.Values)
        from location in Locations
        from labels in (from role in Gen.Elements(LabelRole.List.Values) from reference in Stated select (role, reference)).ListOf()
        select new DataSetRecord
        {
            Kind = DataSetRecord.OfOrganisation,
            Id = Guid.CreateVersion7(),
            Source = "portal-search",
            Reference = "1,\"2\"",
            Organisation = new()
            {
                Pic = "000000001",
                Name = Cut(name.Trim(), OrganisationFacts.MaxNameLength),
                Description = Kept(texts[0]),
                Town = Cut(texts[1]?.Trim(), ProjectFacts.MaxTownLength),
                Phone = Cut(texts[2]?.Trim(), OrganisationFacts.MaxPhoneLength),
                Country = "XK",
                Location = Write(location),
                Topics = topics,
                InclusionSupports = supports,
                Labels = labels.Count == 0 ? null : [.. labels.Take(OrganisationFacts.MaxLabels).Select(label => new LabelWrite { Role = label.role, Reference = LabelReference(label.reference) })],
            },
        };

    private bool ComesBack(DataSetRecord record)
    {
        var kind = record.Kind!;
        return Read(stream => new NdjsonWriter(stream), () => new NdjsonFile(file, file.Name), record)
            && Read(stream => new DataSetCsvWriter(stream, kind), () => new CsvFile(file, file.Name), record);
    }

    private bool Read(Func<Stream, DataSetWriter> writer, Func<DataSetFile> input, DataSetRecord record)
    {
        WriteAsync(writer, record).GetAwaiter().GetResult();
        Assert.Equal(1, input().Check());
        var entry = new DataSetReader(new OrganisationFactsValidator(), new ProjectFactsValidator(), partner: null).Read(Assert.Single(input().Records()));
        Assert.Empty(entry.Refusals);
        Assert.Equal((record.Id, record.Partner, record.ExternalId, record.Source, record.Reference), (entry.Keys.Id, entry.Keys.Partner, entry.Keys.ExternalId, entry.Keys.Source, entry.Keys.Reference));
        Assert.Equal((record.CreatedAt, record.ConfirmedAt, record.WithdrawnAt), (entry.CreatedAt, entry.ConfirmedAt, entry.WithdrawnAt));
        return record.Project is { } project
            ? entry.Project!.SameAs(project.ToFacts() with { InputIssues = [.. (record.InputIssues ?? []).Concat(project.ToFacts().InputIssues).Distinct()] }) && entry.Project.Title == project.Title
            : entry.Organisation!.SameAs(record.Organisation!.ToFacts()) && entry.Organisation.Name == record.Organisation.Name;
    }

    private async Task WriteAsync(Func<Stream, DataSetWriter> make, DataSetRecord record)
    {
        await using var stream = file.Create();
        await using var writer = make(stream);
        await writer.WriteAsync(record, CancellationToken.None);
    }

    private static LocationWrite? Write(Location? location) => location is null ? null : new() { Latitude = location.Latitude, Longitude = location.Longitude };

    /// <summary>As texts are kept, whose lines end alike.</summary>
    private static string? Kept(string? text) => text?.ReplaceLineEndings("\n");

    private static string? LabelReference(string? text)
    {
        var kept = string.Concat((text ?? "").Where(character => !char.IsControl(character)));
        return Cut(kept.Trim(), OrganisationFacts.MaxLabelReferenceLength);
    }

    /// <summary>Not in the middle of a character; null where nothing is left.</summary>
    private static string? Cut(string? text, int length)
    {
        var kept = string.Concat((text ?? "").EnumerateRunes().Take(length / 2)).Trim();
        return kept.Length == 0 ? null : kept;
    }
}
