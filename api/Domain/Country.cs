namespace Portal.Api.Domain;

/// <summary>
/// Countries by their ISO 3166-1 alpha-2 code; Kosovo is XK. Which group a country is in decides who may take part
/// and is reference data that the operator can change: the groups here are the ones a new database starts with.
/// </summary>
public static class Country
{
    /// <summary>The European Union's own codes that differ from ISO. Input may use them, output never does.</summary>
    private static readonly Dictionary<string, string> EuCodes = new() { ["EL"] = "GR", ["UK"] = "GB" };

    /// <summary>Every country, by group, with the group it starts in.</summary>
    public static readonly IReadOnlyList<(string Code, string Group)> All =
    [
        .. Grouped(
            CountryGroup.Programme,
            """
            AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MK MT NL
            NO PL PT RO SE SI SK TR
            """),
        .. Grouped(
            CountryGroup.Partner,
            """
            AL AM AZ BA BY CH DZ EG GB GE IL JO LB LY MA MD ME PS RS RU SY TN UA XK
            """),
        .. Grouped(
            CountryGroup.Other,
            """
            AD AE AF AG AI AO AQ AR AS AU AW AX BB BD BF BH BI BJ BL BM BN BO BQ BR
            BS BT BV BW BZ CA CC CD CF CG CI CK CL CM CN CO CR CU CV CW CX DJ DM DO
            EC EH ER ET FJ FK FM FO GA GD GF GG GH GI GL GM GN GP GQ GS GT GU GW GY
            HK HM HN HT ID IM IN IO IQ IR JE JM JP KE KG KH KI KM KN KP KR KW KY KZ
            LA LC LK LR LS MC MF MG MH ML MM MN MO MP MQ MR MS MU MV MW MX MY MZ NA
            NC NE NF NG NI NP NR NU NZ OM PA PE PF PG PH PK PM PN PR PW PY QA RE RW
            SA SB SC SD SG SH SJ SL SM SN SO SR SS ST SV SX SZ TC TD TF TG TH TJ TK
            TL TM TO TT TV TW TZ UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA
            ZM ZW
            """),
    ];

    private static readonly HashSet<string> Codes = [.. All.Select(country => country.Code)];

    public static bool IsKnown(string? code) => code is not null && Codes.Contains(code);

    /// <summary>Turns the codes EL and UK into GR and GB and leaves every other one as it is.</summary>
    public static string ToIso(string code) => EuCodes.GetValueOrDefault(code, code);

    private static IEnumerable<(string Code, string Group)> Grouped(string group, string codes) =>
        codes.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(code => (code, group));
}

/// <summary>Which part of the programme a country takes.</summary>
public static class CountryGroup
{
    public const string Programme = "programme";
    public const string Partner = "partner";
    public const string Other = "other";

    /// <summary>Where the groups that a new database starts with are written down.</summary>
    public const string Source = "European Solidarity Corps Guide, eligible countries";

    public static readonly CodeList List = new(
        "countryGroup",
        new(Programme, "Takes part in the programme"),
        new(Partner, "Neighbour or other partner of the programme"),
        new(Other, "Can host humanitarian aid"));
}
