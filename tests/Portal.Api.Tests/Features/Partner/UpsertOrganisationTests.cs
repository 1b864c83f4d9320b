using System.Net;
using System.Text.Json.Nodes;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Features.Partner;

public sealed class UpsertOrganisationTests(PortalApi api) : IClassFixture<PortalApi>
{
    [Fact]
    public async Task It_is_published_whole_and_the_same_again_changes_nothing()
    {
        var partner = await PartnerClient.AddAsync(api);
        var body = PartnerClient.Organisation(
            ("pic", "948414467"), ("description", "We run a **house**."), ("town", "Chișinău"), ("location", new JsonObject { ["latitude"] = 47.0245, ["longitude"] = 28.8323 }),
            ("website", "https://example.org"), ("email", "hello@example.org"), ("phone", "+373 22 000 000"), ("topics", new JsonArray("edu")),
            ("labels", new JsonArray(new JsonObject { ["role"] = "host", ["reference"] = "2025-1-MD01-ESC50-000123", ["validUntil"] = "2027-12-31" })),
            ("inclusionSupports", new JsonArray("mentoring")));

        var written = await partner.SendAsync(HttpStatusCode.Created, HttpMethod.Put, "/v1/partner/organisations/casa", body);
        foreach (var (name, value) in body)
        {
            Assert.True(JsonNode.DeepEquals(value, JsonNode.Parse(written.GetProperty(name).GetRawText())), $"{name} became {written.GetProperty(name)}");
        }

        Assert.Equal(written.GetRawText(), (await partner.SendAsync(HttpStatusCode.OK, HttpMethod.Put, "/v1/partner/organisations/casa", body)).GetRawText());
        var shown = await api.GetJsonAsync($"/v1/organisations/{written.GetProperty("id").GetString()}");
        Assert.Equal("hello@example.org", shown.GetProperty("email").GetString());
    }

    [Fact]
    public async Task Every_broken_field_is_told_at_once()
    {
        var partner = await PartnerClient.AddAsync(api);
        var problem = await partner.ProblemAsync(HttpStatusCode.BadRequest, HttpMethod.Put, "/v1/partner/organisations/bad", new JsonObject
        {
            ["pic"] = "12",
            ["country"] = "XX",
            ["email"] = "not an address",
            ["website"] = "example.org",
            ["topics"] = new JsonArray("golf"),
            ["labels"] = new JsonArray(new JsonObject { ["role"] = "king" }, new JsonObject()),
            ["inclusionSupports"] = new JsonArray("money"),
        });
        Assert.Equal(
            ["country", "email", "inclusionSupports", "labels[1].role", "name", "pic", "topics", "website"],
            problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_PIC_is_of_one_organisation_only()
    {
        var partner = await PartnerClient.AddAsync(api);
        await partner.PublishOrganisationAsync("one", PartnerClient.Organisation(("pic", "111111111")));
        var problem = await partner.ProblemAsync(HttpStatusCode.BadRequest, HttpMethod.Put, "/v1/partner/organisations/two", PartnerClient.Organisation(("pic", "111111111")));
        Assert.Equal("pic", Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task A_new_name_changes_its_projects_too()
    {
        var partner = await PartnerClient.WithOrganisationAsync(api);
        var before = await partner.PublishAsync("club");
        await partner.PublishOrganisationAsync("casa", PartnerClient.Organisation(("name", "Renamed")));
        var after = await partner.GetAsync("/v1/partner/projects/club");
        Assert.True(after.GetProperty("changeNumber").GetInt64() > before.GetProperty("changeNumber").GetInt64());
    }
}
