using Microsoft.OpenApi;
using Portal.Api.Platform.Webhooks;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Portal.Api.Platform.OpenApi;

/// <summary>Describes the messages that partners' webhooks get, in the section that OpenAPI 3.1 has for them.</summary>
public sealed class ContractWebhooks : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context) => swaggerDoc.Webhooks = new Dictionary<string, IOpenApiPathItem>
    {
        ["projectEvent"] = Message<ProjectEvent>(swaggerDoc, context, "projectEvent", "Something happened to a project"),
        ["organisationEvent"] = Message<OrganisationEvent>(swaggerDoc, context, "organisationEvent", "Something happened to an organisation"),
    };

    private static OpenApiPathItem Message<T>(OpenApiDocument document, DocumentFilterContext context, string id, string summary) => new()
    {
        Operations = new()
        {
            [HttpMethod.Post] = new OpenApiOperation
            {
                OperationId = id,
                Summary = summary,
                Description = """
                    Sent to the address of a webhook, signed as Standard Webhooks has it: webhook-signature has, separated by
                    spaces, v1, and the base64 of the HMAC-SHA256 of webhook-id, webhook-timestamp and the body, joined with
                    dots, for each secret that is valid. A message comes at least once; the one that follows for the same
                    record is not sent before. Any answer from 200 to 299 takes it. Otherwise it is sent again after about 5
                    seconds, 5 minutes, 30 minutes, 2, 5, 10, 14, 20 and 24 hours, and then daily, as the record is then.
                    Retry-After of 429 and 503 is respected for up to a day. After three days without one success the webhook
                    is disabled, and after 410 at once.
                    """,
                Tags = new HashSet<OpenApiTagReference> { new("Webhooks", document) },
                Security = [],
                Parameters =
                [
                    Header("webhook-id", "The same with every attempt and replay: whoever has seen it may answer 200 and do nothing.", JsonSchemaType.String, "msg_01980f3a6c1b7f609d553b0f2a7e4c12_4711"),
                    Header("webhook-timestamp", "When this attempt was sent, in seconds since 1970. Refuse what is minutes old.", JsonSchemaType.Integer, 1799575200),
                    Header("webhook-signature", "One signature for each secret that is valid; one that is right is enough.", JsonSchemaType.String, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
                ],
                RequestBody = new OpenApiRequestBody
                {
                    Required = true,
                    Content = new Dictionary<string, IOpenApiMediaType>
                    {
                        ["application/json"] = new OpenApiMediaType { Schema = context.SchemaGenerator.GenerateSchema(typeof(T), context.SchemaRepository) },
                    },
                },
                Responses = new OpenApiResponses { ["2XX"] = new OpenApiResponse { Description = "The message was taken." }, ["4XX"] = new OpenApiResponse { Description = "It was not, and comes again; after 410 nothing more comes." } },
            },
        },
    };

    private static OpenApiParameter Header(string name, string description, JsonSchemaType type, System.Text.Json.Nodes.JsonNode example) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = true,
        Description = description,
        Schema = new OpenApiSchema { Type = type },
        Example = example,
    };
}
