using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.OpenApi;
using Portal.Api.Platform.Limits;
using Swashbuckle.AspNetCore.Swagger;

namespace Portal.Api.Platform.OpenApi;

/// <summary>The contract, made from the code.</summary>
public static partial class OpenApiDocuments
{
    public const string Version = "v1";

    /// <summary>What the contract calls the keys of partners.</summary>
    public const string KeyScheme = "partnerKey";

    internal static readonly RateLimitSettings UsualLimits = new();

    public static IServiceCollection AddOpenApiDocuments(this IServiceCollection services)
    {
        services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc(Version, new OpenApiInfo
            {
                Title = "Portal",
                Version = "1.0.0",
                Summary = "Volunteering projects of the European Youth Portal",
                Description = $"""
                    Organisations publish profiles and volunteering projects; anybody may read and republish them.

                    Every read answers GET and HEAD, carries a strong ETag that changes exactly when the content does, and
                    answers a matching If-None-Match with 304. Answers are compressed with Brotli or gzip on request. A
                    query parameter or a member of a body that an operation does not know is refused, as is a value that
                    it does not know.

                    Answers are kept until something that they show changes, for at most two seconds longer; Cache-Status
                    (RFC 9211) says whether one was. What has to be worked out is counted for each key or address: RateLimit
                    says what is left, and beyond it the answer is 429 with Retry-After. Unless the operator sets others, the
                    limits a minute are, for an address and for a key: {UsualLimits.Anonymous.Search} and {UsualLimits.Key.Search} searches and other
                    reads, {UsualLimits.Anonymous.Bulk} and {UsualLimits.Key.Bulk} pages of changes and exports, {UsualLimits.Anonymous.Writes} and {UsualLimits.Key.Writes} writes.
                    When more is asked than can be answered, it is 503 with Retry-After.

                    Errors are problem documents (RFC 9457) with a stable code. Codes in answers may get new values: a
                    client has to survive one that it does not know.

                    The data may be reused under CC BY 4.0.
                    """,
                License = new OpenApiLicense { Name = "CC BY 4.0", Url = new Uri("https://creativecommons.org/licenses/by/4.0/") },
                Contact = new OpenApiContact { Name = "European Youth Portal", Url = new Uri("https://youth.europa.eu/") },
            });
            options.AddServer(new OpenApiServer { Url = "/", Description = "This server" });
            options.AddSecurityDefinition(KeyScheme, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "The key of a partner, issued by the operator: Authorization: Bearer <key>.",
            });
            options.DescribeAllParametersInCamelCase();
            options.SupportNonNullableReferenceTypes();
            options.NonNullableReferenceTypesAsRequired();
            options.CustomOperationIds(api => api.ActionDescriptor is ControllerActionDescriptor action
                ? JsonNamingPolicy.CamelCase.ConvertName(action.ActionName)
                : null);
            options.IncludeXmlComments(Assembly.GetExecutingAssembly(), includeControllerXmlComments: true);
            options.SchemaFilter<ContractSchemas>();
            options.ParameterFilter<ContractParameters>();
            options.OperationFilter<ContractOperations>();
            options.DocumentFilter<ContractWebhooks>();
            options.DocumentFilter<Sentences>();
        });
        return services;
    }

    /// <summary>Serves the contract at /openapi.yaml and a browsable form of it at /docs.</summary>
    public static void MapOpenApiDocuments(this WebApplication app)
    {
        var yaml = new Lazy<Task<string>>(() => RenderAsync(app.Services, OpenApiSpecVersion.OpenApi3_1));
        app.MapGet("/openapi.yaml", async () => Results.Text(await yaml.Value, "application/yaml"))
            .WithMetadata(new Caching.PublicReadAttribute { FreshForSeconds = 3600, Shows = Caching.ChangesOf.Nothing, Day = Caching.DayOf.Any })
            .ExcludeFromDescription();
        // It would hold every request's path against its own.
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/docs"), docs => docs.UseSwaggerUI(options =>
        {
            options.RoutePrefix = "docs";
            options.DocumentTitle = "Portal API";
            options.SwaggerEndpoint("/openapi.yaml", "Portal");
        }));
    }

    /// <summary>Writes the contract without a database or a server.</summary>
    public static async Task<string> RenderAsync(IServiceProvider services, OpenApiSpecVersion version)
    {
        await using var scope = services.CreateAsyncScope();
        var document = scope.ServiceProvider.GetRequiredService<ISwaggerProvider>().GetSwagger(Version);
        return BareWord().Replace((await document.SerializeAsYamlAsync(version)).ReplaceLineEndings("\n"), "$1'$2'");
    }

    /// <summary>Words that are texts in YAML 1.2, which this is, but true and false to the many readers of YAML 1.1.</summary>
    [GeneratedRegex("^( *(?:- |[A-Za-z]+: ))(yes|no|on|off|y|n)$", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BareWord();
}
