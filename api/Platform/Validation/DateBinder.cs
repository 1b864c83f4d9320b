using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Portal.Api.Platform.Validation;

/// <summary>Reads a calendar date as YYYY-MM-DD and in no other way: 01/02/2027 means two days to two readers.</summary>
public sealed class DateBinder : IModelBinder, IModelBinderProvider
{
    public const string Format = "yyyy-MM-dd";

    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.UnderlyingOrModelType == typeof(DateOnly) ? this : null;

    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var given = bindingContext.ValueProvider.GetValue(bindingContext.ModelName).FirstValue;
        if (string.IsNullOrEmpty(given))
        {
            return Task.CompletedTask;
        }

        if (DateOnly.TryParseExact(given, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            bindingContext.Result = ModelBindingResult.Success(date);
        }
        else
        {
            bindingContext.ModelState.TryAddModelError(
                bindingContext.ModelName, $"'{given}' is not a calendar date. Write it as YYYY-MM-DD, for example 2027-03-31.");
        }

        return Task.CompletedTask;
    }
}
