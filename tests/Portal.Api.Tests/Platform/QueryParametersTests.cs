using System.Net;

namespace Portal.Api.Tests.Platform;

/// <summary>A parameter that is not understood is refused and never ignored, because ignoring it would answer another question.</summary>
public sealed class QueryParametersTests(PublicOperations api) : IClassFixture<PublicOperations>
{
    [Fact]
    public void Every_operation_there_is_is_held_to_the_conventions() =>
        Assert.Equal(api.Actions.Order(), PublicOperations.Names.Select(name => name.Data).Concat(PublicOperations.AskedWithABody).Order());

    [Theory]
    [MemberData(nameof(PublicOperations.Names), MemberType = typeof(PublicOperations))]
    public async Task Unknown_parameters_are_refused_on_every_operation(string operation)
    {
        await RefusedAsync(operation, "colour=red", "colour");
        await RefusedAsync(operation, "colour=", "colour");
        await RefusedAsync(operation, "colour", "colour");
        await RefusedAsync(operation, "AsOf=2027-01-10&Language=en", "AsOf", "Language");
        await RefusedAsync(operation, "id=7", "id");
        await RefusedAsync(operation, "=x", "");
    }

    [Theory]
    [InlineData("SearchProjects", "text")]
    [InlineData("SearchProjects", "country")]
    [InlineData("SearchProjects", "topic")]
    [InlineData("SearchProjects", "organisationId")]
    [InlineData("SearchProjects", "activityType")]
    [InlineData("SearchProjects", "support")]
    [InlineData("SearchProjects", "availability")]
    [InlineData("SearchProjects", "startsFrom")]
    [InlineData("SearchProjects", "startsTo")]
    [InlineData("SearchProjects", "deadlineFrom")]
    [InlineData("SearchProjects", "deadlineTo")]
    [InlineData("SearchProjects", "asOf")]
    [InlineData("SearchProjects", "sort")]
    [InlineData("SearchProjects", "page")]
    [InlineData("SearchProjects", "pageSize")]
    [InlineData("SearchOrganisations", "text")]
    [InlineData("SearchOrganisations", "country")]
    [InlineData("SearchOrganisations", "topic")]
    [InlineData("SearchOrganisations", "support")]
    [InlineData("SearchOrganisations", "hasOpenProjects")]
    [InlineData("SearchOrganisations", "asOf")]
    [InlineData("SearchOrganisations", "sort")]
    [InlineData("SearchOrganisations", "page")]
    [InlineData("SearchOrganisations", "pageSize")]
    [InlineData("GetProject", "asOf")]
    [InlineData("GetOrganisation", "asOf")]
    [InlineData("GetReferenceData", "language")]
    public async Task A_parameter_without_a_value_is_refused(string operation, string parameter)
    {
        await RefusedAsync(operation, $"{parameter}=", parameter);
        await RefusedAsync(operation, parameter, parameter);
        await RefusedAsync(operation, $"{parameter}=%20", parameter);
    }

    [Theory]
    [InlineData("SearchProjects", "text", "a", "b")]
    [InlineData("SearchProjects", "startsFrom", "2027-01-01", "2027-01-02")]
    [InlineData("SearchProjects", "asOf", "2027-01-01", "2027-01-01")]
    [InlineData("SearchProjects", "sort", "start", "start")]
    [InlineData("SearchProjects", "page", "1", "2")]
    [InlineData("SearchOrganisations", "hasOpenProjects", "true", "false")]
    [InlineData("SearchOrganisations", "pageSize", "1", "2")]
    [InlineData("GetProject", "asOf", "2027-01-01", "2027-01-02")]
    [InlineData("GetOrganisation", "asOf", "2027-01-01", "2027-01-02")]
    [InlineData("GetReferenceData", "language", "en", "ro")]
    public async Task A_single_parameter_that_is_repeated_is_refused(string operation, string parameter, string one, string other) =>
        await RefusedAsync(operation, $"{parameter}={one}&{parameter}={other}", parameter);

