using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Portal.Api.Platform.Caching;

namespace Portal.Api.Platform.Observability;

/// <summary>Metrics for Prometheus at /metrics, and traces where an OTLP endpoint is configured.</summary>
public static class Telemetry
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("portal-api")).WithMetrics(metrics => metrics
            // Requests, connections and the cache. The framework would count authentication, routes and memory of every request as well.
            .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql", CachedReads.MeterName, Webhooks.WebhookMetrics.MeterName)
            .AddPrometheusExporter());
        if (!string.IsNullOrWhiteSpace(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            telemetry.WithTracing(tracing => tracing.AddAspNetCoreInstrumentation().AddNpgsql().AddOtlpExporter());
        }

        return services;
    }
}
