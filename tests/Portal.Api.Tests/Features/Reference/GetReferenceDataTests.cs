using System.Net;
using System.Text.Json;
using Portal.Api.Features.Reference;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Reference;

public sealed class GetReferenceDataTests(PortalApi api) : IClassFixture<PortalApi>
{
    /// <summary>Written out a second time on purpose: a code that changes by accident breaks clients.</summary>
    public static TheoryData<string, string> Lists => new()
    {
        {
            "topics",
            """
            socl Social challenges
            migr Reception and integration of refugees and migrants
            citzn Citizenship and democratic participation
            cata Disaster prevention and recovery
            natr Environment and natural protection
            health Health and wellbeing
            edu Education and training
            job Employment and entrepreneurship
            cult Creativity and culture
            sprt Physical education and sport
            discr Working against discrimination
            hygn Water, sanitation and hygiene
            shltr Shelter
            nutri Nutrition and subsistence agriculture
            distr Disaster preparedness
            relief Post-disaster relief
            sme Support to local small and medium enterprises
            """
        },
        { "supports", "mentoring\nphysicalEnvironment\nparticipationSupport\ndietary\nother" },
        { "availability", "open\nfull\ndeadlinePassed\nended" },
        { "activityTypes", "individual\nteam" },
        { "strands", "volunteering\nhumanitarianAid" },
        { "dateFlexibility", "precise\nflexible" },
        { "places", "open\nfull" },
        { "deadlineKinds", "fixed\nnone" },
        { "labelRoles", "host\nsupport\nlead" },
        { "countryGroups", "programme\npartner\nother" },
        { "dataIssues", "weeksMissing\ndeadlineSentinel\nunknownTopic\ntagsDropped\nweeksExceedSpan\ndeadlineAfterEnd" },
        { "eligibilityOutcomes", "yes\nno\nunclear" },
        {
            "eligibilityReasons",
            """
            residenceEligible
            residenceNotEligible
            residenceNotGiven
            oldEnough
            tooYoung
            minimumAgeUnknown
            youngEnough
            tooOld
            tooOldAtStart
            maximumAgeUnknown
            fits
            slides
            misses
            supportsOffered
            supportsNotStated
            open
            full
            deadlinePassed
            ended
            """
        },
        { "languages", "bg\ncs\nda\nde\nel\nen\nes\net\nfi\nfr\nga\nhr\nhu\nis\nit\nlt\nlv\nmk\nmt\nnl\nno\npl\npt\nro\nsk\nsl\nsr\nsv\ntr" },
    };

    private const string Languages = "bg cs da de el en es et fi fr ga hr hu is it lt lv mk mt nl no pl pt ro sk sl sr sv tr";

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Every_list_has_exactly_its_codes_with_labels(string list, string expected)
    {
        var items = (await api.GetJsonAsync("/v1/reference")).GetProperty(list).Deserialize<List<ReferenceItem>>(JsonSerializerOptions.Web)!;

        var lines = expected.ReplaceLineEndings("\n").Split('\n');
        Assert.Equal(lines, items.Select(item => lines[0].Contains(' ', StringComparison.Ordinal) ? $"{item.Code} {item.Label}" : item.Code));
        Assert.All(items, item => Assert.False(string.IsNullOrWhiteSpace(item.Label)));
    }

    [Fact]
    public async Task Every_language_names_all_countries()
    {
        var english = (await InAsync("en")).Countries.ToDictionary(country => country.Code, country => country.Label);
        foreach (var language in Languages.Split(' '))
        {
            var reference = await InAsync(language);

            Assert.Equal(language, reference.Language);
            Assert.Equal(250, reference.Countries.Count);
            Assert.Equal(english.Keys, reference.Countries.Select(country => country.Code));
            // A name that is missing would be told as its code.
            Assert.All(reference.Countries, country => Assert.True(country.Label.Length > 2, $"{language} {country.Code}: {country.Label}"));
            Assert.True(
                language == "en" || reference.Countries.Count(country => country.Label != english[country.Code]) > 100,
                $"{language} has the English names.");
        }
    }

    [Theory]
    [InlineData("ro", "MD", "Republica Moldova")]
    [InlineData("en", "XK", "Kosovo")]
    [InlineData("de", "GR", "Griechenland")]
    [InlineData("el", "GR", "Ελλάδα")]
    [InlineData("bg", "BG", "България")]
    [InlineData("no", "NO", "Norge")]
    [InlineData("sr", "RS", "Србија")]
    [InlineData("tr", "TR", "Türkiye")]
    public async Task Countries_are_told_in_the_language_asked_for(string language, string code, string name) =>
        Assert.Equal(name, (await InAsync(language)).Countries.Single(country => country.Code == code).Label);

    [Theory]
    [InlineData("programme", "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MK MT NL NO PL PT RO SE SI SK TR")]
    [InlineData("partner", "AL AM AZ BA BY CH DZ EG GB GE IL JO LB LY MA MD ME PS RS RU SY TN UA XK")]
    public async Task A_group_has_exactly_its_countries_and_tells_where_that_is_written(string group, string codes)
    {
        var countries = (await InAsync("en")).Countries.Where(country => country.Group == group).ToList();

        Assert.Equal(codes, string.Join(' ', countries.Select(country => country.Code)));
        Assert.All(countries, country => Assert.False(string.IsNullOrWhiteSpace(country.GroupSource)));
    }

    [Fact]
    public async Task A_group_that_the_operator_changes_is_told()
    {
        await api.SqlAsync("UPDATE countries SET \"group\" = 'programme', group_source = 'Decision of 2027' WHERE code = 'CH'");
        try
        {
            var switzerland = (await InAsync("en")).Countries.Single(country => country.Code == "CH");

            Assert.Equal(("programme", "Decision of 2027"), (switzerland.Group, switzerland.GroupSource));
        }
        finally
        {
            await api.SqlAsync("UPDATE countries SET \"group\" = 'partner', group_source = (SELECT group_source FROM countries WHERE code = 'GB') WHERE code = 'CH'");
        }
    }

    [Fact]
    public async Task English_is_spoken_unless_asked_otherwise() => Assert.Equal("en", (await api.GetAsync<ReferenceData>("/v1/reference")).Language);

    [Theory]
    [InlineData("xx")]
    [InlineData("EN")]
    [InlineData("uk")]
    [InlineData("en-GB")]
    public async Task Other_languages_are_refused(string language)
    {
        var problem = await api.GetProblemAsync($"/v1/reference?language={language}", HttpStatusCode.BadRequest);

        Assert.True(problem.GetProperty("errors").TryGetProperty("language", out _));
    }

    private Task<ReferenceData> InAsync(string language) => api.GetAsync<ReferenceData>($"/v1/reference?language={language}");
}
