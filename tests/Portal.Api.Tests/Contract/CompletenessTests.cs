using Microsoft.OpenApi;
using Portal.Api.Platform.Errors;
using Portal.Api.Platform.OpenApi;
using Portal.Api.Tests.Fixture;

namespace Portal.Api.Tests.Contract;

/// <summary>Whoever reads the contract finds what everything means, what it may be and what can go wrong.</summary>
public sealed class CompletenessTests(PortalApi api) : IClassFixture<PortalApi>
{
    private static readonly OpenApiDocument Contract = PublishedContract.Current;

    [Fact]
    public async Task The_committed_contract_is_what_the_code_gives()
    {
        var rendered = await OpenApiDocuments.RenderAsync(api.Services, OpenApiSpecVersion.OpenApi3_1);
        Assert.Equal(rendered, (await File.ReadAllTextAsync(PublishedContract.Path)).ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task The_served_contract_is_the_committed_one()
    {
        var served = await api.Client.GetStringAsync("/openapi.yaml");
        Assert.Equal((await File.ReadAllTextAsync(PublishedContract.Path)).ReplaceLineEndings("\n"), served);
    }

    [Fact]
    public void The_operations_have_the_names_that_outside_programs_call() => Assert.Equal(
        [
            "checkEligibility POST /v1/projects/{id}/eligibility",
            "confirmProject POST /v1/partner/projects/{externalId}/confirm",
            "createWebhook POST /v1/partner/webhooks",
            "deleteWebhook DELETE /v1/partner/webhooks/{id}",
            "exportProjects GET /v1/projects/export",
            "getOEmbed GET /v1/oembed",
            "getOrganisation GET /v1/organisations/{id}",
            "getOrganisationChanges GET /v1/changes/organisations",
            "getOrganisationFacets GET /v1/organisations/facets",
            "getPartner GET /v1/partner",
            "getPartnerOrganisation GET /v1/partner/organisations/{externalId}",
            "getPartnerProject GET /v1/partner/projects/{externalId}",
            "getProject GET /v1/projects/{id}",
            "getProjectCalendar GET /v1/projects/deadlines.ics",
            "getProjectChanges GET /v1/changes/projects",
            "getProjectEvent GET /v1/projects/{id}/event.ics",
            "getProjectFacets GET /v1/projects/facets",
            "getProjectFeed GET /v1/projects/feed",
            "getProjectHistory GET /v1/projects/{id}/history",
            "getReferenceData GET /v1/reference",
            "getSitemap GET /v1/sitemap",
            "getSitemapPages GET /v1/sitemap/pages",
            "getWebhook GET /v1/partner/webhooks/{id}",
            "listPartnerOrganisations GET /v1/partner/organisations",
            "listPartnerProjects GET /v1/partner/projects",
            "listWebhooks GET /v1/partner/webhooks",
            "replayWebhook POST /v1/partner/webhooks/{id}/replay",
            "rotatePartnerKey POST /v1/partner/key/rotate",
            "searchOrganisations GET /v1/organisations",
            "searchProjects GET /v1/projects",
            "suggestProjects GET /v1/projects/suggestions",
            "updateWebhook PATCH /v1/partner/webhooks/{id}",
            "upsertOrganisation PUT /v1/partner/organisations/{externalId}",
            "upsertProject PUT /v1/partner/projects/{externalId}",
            "upsertProjects POST /v1/partner/projects/batch",
            "withdrawOrganisation DELETE /v1/partner/organisations/{externalId}",
            "withdrawProject DELETE /v1/partner/projects/{externalId}",
        ],
        Contract.Operations().Select(named => $"{named.Operation.OperationId} {named.Name}").Order(StringComparer.Ordinal));

    [Fact]
    public void Every_operation_says_what_it_does_and_how_it_can_fail()
    {
        foreach (var (name, path, operation) in Contract.Operations())
        {
            Assert.False(string.IsNullOrWhiteSpace(operation.Summary), $"{name} has no summary");
            Assert.False(string.IsNullOrWhiteSpace(operation.Description), $"{name} has no description");
            var isPartners = path.StartsWith("/v1/partner", StringComparison.Ordinal);
            Assert.Superset(
                (HashSet<string>)[.. operation.RequestBody is null ? isPartners ? [] : ["304", "400"] : (string[])["400", "413", "415"], .. isPartners ? (string[])["401", "403"] : [], "429", "500", "503"],
                operation.Responses!.Keys.ToHashSet());
            Assert.Contains(operation.Responses.Keys, status => status[0] == '2');
            Assert.Equal(isPartners ? 1 : 0, operation.Security?.Count);
            foreach (var (status, response) in operation.Responses!)
            {
                Assert.False(string.IsNullOrWhiteSpace(response.Description), $"{name} {status} has no description");
                if (status[0] is '4' or '5')
                {
                    Assert.Equal([Problem.MediaType], response.Content!.Keys);
                }
            }
        }
    }

    [Fact]
    public void Every_parameter_has_a_meaning_and_an_example()
    {
        foreach (var (name, _, operation) in Contract.Operations())
        {
            foreach (var parameter in operation.Parameters ?? [])
            {
                Assert.False(string.IsNullOrWhiteSpace(parameter.Description), $"{name} {parameter.Name} has no description");
                Assert.True(parameter.Example is not null, $"{name} {parameter.Name} has no example");
            }
        }
    }

    [Fact]
    public void Every_schema_and_property_has_a_meaning_and_every_value_an_example()
    {
        foreach (var (schemaName, schema) in Contract.Components!.Schemas!)
        {
            Assert.False(string.IsNullOrWhiteSpace(schema.Description), $"{schemaName} has no description");
            foreach (var (name, property) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
            {
                Assert.False(string.IsNullOrWhiteSpace(property.Description), $"{schemaName}.{name} has no description");
                var isComposed = property is OpenApiSchemaReference || property.AnyOf is { Count: > 0 }
                    || property.Items is OpenApiSchemaReference;
                Assert.True(isComposed || property.Examples is { Count: > 0 }, $"{schemaName}.{name} has no example");
            }
        }
    }

    [Fact]
    public void Every_body_is_JSON_has_to_be_there_and_says_how_large_it_may_be()
    {
        var bodies = Contract.Operations().Where(named => named.Operation.RequestBody is not null).ToList();
        Assert.NotEmpty(bodies);
        Assert.All(bodies, named =>
        {
            Assert.Equal(["application/json"], named.Operation.RequestBody!.Content!.Keys);
            Assert.True(named.Operation.RequestBody.Required);
            Assert.Matches(@"\w.* At most \d+ bytes\.$", named.Operation.RequestBody.Description);
        });
    }

    [Fact]
    public void Requests_list_everything_say_what_they_need_and_close_their_codes()
    {
        Assert.NotEmpty(Requests);
        Assert.All(Requests, schema =>
        {
            Assert.False(schema.Value.AdditionalPropertiesAllowed, $"{schema.Key} is open");
            Assert.All(schema.Value.Properties!.Values, property => Assert.DoesNotContain("x-extensible-enum", (property.Items ?? property).Extensions?.Keys ?? []));
        });
        Assert.Equal(["country", "endsOn", "organisationExternalId", "startsOn", "title"], Contract.Components!.Schemas!["ProjectWrite"].Required!.Order());
        Assert.Empty(Contract.Components.Schemas["EligibilityQuestion"].Required ?? new HashSet<string>());
        Assert.Equal(
            ["mentoring", "physicalEnvironment", "participationSupport", "dietary", "other"],
            Contract.Components!.Schemas!["EligibilityQuestion"].Properties!["supports"].Items!.Enum!.Select(code => code.GetValue<string>()));
    }

    [Fact]
    public async Task Yes_and_no_are_texts_to_every_reader_of_YAML() =>
        Assert.DoesNotMatch("(?im)^ *(- |[a-z]+: )(yes|no|on|off|y|n)$", (await File.ReadAllTextAsync(PublishedContract.Path)).ReplaceLineEndings("\n"));

    [Fact]
    public void Every_property_of_an_answer_is_always_there_except_the_errors_of_a_problem_what_was_deleted_and_what_linked_data_does_not_know()
    {
        var optional = from schema in Answers
                       from property in schema.Value.Properties ?? new Dictionary<string, IOpenApiSchema>()
                       where schema.Value.Required?.Contains(property.Key) != true
                       select $"{schema.Key}.{property.Key}";
        Assert.Equal(
            [
                "LinkedAddress.addressLocality", "LinkedOffer.validThrough", "LinkedPlace.geo", "OrganisationChange.data", "OrganisationLinkedData.description",
                "OrganisationLinkedData.identifier", "Problem.errors", "ProjectChange.data", "ProjectLinkedData.applicationDeadline", "ProjectLinkedData.description",
                "ProjectLinkedData.inLanguage", "ProjectLinkedData.offers",
            ],
            optional.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Answers_may_come_to_say_more() => Assert.All(
        Answers, schema => Assert.True(schema.Value.AdditionalPropertiesAllowed, $"{schema.Key} is closed"));

    [Fact]
    public void Codes_are_open_in_answers()
    {
        var closed = from schema in Answers
                     from property in schema.Value.Properties ?? new Dictionary<string, IOpenApiSchema>()
                     where (property.Value.Items ?? property.Value).Enum is { Count: > 0 }
                     select $"{schema.Key}.{property.Key}";
        Assert.Empty(closed);
        Assert.Contains("x-extensible-enum", Contract.Components!.Schemas!["ProjectSummary"].Properties!["availability"].Extensions!.Keys);
    }

    private static List<KeyValuePair<string, IOpenApiSchema>> Answers => [.. Contract.Components!.Schemas!.Except(Requests)];

    /// <summary>The bodies of requests, and what is in them.</summary>
    private static List<KeyValuePair<string, IOpenApiSchema>> Requests
    {
        get
        {
            var names = new HashSet<string>();
            var left = new Queue<IOpenApiSchema>(Contract.Operations().SelectMany(named => named.Operation.RequestBody?.Content?.Values ?? []).Select(content => content.Schema!));
            while (left.TryDequeue(out var schema))
            {
                if (schema is not OpenApiSchemaReference reference || names.Add(reference.Reference.Id!))
                {
                    foreach (var part in (schema.Properties?.Values ?? []).Concat(schema.AnyOf ?? []).Append(schema.Items).OfType<IOpenApiSchema>())
                    {
                        left.Enqueue(part);
                    }
                }
            }

            return [.. names.Select(name => KeyValuePair.Create(name, Contract.Components!.Schemas![name]))];
        }
    }
}
