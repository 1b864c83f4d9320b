using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.OpenApi;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Errors;
using Portal.Api.Platform.Limits;
using Portal.Api.Platform.LinkedData;
using Portal.Api.Platform.Paging;
using Portal.Api.Platform.Security;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Portal.Api.Platform.OpenApi;

/// <summary>Gives every operation each of its error answers, reads their validators and 304, and bodies their size.</summary>
public sealed class ContractOperations : IOperationFilter
{
    private static readonly ApiError[] OfEveryOperation = [ApiError.TooManyRequests, ApiError.InternalError, ApiError.DatabaseUnavailable, ApiError.Overloaded];

    private static readonly ApiError[] OfPartners = [ApiError.KeyMissing, ApiError.KeyUnknown, ApiError.KeyExpired, ApiError.KeyRevoked, ApiError.ScopeMissing];

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        operation.Responses ??= [];
        if (context.MethodInfo.GetCustomAttribute<PublicReadAttribute>() is not null)
        {
            // Nobody needs a key to read.
            operation.Security = [];
            DescribeCaching(operation);
        }

        if (context.MethodInfo.GetCustomAttribute<PublicReadAttribute>() is { IsStreamed: true })
        {
            AddHeader(operation, "Content-Disposition", Header("What to call the file.", JsonSchemaType.String, "attachment; filename=projects-2027-01-10.ndjson"));
            AddHeader(operation, "Link", Header("The licence of the data (RFC 8288).", JsonSchemaType.String, "<https://creativecommons.org/licenses/by/4.0/>; rel=\"license\""));
        }

        if (context.MethodInfo.GetCustomAttribute<NeverStoredAttribute>() is not null)
        {
            operation.Security = [];
            AddHeader(operation, "Cache-Control", Header("The answer is for the person who asked alone.", JsonSchemaType.String, NeverStoredAttribute.CacheControl));
        }

