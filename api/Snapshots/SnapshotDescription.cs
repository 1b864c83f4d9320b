using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Api.Platform;

namespace Portal.Api.Snapshots;

/// <summary>
/// Describes a snapshot as DCAT-AP 3.0 asks, in JSON-LD: a catalogue with one data set, a distribution for each file, and the API.
/// Codes are those of the authority tables of the Publications Office of the European Union. Its context is in it, so that it
/// can be read without the network.
/// </summary>
internal static class SnapshotDescription
{
    private const string Authority = "http://publications.europa.eu/resource/authority/";
    private const string MediaTypes = "https://www.iana.org/assignments/media-types/";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = WireFormat.Encoder };

    public static string Of(SnapshotContent content, PublicSite site)
    {
        var folder = new Uri(site.Snapshots, $"{SnapshotFolder.Latest}/");
        var (catalogue, dataSet, service) = (Part("catalogue"), Part("dataset"), Part("api"));
        var licence = new JsonObject { ["@id"] = site.Licence.AbsoluteUri, ["@type"] = "dct:LicenseDocument", ["dct:title"] = English(site.LicenceName) };
        var publisher = new JsonObject
        {
            ["@id"] = new Uri(site.Address, "#publisher").AbsoluteUri, ["@type"] = "foaf:Agent", ["foaf:name"] = PublicSite.Name, ["foaf:homepage"] = Link(site.Address, "foaf:Document"),
        };
        var moment = Typed("dateTime", content.Moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

        var document = new JsonObject
        {
            ["@context"] = Context(),
            ["@id"] = catalogue,
            ["@type"] = "dcat:Catalog",
            ["dct:title"] = English($"Open data of the {PublicSite.Name}"),
            ["dct:description"] = English("What the portal publishes about volunteering, as files and as an API."),
            ["dct:publisher"] = publisher,
            ["dct:license"] = licence.DeepClone(),
            ["dct:language"] = Code("language/ENG", "dct:LinguisticSystem"),
            ["dct:modified"] = moment.DeepClone(),
            ["foaf:homepage"] = Link(site.Address, "foaf:Document"),
            ["dcat:dataset"] = DataSet(),
            ["dcat:service"] = Service(),
        };
        return document.ToJsonString(Indented) + "\n";

        string Part(string name) => new Uri(folder, $"{Snapshot.Description}#{name}").AbsoluteUri;

        JsonObject DataSet()
        {
            var described = new JsonObject
            {
                ["@id"] = dataSet,
                ["@type"] = "dcat:Dataset",
                ["dct:title"] = English("Volunteering projects and their organisations"),
                ["dct:description"] = English(
                    $"Every volunteering project that the {PublicSite.Name} publishes, also the ones that have ended, and every organisation behind them, all as of one moment. "
                    + "E-mail addresses and phone numbers in texts are masked."),
                ["dct:identifier"] = dataSet,
                ["dct:publisher"] = Ref(publisher),
                ["dct:license"] = Ref(licence),
                ["dct:issued"] = content.FirstPublished is { } first ? Typed("date", Day(DateOnly.FromDateTime(first.UtcDateTime))) : moment.DeepClone(),
                ["dct:modified"] = moment.DeepClone(),
                ["dct:accrualPeriodicity"] = Code("frequency/DAILY", "dct:Frequency"),
                ["dct:accessRights"] = Code("access-right/PUBLIC", "dct:RightsStatement"),
                ["dcat:theme"] = new JsonArray(Concept("data-theme/EDUC", "Education, culture and sport"), Concept("data-theme/SOCI", "Population and society")),
                ["dcat:keyword"] = new JsonArray(English("volunteering"), English("youth"), English("European Solidarity Corps")),
                ["dcat:landingPage"] = Link(site.Address, "foaf:Document"),
                ["dcat:version"] = content.ChangeNumber.ToString(CultureInfo.InvariantCulture),
                ["adms:versionNotes"] = English($"All changes up to number {content.ChangeNumber} are in it. The change feed of the API gives the later ones: afterChangeNumber={content.ChangeNumber}."),
                ["dcat:distribution"] = new JsonArray([.. content.Files.Select(Distribution)]),
            };
            if (content.FirstDay is { } from && content.LastDay is { } to)
            {
                described["dct:temporal"] = new JsonObject { ["@type"] = "dct:PeriodOfTime", ["dcat:startDate"] = Typed("date", Day(from)), ["dcat:endDate"] = Typed("date", Day(to)) };
            }

            if (Languages(content.Languages) is { Count: > 0 } languages)
            {
                described["dct:language"] = languages;
            }

            if (Countries(content.Countries) is { Count: > 0 } countries)
            {
                described["dct:spatial"] = countries;
            }

            if (site.Contact is { } contact)
            {
                described["dcat:contactPoint"] = new JsonObject
                {
                    ["@type"] = "vcard:Kind", ["vcard:fn"] = PublicSite.Name, [contact.Scheme == "mailto" ? "vcard:hasEmail" : "vcard:hasURL"] = Link(contact),
                };
            }

            return described;
        }

        JsonObject Distribution(WrittenFile file)
        {
            var form = Form.Of(file.Name);
            var described = new JsonObject
            {
                ["@id"] = Part(file.Name),
                ["@type"] = "dcat:Distribution",
                ["dct:title"] = English(form.Title),
                ["dct:description"] = English(string.Create(CultureInfo.InvariantCulture, $"{form.Description} {file.Records} records.")),
                ["dcat:accessURL"] = Link(folder, "rdfs:Resource"),
                ["dcat:downloadURL"] = Link(new Uri(folder, file.Name), "rdfs:Resource"),
                ["dcat:byteSize"] = Typed("nonNegativeInteger", file.Bytes.ToString(CultureInfo.InvariantCulture)),
                ["dct:format"] = Code($"file-type/{form.FileType}", "dct:MediaTypeOrExtent"),
                ["dcat:compressFormat"] = MediaType("application/gzip"),
                ["spdx:checksum"] = new JsonObject
                {
                    ["@type"] = "spdx:Checksum",
                    ["spdx:algorithm"] = new JsonObject { ["@id"] = "spdx:checksumAlgorithm_sha256", ["@type"] = "spdx:ChecksumAlgorithm" },
                    ["spdx:checksumValue"] = Typed("hexBinary", file.Sha256),
                },
                ["dct:issued"] = moment.DeepClone(),
                ["dct:modified"] = moment.DeepClone(),
                ["dct:license"] = Ref(licence),
                ["dcatap:availability"] = Concept("planned-availability/STABLE", "stable"),
                ["dct:conformsTo"] = Link(new Uri(form.Standard), "dct:Standard"),
            };
            if (form.MediaType is { } mediaType)
            {
                described["dcat:mediaType"] = MediaType(mediaType);
            }

            return described;
        }

        JsonObject Service() => new()
        {
            ["@id"] = service,
            ["@type"] = "dcat:DataService",
            ["dct:title"] = English($"API of the {PublicSite.Name}"),
            ["dct:description"] = English("Search, feeds, calendars, exports and changes of the same projects and organisations. Reading needs no key."),
            ["dcat:endpointURL"] = Link(site.Api, "rdfs:Resource"),
            ["dcat:endpointDescription"] = Link(new Uri(site.Api, "openapi.yaml"), "rdfs:Resource"),
            ["dcat:servesDataset"] = new JsonObject { ["@id"] = dataSet },
            ["dct:publisher"] = Ref(publisher),
            ["dct:license"] = Ref(licence),
            ["dct:accessRights"] = Code("access-right/PUBLIC", "dct:RightsStatement"),
        };
    }

    private static JsonObject Context()
    {
        var context = new JsonObject();
        foreach (var (prefix, address) in new[]
                 {
                     ("adms", "http://www.w3.org/ns/adms#"), ("dcat", "http://www.w3.org/ns/dcat#"), ("dcatap", "http://data.europa.eu/r5r/"),
                     ("dct", "http://purl.org/dc/terms/"), ("foaf", "http://xmlns.com/foaf/0.1/"), ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
                     ("skos", "http://www.w3.org/2004/02/skos/core#"), ("spdx", "http://spdx.org/rdf/terms#"), ("vcard", "http://www.w3.org/2006/vcard/ns#"),
                     ("xsd", "http://www.w3.org/2001/XMLSchema#"),
                 })
        {
            context[prefix] = address;
        }

        return context;
    }

    /// <summary>The languages of texts, as far as their tags name a language of ISO 639.</summary>
    private static JsonArray Languages(IEnumerable<string> tags)
    {
        var known = CultureInfo.GetCultures(CultureTypes.NeutralCultures).Where(culture => culture.Name.Length is 2 or 3)
            .ToDictionary(culture => culture.Name, culture => culture.ThreeLetterISOLanguageName, StringComparer.OrdinalIgnoreCase);
        return [.. tags.Select(tag => known.GetValueOrDefault(tag.Split('-')[0], "")).Where(code => code.Length == 3).Distinct().Order(StringComparer.Ordinal)
            .Select(code => Code($"language/{code.ToUpperInvariant()}", "dct:LinguisticSystem"))];
    }

    /// <summary>The countries, by the three letters that ISO 3166-1 has for them, as the authority table has it; Kosovo has none.</summary>
    private static JsonArray Countries(IEnumerable<string> codes)
    {
        var known = CultureInfo.GetCultures(CultureTypes.SpecificCultures).Select(culture => new RegionInfo(culture.Name))
            .DistinctBy(region => region.TwoLetterISORegionName).ToDictionary(region => region.TwoLetterISORegionName, region => region.ThreeLetterISORegionName);
        return [.. codes.Where(code => code != "XK" && known.ContainsKey(code)).Select(code => Code($"country/{known[code]}", "dct:Location"))];
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonObject English(string text) => new() { ["@language"] = "en", ["@value"] = text };

    private static JsonObject Typed(string type, string value) => new() { ["@type"] = $"xsd:{type}", ["@value"] = value };

    private static JsonObject Ref(JsonObject node) => new() { ["@id"] = node["@id"]!.GetValue<string>() };

    private static JsonObject Link(Uri address, string? type = null)
    {
        var link = new JsonObject { ["@id"] = address.AbsoluteUri };
        if (type is not null)
        {
            link["@type"] = type;
        }

        return link;
    }

    private static JsonObject Code(string code, string type) => new() { ["@id"] = $"{Authority}{code}", ["@type"] = type };

    private static JsonObject Concept(string code, string label) =>
        new() { ["@id"] = $"{Authority}{code}", ["@type"] = "skos:Concept", ["skos:prefLabel"] = English(label) };

    private static JsonObject MediaType(string name) => new() { ["@id"] = $"{MediaTypes}{name}", ["@type"] = "dct:MediaType" };

    /// <summary>
    /// What a file is. NDJSON has no entry of its own, neither among the file types nor among the registered media types, so its
    /// type is JSON, its specification says the rest, and it has no media type.
    /// </summary>
    private sealed record Form(string Title, string Description, string FileType, string? MediaType, string Standard)
    {
        private const string NdJson = "https://github.com/ndjson/ndjson-spec";

        public static Form Of(string file) => file switch
        {
            Snapshot.ProjectsNdJson => new("Projects as NDJSON", "One JSON object a line, each as getProject of the API has it.", "JSON", null, NdJson),
            Snapshot.ProjectsCsv => new("Projects as CSV", "A header line and one project a record, lists joined by a vertical bar.", "CSV", "text/csv", "https://www.rfc-editor.org/rfc/rfc4180"),
            Snapshot.OrganisationsNdJson => new("Organisations as NDJSON", "One JSON object a line, each as the data in getOrganisationChanges of the API.", "JSON", null, NdJson),
            _ => throw new ArgumentOutOfRangeException(nameof(file), file, "Not a file of a snapshot."),
        };
    }
}
