using System.IO.Compression;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.AspNetCore.ResponseCompression;
using Portal.Api.Data;
using Portal.Api.Features.Partner;
using Portal.Api.Features.Projects;
using Portal.Api.Import;
using Portal.Api.Import.DataSets;
using Portal.Api.Platform;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Database;
using Portal.Api.Platform.Errors;
using Portal.Api.Platform.Limits;
using Portal.Api.Platform.LinkedData;
using Portal.Api.Platform.Observability;
using Portal.Api.Platform.OpenApi;
using Portal.Api.Platform.Paging;
using Portal.Api.Platform.Search;
using Portal.Api.Platform.Security;
using Portal.Api.Platform.Validation;
using Portal.Api.Platform.Webhooks;
using Portal.Api.Snapshots;

namespace Portal.Api;

/// <summary>The API as a web server: what it is made of, and the way a request takes through it.</summary>
public static class WebServer
{
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = CreateBuilder(args);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        AddServices(builder.Services, builder.Configuration);
        await using var app = builder.Build();
        UseRequestPipeline(app);

        using var stop = new StopRequest();
        try
        {
            await app.Services.GetRequiredService<DatabaseStartup>().PrepareAsync(withSampleData: true, stop.Token);
            await app.RunAsync(stop.Token);
            return 0;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return 0;
        }
        catch (StartupException exception)
        {
            return Fail(exception.Message);
        }
        catch (IOException exception) when (exception.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            return Fail($"{exception.Message.TrimEnd('.')}; stop the program that uses it or choose another with ASPNETCORE_URLS.");
        }
    }

    /// <summary>Settings lie beside the program, wherever it is started from.</summary>
    internal static WebApplicationBuilder CreateBuilder(string[] args) =>
        WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });

    internal static void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<BrusselsClock>();
        services.AddAnswerCache();
        services.AddLimits();
        services.AddPortalDatabase();
        services.AddScoped<SampleData>();
        services.AddScoped<Erasure>();
        services.AddSingleton<ProjectImport>();
        services.AddSingleton<DataSetImport>();
        services.AddSingleton<DataSetExport>();
        services.AddSingleton<Snapshot>();

        services.AddScoped<ServiceFactory>(provider => provider.GetRequiredService);
        services.AddScoped<IMediator, Mediator>();
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ValidationBehaviour<,>));
        services.Scan(scan => scan.FromAssemblyOf<PortalDbContext>()
            .AddClasses(classes => classes.AssignableTo(typeof(IRequestHandler<,>))).AsImplementedInterfaces().WithScopedLifetime());
        services.AddValidatorsFromAssemblyContaining<PortalDbContext>(ServiceLifetime.Singleton);
        services.AddAutoMapper(mapping => mapping.LicenseKey = configuration["AutoMapper:LicenseKey"], typeof(PortalDbContext).Assembly);

        services.AddSingleton<SpellingCorrection>();
        services.AddSingleton<SearchTextReader>();
        services.AddSingleton<ProjectSearchReader>();
        services.AddSingleton<ProjectDetailReader>();
        services.AddSingleton(new PublicSite(configuration));
        services.AddSingleton<DeadEnds>();
        services.AddSingleton<ProjectWriter>();

        services.AddSingleton<QueryParameters>();
        services.AddControllers(options =>
            {
                options.ModelBinderProviders.Insert(0, new DateBinder());
                options.ModelBinderProviders.Insert(0, new RequestBodyBinder());
                options.Filters.Add<StrictQueryFilter>();
                options.Filters.Add<PageLinksFilter>();
                options.Filters.Add<Freshness>();
                // The rules of a request are its validator's; annotations are for the contract.
                options.ModelValidatorProviders.Clear();
                options.ModelBindingMessageProvider.SetAttemptedValueIsInvalidAccessor((value, _) => $"'{value}' is not a value for this parameter.");
                options.ModelBindingMessageProvider.SetNonPropertyAttemptedValueIsInvalidAccessor(value => $"'{value}' is not a value for this parameter.");
                options.OutputFormatters.RemoveType<StringOutputFormatter>();
                options.Filters.Add(new ProducesAttribute("application/json"));
                options.RespectBrowserAcceptHeader = true;
                LinkedDataFormatter.AddTo(options.OutputFormatters);
            })
            .AddJsonOptions(options => WireFormat.Configure(options.JsonSerializerOptions));
        services.ConfigureHttpJsonOptions(options => WireFormat.Configure(options.SerializerOptions));
        services.AddFailures();
        PartnerAuthentication.AddTo(services);
        services.AddWebhooks(configuration);
        services.AddOpenApiDocuments();
        services.AddHealth();
        services.AddTelemetry(configuration);
        services.AddCors(options => options.AddDefaultPolicy(PublicCors.Allow));
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, Problem.MediaType, LinkedDataTooAttribute.MediaType, "application/yaml", "application/x-ndjson", "text/csv", "application/atom+xml", "application/feed+json", "text/calendar"];
        });
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
    }

    private static void UseRequestPipeline(WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<SecurityHeaders>();
        app.UseCors();
        app.UseMiddleware<CachedReads>();
        app.UseResponseCompression();
        app.UseMiddleware<HeadAsGet>();
        app.UseFailures();
        app.UseRouting();
        app.UseMiddleware<PublicReads>();
        app.UseLimits();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapControllers();
        app.MapHealth();
        app.MapPrometheusScrapingEndpoint();
        app.MapOpenApiDocuments();
    }

    private static int Fail(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 1;
    }
}
