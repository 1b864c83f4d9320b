using Portal.Api.Platform.Changes;
using Portal.Api.Platform.OpenApi;

namespace Portal.Api.Platform.Webhooks;

/// <summary>What a webhook is told, as Standard Webhooks has it.</summary>
public abstract record WebhookEvent
{
    /// <summary>
    /// What happened to the record. changed: it is in data.data. withdrawn: it was taken out of what is published. unmatched:
    /// the webhook's filters leave it out now. With the last two, data.state is deleted.
    /// </summary>
    /// <example>project.changed</example>
    [ExtensibleEnum("project.changed", "project.withdrawn", "project.unmatched", "organisation.changed", "organisation.withdrawn", "organisation.unmatched")]
    public required string Type { get; init; }

    /// <summary>When it happened. When the message was sent is in the header webhook-timestamp.</summary>
    /// <example>2027-01-10T10:00:00Z</example>
    public required DateTimeOffset Timestamp { get; init; }
}

/// <summary>Something happened to a project.</summary>
public sealed record ProjectEvent : WebhookEvent
{
    /// <summary>The project as the change feed has it.</summary>
    public required ProjectChange Data { get; init; }
}

/// <summary>Something happened to an organisation.</summary>
public sealed record OrganisationEvent : WebhookEvent
{
    /// <summary>The organisation as the change feed has it.</summary>
    public required OrganisationChange Data { get; init; }
}