    [Theory]
    [InlineData("SearchProjects", "country=ZZ", "country")]
    [InlineData("SearchProjects", "country=md", "country")]
    [InlineData("SearchProjects", "country=MD&country=Moldova", "country")]
    [InlineData("SearchProjects", "country=MD,RO", "country")]
    [InlineData("SearchProjects", "topic=music", "topic")]
    [InlineData("SearchProjects", "topic=edu&topic=EDU", "topic")]
    [InlineData("SearchProjects", "organisationId=7", "organisationId")]
    [InlineData("SearchProjects", "activityType=group", "activityType")]
    [InlineData("SearchProjects", "support=cooking", "support")]
    [InlineData("SearchProjects", "availability=closed", "availability")]
    [InlineData("SearchProjects", "availability=Open", "availability")]
    [InlineData("SearchProjects", "sort=title", "sort")]
    [InlineData("SearchProjects", "sort=distance", "sort")]
    [InlineData("SearchProjects", "sort=relevance", "sort")]
    [InlineData("SearchProjects", "sort=fit", "sort")]
    [InlineData("SearchProjects", "strand=sports", "strand")]
    [InlineData("SearchProjects", "eligibleCountry=Europe", "eligibleCountry")]
    [InlineData("SearchProjects", "near=Chisinau", "near")]
    [InlineData("SearchProjects", "near=47", "near")]
    [InlineData("SearchProjects", "near=47,28,1", "near")]
    [InlineData("SearchProjects", "near=91,28", "near")]
    [InlineData("SearchProjects", "near=47,181", "near")]
    [InlineData("SearchProjects", "near=47,%2028", "near")]
    [InlineData("SearchProjects", "near=NaN,28", "near")]
    [InlineData("SearchProjects", "near=1e1,28", "near")]
    [InlineData("SearchProjects", "radiusKm=50", "radiusKm")]
    [InlineData("SearchProjects", "near=47,28&radiusKm=0", "radiusKm")]
    [InlineData("SearchProjects", "near=47,28&radiusKm=-5", "radiusKm")]
    [InlineData("SearchProjects", "near=47,28&radiusKm=20001", "radiusKm")]
    [InlineData("SearchProjects", "near=47,28&radiusKm=NaN", "radiusKm")]
    [InlineData("SearchProjects", "near=47,28&radiusKm=far", "radiusKm")]
    [InlineData("SearchProjects", "minWeeks=0", "minWeeks")]
    [InlineData("SearchProjects", "maxWeeks=521", "maxWeeks")]
    [InlineData("SearchProjects", "minWeeks=2.5", "minWeeks")]
    [InlineData("SearchProjects", "minWeeks=8&maxWeeks=7", "maxWeeks")]
    [InlineData("SearchProjects", "freeFrom=2027-06-01", "freeTo")]
    [InlineData("SearchProjects", "freeTo=2027-06-01", "freeFrom")]
    [InlineData("SearchProjects", "freeFrom=2027-06-02&freeTo=2027-06-01", "freeTo")]
    [InlineData("SearchProjects", "freeFrom=1999-12-31&freeTo=2027-06-01", "freeFrom")]
    [InlineData("SearchProjects", "freeFrom=2027-06-01&freeTo=2101-01-01", "freeTo")]
    [InlineData("SearchProjects", "freeFrom=01/06/2027&freeTo=2027-06-01", "freeFrom")]
    [InlineData("SearchProjects", "fit=any", "fit")]
    [InlineData("SearchProjects", "fit=misses&freeFrom=2027-06-01&freeTo=2027-07-01", "fit")]
    [InlineData("SearchProjects", "language=xx", "language")]
    [InlineData("GetProjectFacets", "facet=town", "facet")]
    [InlineData("GetProjectFacets", "sort=start", "sort")]
    [InlineData("GetProjectFacets", "radiusKm=50", "radiusKm")]
    [InlineData("GetOrganisationFacets", "topic=music", "topic")]
    [InlineData("SearchOrganisations", "country=EU", "country")]
    [InlineData("SearchOrganisations", "topic=music", "topic")]
    [InlineData("SearchOrganisations", "support=cooking", "support")]
    [InlineData("SearchOrganisations", "hasOpenProjects=yes", "hasOpenProjects")]
    [InlineData("SearchOrganisations", "hasOpenProjects=1", "hasOpenProjects")]
    [InlineData("SearchOrganisations", "sort=deadline", "sort")]
    [InlineData("SearchOrganisations", "text=a%00b", "text")]
    public async Task A_value_that_is_not_known_is_refused(string operation, string query, string parameter) =>
        await RefusedAsync(operation, query, parameter);

    [Theory]
    [InlineData("2027-1-5")]
    [InlineData("01/02/2027")]
    [InlineData("2027-02-30")]
    [InlineData("2027-13-01")]
    [InlineData("2027-00-10")]
    [InlineData("20270110")]
    [InlineData("2027-01-10T00:00:00")]
    [InlineData("2027-01-10Z")]
    [InlineData("%202027-01-10")]
    [InlineData("2027-01-10%20")]
    [InlineData("today")]
    [InlineData("27-01-10")]
    [InlineData("02027-01-10")]
    [InlineData("٢٠٢٧-٠١-١٠")]
    // Outside of the calendar that requests may name.
    [InlineData("1999-12-31")]
    [InlineData("2101-01-01")]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    public async Task A_date_is_written_in_one_way_and_lies_in_the_calendar(string date)
    {
        foreach (var parameter in new[] { "asOf", "startsFrom", "startsTo", "deadlineFrom", "deadlineTo" })
        {
            await RefusedAsync("SearchProjects", $"{parameter}={date}", parameter);
        }

        foreach (var operation in new[] { "SearchOrganisations", "GetProject", "GetOrganisation" })
        {
            await RefusedAsync(operation, $"asOf={date}", "asOf");
        }
    }

