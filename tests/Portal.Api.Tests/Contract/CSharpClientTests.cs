using System.Net;
using System.Text;
using Portal.Api.Domain;
using Portal.Api.Tests.Fixture;
using Portal.Client;

namespace Portal.Api.Tests.Contract;

/// <summary>The generated C# client, as a partner uses it, against the running API.</summary>
public sealed class CSharpClientTests(PortalApi api) : IClassFixture<PortalApi>
{
    private PortalClient Client => new(api.Client);

    [Fact]
    public async Task Searches_and_reads_projects()
    {
        var organisation = await api.AddOrganisationAsync();
        var project = await api.AddProjectAsync(Some.Project with { Title = "Kayak workshop", Country = "MD", Location = new(47.01, 28.86) }, organisation);
        await api.AddProjectAsync(Some.Project with { Title = "Kayak workshop", Country = "FR" }, organisation);

        var page = await Client.SearchProjectsAsync(text: "kayak", country: ["MD", "RO"], pageSize: 5);
        Assert.Equal(1, page.Total);
        var found = Assert.Single(page.Items);
        Assert.Equal((project.Id, project.StartsOn, project.Deadline), (found.Id, found.StartsOn, found.Deadline));
        Assert.Equal(28.86, found.Location?.Longitude);

        var detail = await Client.GetProjectAsync(project.Id, asOf: project.EndsOn.AddDays(1));
        Assert.Equal((Availability.Ended, project.Description), (detail.Availability, detail.Description));
        Assert.Null(detail.Fit);
    }

    [Fact]
    public async Task Reads_exports_feeds_and_calendars_as_they_come()
    {
        var project = await api.AddProjectAsync(Some.Project with { Title = "Kazoo band" });

        using var export = await Client.ExportProjectsAsync(organisationId: [project.OrganisationId], format: "csv");
        using var feed = await Client.GetProjectFeedAsync(organisationId: [project.OrganisationId]);
        using var calendar = await Client.GetProjectCalendarAsync(organisationId: [project.OrganisationId]);
        using var stay = await Client.GetProjectEventAsync(project.Id);
        foreach (var answer in new[] { export, feed, calendar, stay })
        {
            Assert.Contains("Kazoo band", await new StreamReader(answer.Stream).ReadToEndAsync(), StringComparison.Ordinal);
        }

        await Assert.ThrowsAsync<PortalApiException<Problem>>(() => Client.ExportProjectsAsync(bom: true));
    }

    [Fact]
    public async Task Searches_and_reads_organisations()
    {
        var organisation = await api.AddOrganisationAsync(Some.Organisation with { Name = "Kite makers of Cahul" });
        await api.AddProjectAsync(organisation: organisation);

        var page = await Client.SearchOrganisationsAsync(text: "kite makers", hasOpenProjects: true);
        Assert.Equal(organisation.Id, Assert.Single(page.Items).Id);

        var profile = await Client.GetOrganisationAsync(organisation.Id);
        Assert.Equal((1, "Kite makers of Cahul"), (profile.Projects.Total, profile.Name));
    }

    [Fact]
    public async Task Reads_reference_data()
    {
        var reference = await Client.GetReferenceDataAsync("ro");
        Assert.Equal("Grecia", reference.Countries.Single(country => country.Code == "GR").Label);
    }

    [Fact]
    public async Task Checks_whether_a_project_takes_somebody()
    {
        var project = await api.AddProjectAsync(Some.Project with { EligibleCountries = ["MD"] });

        var told = await Client.CheckEligibilityAsync(project.Id, new() { Country = "MD", BirthDate = new(2004, 7, 1), Supports = ["dietary"] });
        Assert.Equal(("unclear", "supportsNotStated"), (told.Answer, told.Reasons.Single(reason => reason.Outcome == "unclear").Code));
        Assert.Equal(4, (await Client.CheckEligibilityAsync(project.Id, new())).Reasons.Count);

        var refused = await Assert.ThrowsAsync<PortalApiException<Problem>>(
            () => Client.CheckEligibilityAsync(project.Id, new() { Supports = ["moon"], FreeFrom = new(2027, 1, 1) }));
        Assert.Equal(["freeTo", "supports"], refused.Result.Errors!.Keys.Order());
    }

    [Fact]
    public async Task Registers_changes_and_deletes_webhooks()
    {
        var partner = await PartnerClient.AddAsync(api);
        using var http = api.NewClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", partner.Key);
        var client = new PortalClient(http);

        var created = await client.CreateWebhookAsync(new() { Url = "https://93.184.215.14/changes", Kinds = ["project"], Filters = new() { Country = ["MD"] } });
        Assert.StartsWith("whsec_", created.Secret, StringComparison.Ordinal);
        var disabled = await client.UpdateWebhookAsync(created.Id, new() { State = "disabled" });
        Assert.Equal(("disabled", "MD"), (disabled.State, Assert.Single(disabled.Filters.Country)));
        Assert.Equal(0, (await client.ReplayWebhookAsync(created.Id, new() { AfterChangeNumber = 0 })).ChangeNumber);
        Assert.Equal(created.Id, Assert.Single((await client.ListWebhooksAsync()).Items).Id);
        await client.DeleteWebhookAsync(created.Id);
        Assert.Equal(404, (await Assert.ThrowsAsync<PortalApiException<Problem>>(() => client.GetWebhookAsync(created.Id))).StatusCode);
    }

    [Fact]
    public async Task Throws_the_problem_document_of_an_error_answer()
    {
        var missing = await Assert.ThrowsAsync<PortalApiException<Problem>>(() => Client.GetProjectAsync(Guid.NewGuid()));
        Assert.Equal((404, "projectNotFound"), (missing.StatusCode, missing.Result.Code));

        var refused = await Assert.ThrowsAsync<PortalApiException<Problem>>(() => Client.SearchProjectsAsync(topic: ["moon"], page: 0));
        Assert.Equal((400, "validationFailed"), (refused.StatusCode, refused.Result.Code));
        Assert.Equal(["page", "topic"], refused.Result.Errors!.Keys.Order());
    }

    [Fact]
    public async Task Survives_codes_and_fields_that_it_does_not_know()
    {
        var project = await api.AddProjectAsync();
        var today = await api.Client.GetStringAsync($"/v1/projects/{project.Id}");
        var newer = today
            .Replace("\"availability\":\"open\"", "\"availability\":\"waitingList\",\"mood\":\"good\"", StringComparison.Ordinal)
            .Replace("\"deadlineKind\":\"fixed\"", "\"deadlineKind\":\"rolling\"", StringComparison.Ordinal);
        Assert.NotEqual(today, newer);

        using var http = new HttpClient(new Answering(newer)) { BaseAddress = new Uri("https://portal.example") };
        var detail = await new PortalClient(http).GetProjectAsync(project.Id);
        Assert.Equal(("waitingList", "rolling"), (detail.Availability, detail.DeadlineKind));
    }

    private sealed class Answering(string json) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(json, Encoding.UTF8, "application/json") });
    }
}
