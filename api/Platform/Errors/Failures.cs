using System.Data.Common;
using FluentValidation;
using FluentValidation.AspNetCore;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Portal.Api.Domain;

namespace Portal.Api.Platform.Errors;

/// <summary>The one place that turns failures into problem documents.</summary>
public static class Failures
{
    public static IServiceCollection AddFailures(this IServiceCollection services)
    {
        ValidatorOptions.Global.PropertyNameResolver = (_, member, _) => member is null ? null : CamelCase(member.Name);
        services.AddExceptionHandler<Handler>();
        services.AddProblemDetails();
        services.Configure<ApiBehaviorOptions>(options =>
        {
            options.SuppressMapClientErrors = true;
            options.InvalidModelStateResponseFactory = context =>
                new ProblemResult(Problem.From(Invalid(context.ModelState, CamelCase), context.HttpContext));
        });
        return services;
    }

    /// <summary>Also gives a body to the statuses that the framework answers without one.</summary>
    public static void UseFailures(this IApplicationBuilder app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages(context =>
        {
            var error = ApiError.ForStatus(context.HttpContext.Response.StatusCode);
            return Problem.From(error, DetailOf(error, context.HttpContext), context.HttpContext).WriteAsync(context.HttpContext);
        });
    }

    private static string DetailOf(ApiError error, HttpContext context) => error.Status switch
    {
        404 => $"Nothing is published at {context.Request.Path}. The addresses are listed in /openapi.yaml.",
        405 => $"{context.Request.Method} is not answered at this address; {context.Response.Headers.Allow} is.",
        415 => "Send the body as application/json.",
        _ => $"{error.Title}.",
    };

    /// <summary>What a client is told of what went wrong, where it is the client's to know; else null.</summary>
    public static Failure? Of(Exception exception)
    {
        switch (exception)
        {
            case ValidationException invalid:
                var modelState = new ModelStateDictionary();
                new FluentValidation.Results.ValidationResult(invalid.Errors).AddToModelState(modelState, prefix: null);
                var failure = Invalid(modelState, name => name);
                // A rule of the domain has a code of its own, where it is all that is broken.
                return invalid.Errors.All(error => error.ErrorCode == ApiError.EndsBeforeStart.Code)
                    ? failure with { Error = ApiError.EndsBeforeStart }
                    : failure;

            case BrokenRuleException rule:
                var error = ApiError.WithCode(rule.Code);
                return new(error, rule.Message, error.Status == StatusCodes.Status400BadRequest ? new Dictionary<string, string[]>() : null);

            case ProblemException { Error: var known, Message: var detail, Errors: var errors }:
                return new(known, detail, errors);

            default:
                return null;
        }
    }

    private static Failure Invalid(ModelStateDictionary modelState, Func<string, string> nameOf)
    {
        var errors = modelState
            .Where(entry => entry.Value is { Errors.Count: > 0 })
            .ToDictionary(
                entry => nameOf(entry.Key),
                entry => entry.Value!.Errors.Select(error => error.ErrorMessage).Distinct().ToArray());
        var detail = errors.Count == 1
            ? $"{errors.Single().Key}: {errors.Single().Value[0]}"
            : $"{errors.Count} fields are not as they should be; see errors.";
        return new(ApiError.ValidationFailed, detail, errors);
    }

    private static string CamelCase(string path) =>
        string.Join('.', path.Split('.').Select(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName));

    private static bool IsDatabaseOut(Exception exception) => exception switch
    {
        DbException { IsTransient: true } => true,
        // 57P: the server is starting or stopping; 53: it is out of connections, memory or disk; 08: the connection broke.
        DbException { SqlState: { } state } => state.StartsWith("57P", StringComparison.Ordinal)
            || state.StartsWith("53", StringComparison.Ordinal) || state.StartsWith("08", StringComparison.Ordinal),
        { InnerException: { } inner } => IsDatabaseOut(inner),
        _ => false,
    };

    private sealed class Handler(ILogger<Handler> logger) : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
        {
            if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
            {
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
                return true;
            }

            await ProblemOf(exception, context).WriteAsync(context);
            return true;
        }

        private Problem ProblemOf(Exception exception, HttpContext context)
        {
            if (Of(exception) is { } failure)
            {
                return Problem.From(failure, context);
            }

            if (exception is BadHttpRequestException { StatusCode: var status })
            {
                var malformed = ApiError.ForStatus(status);
                return Problem.From(malformed, DetailOf(malformed, context), context);
            }

            if (IsDatabaseOut(exception))
            {
                logger.LogWarning(exception, "The database does not answer");
                context.Response.Headers.RetryAfter = "2";
                return Problem.From(ApiError.DatabaseUnavailable, "Ask again in a few seconds.", context);
            }

            logger.LogError(exception, "{Method} {Path} failed", context.Request.Method, context.Request.Path);
            return Problem.From(ApiError.InternalError, "It is logged under the traceId; report that to the operator.", context);
        }
    }

    private sealed class ProblemResult(Problem problem) : ActionResult
    {
        public override Task ExecuteResultAsync(ActionContext context) => problem.WriteAsync(context.HttpContext);
    }
}