    [Theory]
    [InlineData("2000-01-01")]
    [InlineData("2100-12-31")]
    [InlineData("2028-02-29")]
    public async Task The_first_and_the_last_day_of_the_calendar_are_understood(string date)
    {
        foreach (var operation in new[] { "SearchProjects", "SearchOrganisations", "GetProject", "GetOrganisation" })
        {
            await api.GetJsonAsync(api.Path(operation, $"asOf={date}"));
        }
    }

    [Theory]
    [InlineData("startsFrom=2027-01-02&startsTo=2027-01-01", "startsTo")]
    [InlineData("deadlineFrom=2027-01-02&deadlineTo=2027-01-01", "deadlineTo")]
    public async Task A_range_that_ends_before_it_begins_is_refused(string query, string parameter) =>
        await RefusedAsync("SearchProjects", query, parameter);

    [Theory]
    [InlineData("page=0", "page")]
    [InlineData("page=-1", "page")]
    [InlineData("page=1.5", "page")]
    [InlineData("page=one", "page")]
    [InlineData("page=10001", "page")]
    [InlineData("page=99999999999", "page")]
    [InlineData("page=2147483647&pageSize=100", "page")]
    [InlineData("page=101&pageSize=100", "page")]
    [InlineData("page=501", "page")]
    [InlineData("pageSize=0", "pageSize")]
    [InlineData("pageSize=101", "pageSize")]
    [InlineData("pageSize=-5", "pageSize")]
    [InlineData("pageSize=all", "pageSize")]
    public async Task Pages_have_limits(string query, string parameter)
    {
        await RefusedAsync("SearchProjects", query, parameter);
        await RefusedAsync("SearchOrganisations", query, parameter);
    }

    [Theory]
    [InlineData("page=100&pageSize=100")]
    [InlineData("page=500")]
    [InlineData("page=10000&pageSize=1")]
    public async Task The_deepest_page_is_answered(string query)
    {
        await api.GetJsonAsync($"/v1/projects?{query}");
        await api.GetJsonAsync($"/v1/organisations?{query}");
    }

    [Theory]
    [InlineData("country", "MD")]
    [InlineData("topic", "edu")]
    [InlineData("support", "mentoring")]
    [InlineData("availability", "open")]
    [InlineData("activityType", "team")]
    [InlineData("organisationId", "01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11")]
    public async Task A_list_takes_fifty_values_and_no_more(string parameter, string value)
    {
        var fifty = string.Join('&', Enumerable.Repeat($"{parameter}={value}", 50));

        await api.GetJsonAsync($"/v1/projects?{fifty}");
        await RefusedAsync("SearchProjects", $"{fifty}&{parameter}={value}", parameter);
        await RefusedAsync("SearchProjects", string.Join('&', Enumerable.Repeat(fifty, 30)), parameter);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once_under_names_in_camel_case()
    {
        var problem = await api.GetProblemAsync(
            "/v1/projects?country=ZZ&topic=music&startsFrom=2027-01-02&startsTo=2027-01-01&pageSize=0&sort=title", HttpStatusCode.BadRequest);

        Assert.Equal(
            ["country", "pageSize", "sort", "startsTo", "topic"],
            problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order());
    }

    [Theory]
    [InlineData("/v1/projects/7")]
    [InlineData("/v1/projects/not-a-key")]
    [InlineData("/v1/organisations/7")]
    public async Task A_key_that_is_none_is_refused(string path)
    {
        var problem = await api.GetProblemAsync(path, HttpStatusCode.BadRequest);

        Assert.True(problem.GetProperty("errors").TryGetProperty("id", out _));
    }

    private async Task RefusedAsync(string operation, string query, params string[] parameters)
    {
        var problem = await api.GetProblemAsync(api.Path(operation, query), HttpStatusCode.BadRequest);

        Assert.Equal("validationFailed", problem.GetProperty("code").GetString());
        Assert.Equal("urn:portal:problem:validationFailed", problem.GetProperty("type").GetString());
        Assert.Equal(parameters, problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        Assert.All(problem.GetProperty("errors").EnumerateObject(), error =>
        {
            Assert.NotEqual(0, error.Value.GetArrayLength());
            Assert.All(error.Value.EnumerateArray(), message => Assert.False(string.IsNullOrWhiteSpace(message.GetString())));
        });
    }
}
