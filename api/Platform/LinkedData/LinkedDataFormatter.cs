using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.Extensions.Options;

namespace Portal.Api.Platform.LinkedData;

/// <summary>Writes records as JSON-LD.</summary>
public sealed class LinkedDataFormatter : TextOutputFormatter
{
    public LinkedDataFormatter()
    {
        SupportedMediaTypes.Add(LinkedDataTooAttribute.MediaType);
        SupportedEncodings.Add(Encoding.UTF8);
    }

    /// <summary>Behind JSON, which stays what everybody gets who does not name another form, and which is no longer taken for this one.</summary>
    public static void AddTo(FormatterCollection<IOutputFormatter> formatters)
    {
        formatters.OfType<SystemTextJsonOutputFormatter>().Single().SupportedMediaTypes.Remove("application/*+json");
        formatters.Add(new LinkedDataFormatter());
    }

    public override Task WriteResponseBodyAsync(OutputFormatterWriteContext context, Encoding selectedEncoding)
    {
        var services = context.HttpContext.RequestServices;
        var data = ((ILinked)context.Object!).ToLinkedData(services.GetRequiredService<PublicSite>());
        var options = services.GetRequiredService<IOptions<JsonOptions>>().Value.JsonSerializerOptions;
        return JsonSerializer.SerializeAsync(context.HttpContext.Response.Body, data, data.GetType(), options, context.HttpContext.RequestAborted);
    }

    protected override bool CanWriteType(Type? type) => type?.IsAssignableTo(typeof(ILinked)) == true;
}
