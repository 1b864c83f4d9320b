using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Portal.Api.Domain;
using Portal.Api.Features.Projects;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Projects;

public sealed class CheckEligibilityTests(PortalApi api) : IClassFixture<PortalApi>
{
    /// <summary>In April and May 2027, 8 weeks, open until 28 February, for people who live in Moldova and Greece.</summary>
    private static readonly ProjectFacts Facts = Some.Project with { StatedWeeks = 8, EligibleCountries = ["MD", "GR"] };

    private const string Me = """{"country":"MD","birthDate":"2004-07-01"}""";

    [Fact]
    public async Task The_answer_comes_with_its_reasons_as_they_are_on_the_wire()
    {
        var organisation = await api.AddOrganisationAsync(Some.Organisation with { InclusionSupports = ["mentoring"] });
        var project = await api.AddProjectAsync(Facts with { DateFlexibility = "flexible" }, organisation);

        using var response = await AskAsync(
            project.Id,
            """{"country":"EL","birthDate":"1996-03-15","freeFrom":"2027-04-03","freeTo":"2027-12-31","supports":["mentoring","dietary"]}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(
            """
            {"answer":"unclear","reasons":[
            {"code":"residenceEligible","outcome":"yes","text":"This project takes volunteers who live in your country."},
            {"code":"oldEnough","outcome":"yes","text":"You are old enough: you have to be 18 or older on the first day of the project, 1 April 2027."},
            {"code":"tooOldAtStart","outcome":"unclear","text":"You are young enough to apply today, but you will be over 30 when the project starts. The rules on this differ from year to year, so ask the organisation before you apply."},
            {"code":"slides","outcome":"yes","text":"You are not free on every day of the project, but your stay can be placed in the days when you are."},
            {"code":"supportsNotStated","outcome":"unclear","text":"The organisation does not say that it offers all the support you need. That does not mean no: ask before you apply."},
            {"code":"open","outcome":"yes","text":"You can still apply, until 28 February 2027."}]}
            """.ReplaceLineEndings(""),
            await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("{}", "unclear", "residenceNotGiven minimumAgeUnknown maximumAgeUnknown open")]
    [InlineData("""{"country":null,"birthDate":null,"freeFrom":null,"freeTo":null,"supports":null}""", "unclear", "residenceNotGiven minimumAgeUnknown maximumAgeUnknown open")]
    [InlineData("""{"supports":[]}""", "unclear", "residenceNotGiven minimumAgeUnknown maximumAgeUnknown open")]
    [InlineData(Me, "yes", "residenceEligible oldEnough youngEnough open")]
    [InlineData("""{"country":"RO","birthDate":"2004-07-01"}""", "no", "residenceNotEligible oldEnough youngEnough open")]
    [InlineData("""{"country":"MD","birthDate":"2009-04-01"}""", "yes", "residenceEligible oldEnough youngEnough open")]
    [InlineData("""{"country":"MD","birthDate":"2009-04-02"}""", "no", "residenceEligible tooYoung youngEnough open")]
    [InlineData("""{"country":"MD","birthDate":"1996-01-10"}""", "no", "residenceEligible oldEnough tooOld open")]
    [InlineData("""{"country":"MD","birthDate":"1996-01-11"}""", "unclear", "residenceEligible oldEnough tooOldAtStart open")]
    [InlineData("""{"country":"MD","birthDate":"1900-01-01"}""", "no", "residenceEligible oldEnough tooOld open")]
    [InlineData("""{"country":"MD","birthDate":"2027-01-10"}""", "no", "residenceEligible tooYoung youngEnough open")]
    [InlineData("""{"country":"MD","birthDate":"2004-02-29","freeFrom":"2027-04-01","freeTo":"2027-05-31"}""", "yes", "residenceEligible oldEnough youngEnough fits open")]
    [InlineData("""{"country":"MD","birthDate":"2004-07-01","freeFrom":"2027-04-02","freeTo":"2027-05-31"}""", "no", "residenceEligible oldEnough youngEnough misses open")]
    [InlineData("""{"country":"MD","birthDate":"2004-07-01","freeFrom":"2027-04-01","freeTo":"2027-04-01"}""", "no", "residenceEligible oldEnough youngEnough misses open")]
    [InlineData("""{"country":"MD","birthDate":"2004-07-01","freeFrom":"2000-01-01","freeTo":"2100-12-31"}""", "yes", "residenceEligible oldEnough youngEnough fits open")]
    [InlineData("""{"country":"MD","birthDate":"2004-07-01","supports":["other"]}""", "unclear", "residenceEligible oldEnough youngEnough supportsNotStated open")]
    [InlineData("""{"supports":["mentoring","physicalEnvironment","participationSupport","dietary","other"]}""", "unclear", "residenceNotGiven minimumAgeUnknown maximumAgeUnknown supportsNotStated open")]
    [InlineData(" \r\n{ \"\\u0063ountry\" : \"M\\u0044\" }\t", "unclear", "residenceEligible minimumAgeUnknown maximumAgeUnknown open")]
    public async Task What_is_given_is_checked(string body, string answer, string codes)
    {
        var project = await api.AddProjectAsync(Facts);

        var told = await AnswerAsync(project.Id, body);

        Assert.Equal((answer, codes), (told.Answer, CodesOf(told)));
    }

    [Theory]
    [InlineData("humanitarianAid", "1996-01-10", "youngEnough")]
    [InlineData("humanitarianAid", "1991-01-11", "tooOldAtStart")]
    [InlineData("humanitarianAid", "1991-01-10", "tooOld")]
    [InlineData("volunteering", "1996-01-10", "tooOld")]
    public async Task Humanitarian_aid_takes_people_up_to_35(string strand, string born, string code)
    {
        var project = await api.AddProjectAsync(Facts with { Strand = strand });

        Assert.Contains(code, CodesOf(await AnswerAsync(project.Id, $$"""{"birthDate":"{{born}}"}""")).Split(' '));
    }

    [Fact]
    public async Task Without_countries_of_its_own_a_project_takes_people_from_programme_countries_which_the_operator_can_change()
    {
        var project = await api.AddProjectAsync(Facts with { EligibleCountries = [] });
        Assert.Equal("residenceEligible", await ResidenceAsync("GR"));
        Assert.Equal("residenceEligible", await ResidenceAsync("EL"));
        Assert.Equal("residenceNotEligible", await ResidenceAsync("UK"));
        Assert.Equal("residenceNotEligible", await ResidenceAsync("MD"));
        Assert.Equal("residenceNotEligible", await ResidenceAsync("JP"));
        try
        {
            await api.SqlAsync("""UPDATE countries SET "group" = CASE code WHEN 'GR' THEN 'partner' ELSE 'programme' END WHERE code IN ('GR', 'GB', 'MD')""");

            Assert.Equal("residenceNotEligible", await ResidenceAsync("EL"));
            Assert.Equal("residenceEligible", await ResidenceAsync("UK"));
            Assert.Equal("residenceEligible", await ResidenceAsync("GB"));
            Assert.Equal("residenceEligible", await ResidenceAsync("MD"));
        }
        finally
        {
            await api.SqlAsync("""UPDATE countries SET "group" = CASE code WHEN 'GR' THEN 'programme' ELSE 'partner' END WHERE code IN ('GR', 'GB', 'MD')""");
        }

        async Task<string> ResidenceAsync(string country) =>
            (await AnswerAsync(project.Id, $$"""{"country":"{{country}}"}""")).Reasons[0].Code;
    }

    [Fact]
    public async Task A_project_with_countries_of_its_own_does_not_take_people_from_other_programme_countries()
    {
        var project = await api.AddProjectAsync(Facts with { EligibleCountries = ["XK", "GB"] });

        Assert.Equal("residenceNotEligible", (await AnswerAsync(project.Id, """{"country":"RO"}""")).Reasons[0].Code);
        Assert.Equal("residenceEligible", (await AnswerAsync(project.Id, """{"country":"XK"}""")).Reasons[0].Code);
        Assert.Equal("residenceEligible", (await AnswerAsync(project.Id, """{"country":"UK"}""")).Reasons[0].Code);
    }

    [Theory]
    // Today is 10 January 2027.
    [InlineData("open", "2027-01-10", "2027-05-31", "open", "yes")]
    [InlineData("open", null, "2027-05-31", "open", "yes")]
    [InlineData("open", "2027-01-09", "2027-05-31", "deadlinePassed", "no")]
    [InlineData("full", "2027-01-10", "2027-05-31", "full", "no")]
    [InlineData("open", "2027-01-10", "2027-01-09", "ended", "no")]
    [InlineData("full", null, "2027-01-09", "ended", "no")]
    public async Task Whoever_cannot_apply_any_more_is_told_so(string places, string? deadline, string endsOn, string code, string answer)
    {
        var project = await api.AddProjectAsync(Facts with
        {
            StartsOn = new(2027, 1, 1),
            EndsOn = Date(endsOn),
            Places = places,
            Deadline = deadline is null ? null : Date(deadline),
        });

        var told = await AnswerAsync(project.Id, Me);

        Assert.Equal((answer, code, answer), (told.Answer, told.Reasons[^1].Code, told.Reasons[^1].Outcome));
    }

    [Fact]
    public async Task The_day_of_applying_is_the_day_in_Brussels()
    {
        var project = await api.AddProjectAsync(Facts with { Deadline = new(2027, 1, 10) });
        const string Turning31 = """{"country":"MD","birthDate":"1996-01-11"}""";
        const string BornTomorrow = """{"birthDate":"2027-01-11"}""";
        var start = api.Clock.GetUtcNow();
        try
        {
            // A second before midnight in Brussels, when it is 10 to 11 in the evening by UTC.
            api.Clock.SetUtcNow(new(2027, 1, 10, 22, 59, 59, TimeSpan.Zero));
            Assert.Equal("residenceEligible oldEnough tooOldAtStart open", CodesOf(await AnswerAsync(project.Id, Turning31)));
            await RefusedAsync(project.Id, BornTomorrow, "birthDate");

            api.Clock.SetUtcNow(new(2027, 1, 10, 23, 0, 0, TimeSpan.Zero));
            Assert.Equal("residenceEligible oldEnough tooOld deadlinePassed", CodesOf(await AnswerAsync(project.Id, Turning31)));
            await AnswerAsync(project.Id, BornTomorrow);
        }
        finally
        {
            // The fake clock runs backwards only when it is put right.
            api.Clock.AdjustTime(start);
        }
    }

    [Fact]
    public async Task No_cache_keeps_an_answer()
    {
        var project = await api.AddProjectAsync(Facts);

        using var response = await AskAsync(project.Id, Me);

        Assert.Equal("no-store", Assert.Single(response.Headers.GetValues("Cache-Control")));
        Assert.Null(response.Headers.ETag);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task A_project_that_never_was_is_not_found_and_a_withdrawn_one_is_gone()
    {
        using (var never = await AskAsync(Guid.CreateVersion7(), Me))
        {
            Assert.Equal("projectNotFound", CodeOf(await PortalApi.ProblemOf(never, HttpStatusCode.NotFound)));
            Assert.True(never.Headers.CacheControl?.NoStore);
        }

        var project = await api.AddProjectAsync(Facts);
        await api.ChangeAsync<Project>(project.Id, found => found.Withdraw(api.Clock.GetUtcNow()));
        using var gone = await AskAsync(project.Id, Me);
        Assert.Equal("projectWithdrawn", CodeOf(await PortalApi.ProblemOf(gone, HttpStatusCode.Gone)));
    }

    [Theory]
    [InlineData("""{"country":"ZZ"}""", "country")]
    [InlineData("""{"country":"md"}""", "country")]
    [InlineData("""{"country":"Moldova"}""", "country")]
    [InlineData("""{"country":""}""", "country")]
    [InlineData("""{"country":" MD"}""", "country")]
    [InlineData("""{"country":"EU"}""", "country")]
    [InlineData("""{"country":7}""", "country")]
    [InlineData("""{"country":["MD"]}""", "country")]
    [InlineData("""{"country":{}}""", "country")]
    [InlineData("""{"country":false}""", "country")]
    [InlineData("""{"country":"MD","country":"MD"}""", "country")]
    [InlineData("""{"country":null,"country":"MD"}""", "country")]
    [InlineData("""{"birthDate":"01/07/2004"}""", "birthDate")]
    [InlineData("""{"birthDate":"2004-7-1"}""", "birthDate")]
    [InlineData("""{"birthDate":"2004-07-01T00:00:00"}""", "birthDate")]
    [InlineData("""{"birthDate":"2004-07-01Z"}""", "birthDate")]
    [InlineData("""{"birthDate":" 2004-07-01"}""", "birthDate")]
    [InlineData("""{"birthDate":"20040701"}""", "birthDate")]
    [InlineData("""{"birthDate":"٢٠٠٤-٠٧-٠١"}""", "birthDate")]
    [InlineData("""{"birthDate":"2005-02-29"}""", "birthDate")]
    [InlineData("""{"birthDate":"2004-06-31"}""", "birthDate")]
    [InlineData("""{"birthDate":"2004-13-01"}""", "birthDate")]
    [InlineData("""{"birthDate":"0000-00-00"}""", "birthDate")]
    [InlineData("""{"birthDate":""}""", "birthDate")]
    [InlineData("""{"birthDate":"1899-12-31"}""", "birthDate")]
    [InlineData("""{"birthDate":"0001-01-01"}""", "birthDate")]
    [InlineData("""{"birthDate":"2027-01-12"}""", "birthDate")]
    [InlineData("""{"birthDate":"9999-12-31"}""", "birthDate")]
    [InlineData("""{"birthDate":20040701}""", "birthDate")]
    [InlineData("""{"birthDate":true}""", "birthDate")]
    [InlineData("""{"birthDate":["2004-07-01"]}""", "birthDate")]
    [InlineData("""{"birthDate":{"year":2004}}""", "birthDate")]
    [InlineData("""{"birthDate":"2004-07-01","birthDate":"2004-07-02"}""", "birthDate")]
    [InlineData("""{"freeFrom":"2027-04-01"}""", "freeTo")]
    [InlineData("""{"freeFrom":"2027-04-01","freeTo":null}""", "freeTo")]
    [InlineData("""{"freeTo":"2027-04-01"}""", "freeFrom")]
    [InlineData("""{"freeFrom":"2027-04-02","freeTo":"2027-04-01"}""", "freeTo")]
    [InlineData("""{"freeFrom":"1999-12-31","freeTo":"2027-04-01"}""", "freeFrom")]
    [InlineData("""{"freeFrom":"2027-04-01","freeTo":"2101-01-01"}""", "freeTo")]
    [InlineData("""{"freeFrom":"2027-04-31","freeTo":"2027-05-01"}""", "freeFrom")]
    [InlineData("""{"freeFrom":"2027-04-01","freeTo":"soon"}""", "freeTo")]
    [InlineData("""{"freeFrom":"soon","freeTo":"later"}""", "freeFrom", "freeTo")]
    [InlineData("""{"supports":["cooking"]}""", "supports")]
    [InlineData("""{"supports":["Mentoring"]}""", "supports")]
    [InlineData("""{"supports":[""]}""", "supports")]
    [InlineData("""{"supports":["mentoring","mentoring"]}""", "supports")]
    [InlineData("""{"supports":["mentoring","physicalEnvironment","participationSupport","dietary","other","mentoring"]}""", "supports")]
    [InlineData("""{"supports":"mentoring"}""", "supports")]
    [InlineData("""{"supports":{"mentoring":true}}""", "supports")]
    [InlineData("""{"supports":[null]}""", "supports")]
    [InlineData("""{"supports":["mentoring",7]}""", "supports")]
    [InlineData("""{"supports":[["mentoring"]]}""", "supports")]
    [InlineData("""{"supports":["mentoring"],"supports":[]}""", "supports")]
    [InlineData("""{"age":19}""", "age")]
    [InlineData("""{"Country":"MD"}""", "Country")]
    [InlineData("""{"birthdate":"2004-07-01"}""", "birthdate")]
    [InlineData("""{"id":"01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11"}""", "id")]
    [InlineData("""{"unreadable":[]}""", "unreadable")]
    // What does not look like a name might be a value, and is not repeated.
    [InlineData("""{"2004-07-01":1}""", "body")]
    [InlineData("""{"":1}""", "body")]
    [InlineData("""{"a.b":1}""", "body")]
    [InlineData("[]", "body")]
    [InlineData("null", "body")]
    [InlineData("7", "body")]
    [InlineData("\"MD\"", "body")]
    // Everything at once.
    [InlineData("""{"supports":["cooking"],"country":"ZZ","birthDate":"2030-01-01","freeTo":"2027-01-01","colour":"red"}""", "birthDate", "colour", "country", "freeFrom", "supports")]
    [InlineData("""{"supports":7,"country":7,"birthDate":7,"freeTo":7,"freeFrom":7}""", "birthDate", "country", "freeFrom", "freeTo", "supports")]
    public async Task What_is_not_right_is_refused_under_its_name(string body, params string[] fields)
    {
        // Before the project is looked for, so that none is needed.
        var problem = await RefusedAsync(Guid.CreateVersion7(), body, fields);

        Assert.Equal("validationFailed", CodeOf(problem));
    }

    [Fact]
    public async Task A_member_that_does_not_exist_is_answered_with_the_ones_that_do()
    {
        var problem = await RefusedAsync(Guid.CreateVersion7(), """{"age":19}""", "age");

        Assert.Equal(
            ["There is no such member. The body takes country, birthDate, freeFrom, freeTo, supports."],
            problem.GetProperty("errors").GetProperty("age").EnumerateArray().Select(message => message.GetString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("{},")]
    [InlineData("{'country':'MD'}")]
    [InlineData("{country:\"MD\"}")]
    [InlineData("{\"country\":\"MD\",}")]
    [InlineData("{\"country\":\"MD\"} // mine")]
    [InlineData("{\"country\":MD}")]
    [InlineData("{\"country\":\"M\nD\"}")]
    [InlineData("country=MD")]
    [InlineData("\u0000")]
    // Half of a character.
    [InlineData("""{"country":"\ud800"}""")]
    [InlineData("""{"\ud800":"MD"}""")]
    [InlineData("""{"supports":["\udc00"]}""")]
    public async Task What_is_not_JSON_cannot_be_read(string body)
    {
        using var response = await AskAsync(Guid.CreateVersion7(), body);

        var problem = await PortalApi.ProblemOf(response, HttpStatusCode.BadRequest);
        Assert.Equal("malformedRequest", CodeOf(problem));
        Assert.True(problem.GetProperty("errors").TryGetProperty("body", out _));
    }

    [Fact]
    public async Task Bytes_that_are_no_text_and_lists_without_end_cannot_be_read()
    {
        foreach (var body in new byte[][]
        {
            [.. "{\"country\":\""u8, 0xff, 0xfe, .. "\"}"u8],
            [.. "{\""u8, 0xc3, .. "\":1}"u8],
            Encoding.Unicode.GetBytes("{}"),
            Encoding.UTF8.GetBytes($"{{\"supports\":{new string('[', 2000)}{new string(']', 2000)}}}"),
        })
        {
            using var response = await AskAsync(Guid.CreateVersion7(), new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } });

            Assert.Equal("malformedRequest", CodeOf(await PortalApi.ProblemOf(response, HttpStatusCode.BadRequest)));
        }
    }

    [Fact]
    public async Task Not_every_one_of_hundreds_of_mistakes_is_told()
    {
        var body = $"{{{string.Join(',', Enumerable.Range(0, 500).Select(i => $"\"{(char)('a' + (i % 26))}{(char)('a' + (i / 26))}\":1"))}}}";
        Assert.InRange(body.Length, 3000, EligibilityQuestion.MaxBytes);

        using var response = await AskAsync(Guid.CreateVersion7(), body);

        var problem = await PortalApi.ProblemOf(response, HttpStatusCode.BadRequest);
        Assert.Equal(20, problem.GetProperty("errors").EnumerateObject().Count());
    }

    [Theory]
    [InlineData("application/json", null, HttpStatusCode.OK)]
    [InlineData("application/json; charset=utf-8", null, HttpStatusCode.OK)]
    [InlineData("application/json; charset=\"UTF-8\"", null, HttpStatusCode.OK)]
    [InlineData("APPLICATION/JSON", null, HttpStatusCode.OK)]
    [InlineData("application/json; charset=utf-16", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json; charset=iso-8859-1", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json", "gzip", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("text/json", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/problem+json", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("text/plain", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-www-form-urlencoded", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("multipart/form-data; boundary=x", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/*", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("*/*", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("json", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData(null, null, HttpStatusCode.UnsupportedMediaType)]
    public async Task Only_JSON_is_read(string? type, string? encoding, HttpStatusCode status)
    {
        var project = await api.AddProjectAsync(Facts);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Me));
        if (type is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        using var response = await AskAsync(project.Id, content);

        if (status == HttpStatusCode.OK)
        {
            Assert.Equal(status, response.StatusCode);
        }
        else
        {
            var problem = await PortalApi.ProblemOf(response, status);
            Assert.Equal("unsupportedMediaType", CodeOf(problem));
            Assert.Contains("application/json", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_body_may_have_4096_bytes_and_no_more()
    {
        var project = await api.AddProjectAsync(Facts);
        using (var largest = await AskAsync(project.Id, Me.PadRight(4096)))
        {
            Assert.Equal(HttpStatusCode.OK, largest.StatusCode);
        }

        await TooLargeAsync(api.Client, project.Id);

        // The server of production refuses by itself, and says the same.
        await using var host = new PortalHost(api.ConnectionString);
        host.UseKestrel(0);
        using var client = host.CreateClient();
        await TooLargeAsync(client, project.Id);

        static async Task TooLargeAsync(HttpClient client, Guid id)
        {
            foreach (var (length, chunked) in new[] { (4097, false), (4097, true), (100_000, false), (100_000, true) })
            {
                using var content = new StringContent(Me.PadRight(length), Encoding.UTF8, "application/json");
                using var request = new HttpRequestMessage(HttpMethod.Post, Path(id)) { Content = content, Headers = { TransferEncodingChunked = chunked } };
                using var response = await client.SendAsync(request);

                var problem = await PortalApi.ProblemOf(response, HttpStatusCode.RequestEntityTooLarge);
                Assert.Equal("requestTooLarge", CodeOf(problem));
                Assert.Contains("4096", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task It_is_asked_with_POST_only(string method)
    {
        using var request = new HttpRequestMessage(new(method), Path(Guid.CreateVersion7()));
        using var response = await api.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("?country=MD", "country")]
    [InlineData("?birthDate=2004-07-01", "birthDate")]
    [InlineData("?asOf=2027-01-10", "asOf")]
    [InlineData("?question=x", "question")]
    public async Task Nothing_is_taken_from_the_address(string query, string parameter)
    {
        using var response = await api.Client.PostAsync($"{Path(Guid.CreateVersion7())}{query}", Json(Me));

        var problem = await PortalApi.ProblemOf(response, HttpStatusCode.BadRequest);
        Assert.Equal([parameter], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task A_key_that_is_none_is_refused()
    {
        using var response = await api.Client.PostAsync("/v1/projects/7/eligibility", Json(Me));

        Assert.True((await PortalApi.ProblemOf(response, HttpStatusCode.BadRequest)).GetProperty("errors").TryGetProperty("id", out _));
    }

    [Fact]
    public void As_many_supports_can_be_asked_for_as_there_are() =>
        Assert.Equal(EligibilityQuestion.MaxSupports, InclusionSupport.List.Codes.Count);

    private static string Path(Guid id) => $"/v1/projects/{id}/eligibility";

    private static StringContent Json(string body) => new(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

    private Task<HttpResponseMessage> AskAsync(Guid id, string body) => AskAsync(id, Json(body));

    private Task<HttpResponseMessage> AskAsync(Guid id, HttpContent body) => api.Client.PostAsync(Path(id), body);

    private async Task<EligibilityAnswer> AnswerAsync(Guid id, string body)
    {
        using var response = await AskAsync(id, body);
        var answer = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{body} answered {(int)response.StatusCode}: {answer}");
        return JsonSerializer.Deserialize<EligibilityAnswer>(answer, JsonSerializerOptions.Web)!;
    }

    private async Task<JsonElement> RefusedAsync(Guid id, string body, params string[] fields)
    {
        using var response = await AskAsync(id, body);
        var problem = await PortalApi.ProblemOf(response, HttpStatusCode.BadRequest);
        Assert.Equal(fields, problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
        Assert.All(problem.GetProperty("errors").EnumerateObject(), error =>
        {
            Assert.NotEqual(0, error.Value.GetArrayLength());
            Assert.All(error.Value.EnumerateArray(), message => Assert.False(string.IsNullOrWhiteSpace(message.GetString())));
        });
        return problem;
    }

    private static string CodesOf(EligibilityAnswer answer) => string.Join(' ', answer.Reasons.Select(reason => reason.Code));

    private static string? CodeOf(JsonElement problem) => problem.GetProperty("code").GetString();

    private static DateOnly Date(string date) => DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture);
}