        if (context.MethodInfo.GetCustomAttribute<SendsAttribute>() is { } sends && operation.Responses["200"] is OpenApiResponse document)
        {
            document.Content = sends.MediaTypes.ToDictionary(
                mediaType => mediaType, IOpenApiMediaType (_) => new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        }

        var partner = context.MethodInfo.GetCustomAttribute<PartnerOperationAttribute>();
        if (partner is not null)
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(OpenApiDocuments.KeyScheme, context.Document)] = [] }];
        }

        if (context.MethodInfo.GetCustomAttribute<LinkedDataTooAttribute>() is { Form: var form })
        {
            context.SchemaGenerator.GenerateSchema(form, context.SchemaRepository);
            operation.Responses!["200"].Content![LinkedDataTooAttribute.MediaType] =
                new OpenApiMediaType { Schema = new OpenApiSchemaReference(form.Name, context.Document) };
        }

        DescribeConditions(operation, context.MethodInfo);
        if (operation.RequestBody is OpenApiRequestBody body)
        {
            body.Required = true;
            var size = context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<IRequestSizeLimitMetadata>().Single().MaxRequestBodySize;
            body.Description = string.Create(CultureInfo.InvariantCulture, $"{body.Description} At most {size} bytes.").TrimStart();
        }

        if (context.ApiDescription.SupportedResponseTypes.Any(answer => answer.Type?.IsAssignableTo(typeof(IPage)) == true))
        {
            DescribeLinks(operation);
        }

        var problem = context.SchemaGenerator.GenerateSchema(typeof(Problem), context.SchemaRepository);
        var errors = context.MethodInfo.GetCustomAttribute<FailsAttribute>()?.Errors ?? [];
        foreach (var status in errors.Concat(partner is null ? [] : OfPartners).Concat(OfEveryOperation).GroupBy(error => error.Status).OrderBy(group => group.Key))
        {
            operation.Responses[$"{status.Key}"] = new OpenApiResponse
            {
                Description = string.Join(" ", status.Select(error => $"{error.Title} (code `{error.Code}`).")),
                Content = new Dictionary<string, IOpenApiMediaType>
                {
                    [Problem.MediaType] = new OpenApiMediaType { Schema = problem },
                },
                Headers = status.Key is 429 or 503
                    ? new Dictionary<string, IOpenApiHeader> { ["Retry-After"] = Header("Seconds to wait before asking again.", JsonSchemaType.Integer, 2) }
                    : null,
            };
        }

        foreach (var status in operation.Responses.Keys.Where(status => status[0] == '2' || status == "429").ToList())
        {
            DescribeLimits(operation, context, status);
        }
    }

    private static void DescribeCaching(OpenApiOperation operation)
    {
        var tag = Header("Changes exactly when the content does; give it back in If-None-Match.", JsonSchemaType.String, "\"5f2c9a0e41d8b7364f10c2a97be85d03\"");
        var lifetime = Header("How long the answer may be reused, by a shared cache for half as long; never beyond the day in Brussels.", JsonSchemaType.String, Lifetime.Of(60, TimeSpan.MaxValue));
        if (operation.Responses!["200"] is OpenApiResponse found)
        {
            found.Headers = new Dictionary<string, IOpenApiHeader> { ["ETag"] = tag, ["Cache-Control"] = lifetime };
        }

        operation.Responses["304"] = new OpenApiResponse
        {
            Description = "The content is still the one whose ETag was given in If-None-Match.",
            Headers = new Dictionary<string, IOpenApiHeader> { ["ETag"] = tag, ["Cache-Control"] = lifetime },
        };
        AddHeaderParameter(operation, "If-None-Match", "The ETag of the answer that the client has already.", "\"5f2c9a0e41d8b7364f10c2a97be85d03\"");
    }

    private static void DescribeLimits(OpenApiOperation operation, OperationFilterContext context, string status)
    {
        var kind = RequestKinds.Of(new EndpointMetadataCollection(context.ApiDescription.ActionDescriptor.EndpointMetadata.Append(context.ApiDescription.ActionDescriptor)))!.Value;
        var kept = status[0] == '2' && context.MethodInfo.IsDefined(typeof(PublicReadAttribute)) ? " Left out where the answer was kept, which is not counted." : "";
        var usual = OpenApiDocuments.UsualLimits.Anonymous.Of(kind);
        AddHeader(operation, "RateLimit-Policy", Header($"How many such requests (q) may be sent in how many seconds (w).{kept}", JsonSchemaType.String, $"\"{kind.Name()}\";q={usual};w=60"), status);
        AddHeader(operation, "RateLimit", Header($"How many are left (r), and in how many seconds all of them will be (t).{kept}", JsonSchemaType.String, $"\"{kind.Name()}\";r={usual - 5};t=1"), status);
    }

    private static void DescribeConditions(OpenApiOperation operation, MethodInfo action)
    {
        const string Example = "\"4711\"";
        var (isWrite, isRead) = (action.IsDefined(typeof(ConditionalWriteAttribute)), action.IsDefined(typeof(VersionedReadAttribute)));
        if (isWrite)
        {
            AddHeaderParameter(operation, "If-Match", "Only write where the record has one of these ETags; * stands for any.", Example);
            AddHeaderParameter(operation, "If-None-Match", "Only write where the record has none of these ETags; * means only where there is no record.", "*");
        }

        if (isRead)
        {
            AddHeaderParameter(operation, "If-None-Match", "The ETag of the record that the client has already.", Example);
            operation.Responses!["304"] = new OpenApiResponse { Description = "The record still has the ETag that was given in If-None-Match." };
        }

        // A withdrawal answers without a record.
        foreach (var status in isWrite || isRead ? (string[])["200", "201"] : [])
        {
            AddHeader(operation, "ETag", Header("The record's change number; give it back in If-Match or If-None-Match.", JsonSchemaType.String, Example), status);
        }
    }

    private static void AddHeaderParameter(OpenApiOperation operation, string name, string description, string example) =>
        (operation.Parameters ??= []).Add(new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 1000 },
            Example = example,
        });

    private static void DescribeLinks(OpenApiOperation operation)
    {
        AddHeader(operation, "Link", Header(
            "The first, last, previous and next page (RFC 8288), as far as there are such.",
            JsonSchemaType.String,
            "</v1/projects?page=1>; rel=\"first\", </v1/projects?page=31>; rel=\"last\", </v1/projects?page=2>; rel=\"next\""));
    }

    private static void AddHeader(OpenApiOperation operation, string name, OpenApiHeader header, string status = "200")
    {
        if (operation.Responses!.GetValueOrDefault(status) is OpenApiResponse found)
        {
            (found.Headers ??= new Dictionary<string, IOpenApiHeader>())[name] = header;
        }
    }

    private static OpenApiHeader Header(string description, JsonSchemaType type, JsonNode example) =>
        new() { Description = description, Schema = new OpenApiSchema { Type = type }, Example = example };
}
