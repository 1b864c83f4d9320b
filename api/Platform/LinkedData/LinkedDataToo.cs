using Microsoft.AspNetCore.Mvc;

namespace Portal.Api.Platform.LinkedData;

/// <summary>Marks operations that answer as JSON-LD too, for whoever asks for it with Accept. JSON stays the default.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinkedDataTooAttribute(Type form) : ProducesAttribute("application/json", MediaType)
{
    public const string MediaType = "application/ld+json";

    /// <summary>What the answer is as JSON-LD.</summary>
    public Type Form { get; } = form;
}
