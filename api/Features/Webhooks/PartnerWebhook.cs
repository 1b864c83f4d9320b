using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using Portal.Api.Data;
using Portal.Api.Domain;
using Portal.Api.Platform.OpenApi;

namespace Portal.Api.Features.Webhooks;

/// <summary>A webhook, and how its deliveries go.</summary>
public sealed record PartnerWebhook
{
    /// <summary>Pending changes are counted up to this number.</summary>
    public const int MaxPending = 10_000;

    /// <summary>The webhook's key.</summary>
    /// <example>01980f3a-6c1b-7f60-9d55-3b0f2a7e4c12</example>
    public required Guid Id { get; init; }

    /// <summary>Where it sends to.</summary>
    /// <example>https://example.org/portal-changes</example>
    public required string Url { get; init; }

    /// <summary>What it is for; null where that was not said.</summary>
    /// <example>Keeps our own list of projects up to date.</example>
    public required string? Description { get; init; }

    /// <summary>Of what it is told.</summary>
    /// <example>["project", "organisation"]</example>
    [Codes(typeof(RecordKind))]
    public required IReadOnlyList<string> Kinds { get; init; }

    /// <summary>Which records it is told of.</summary>
    public required WebhookFilters Filters { get; init; }

    /// <summary>
    /// What signatures are checked with: whsec_ and the key in base64. Only the answer to createWebhook has it, and that to
    /// updateWebhook with rotateSecret; otherwise null.
    /// </summary>
    /// <example>whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD9HqEI7ALiYo=</example>
    public required string? Secret { get; init; }

    /// <summary>Until when messages are signed with the secret before too; null where they are not.</summary>
    /// <example>2027-01-11T10:00:00Z</example>
    public required DateTimeOffset? OldSecretExpiresAt { get; init; }

    /// <summary>Whether it is told of changes.</summary>
    /// <example>active</example>
    [Codes(typeof(WebhookState))]
    public required string State { get; init; }

    /// <summary>Why it is disabled: byPartner, failing after days without one success, or gone after an answer 410; null where it is active.</summary>
    /// <example>failing</example>
    [Codes(typeof(WebhookDisabledReason))]
    public required string? DisabledReason { get; init; }

    /// <summary>When it was disabled; null where it is active.</summary>
    /// <example>2027-01-13T10:00:00Z</example>
    public required DateTimeOffset? DisabledAt { get; init; }

    /// <summary>When the receiver last took a message; null means never.</summary>
    /// <example>2027-01-10T10:00:00Z</example>
    public required DateTimeOffset? LastSuccessAt { get; init; }

    /// <summary>When a message last failed; null means never.</summary>
    /// <example>2027-01-10T10:00:05Z</example>
    public required DateTimeOffset? LastFailureAt { get; init; }

    /// <summary>The status that the receiver answered then; null where no answer came.</summary>
    /// <example>500</example>
    [Range(100, 999)]
    public required int? LastFailureStatus { get; init; }

    /// <summary>What went wrong then.</summary>
    /// <example>The receiver answered 500.</example>
    public required string? LastFailureReason { get; init; }

    /// <summary>Since when every message has failed; null where the last one was taken.</summary>
    /// <example>2027-01-10T10:00:05Z</example>
    public required DateTimeOffset? FailingSince { get; init; }

    /// <summary>How many messages wait and changes are still to be looked at; 10,000 means that many or more.</summary>
    /// <example>3</example>
    [Range(0, MaxPending)]
    public required int Pending { get; init; }

    /// <summary>The last change number that was looked at.</summary>
    /// <example>4711</example>
    [Range(0, long.MaxValue)]
    public required long ChangeNumber { get; init; }

    /// <summary>When it was registered.</summary>
    /// <example>2027-01-04T09:30:00Z</example>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the partner last changed it.</summary>
    /// <example>2027-01-04T09:30:00Z</example>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>What waits is counted no further than <see cref="MaxPending"/>, so that it costs little however much it is.</summary>
    internal static Expression<Func<Webhook, PartnerWebhook>> FromRow(PortalDbContext db) => webhook => new PartnerWebhook
    {
        Id = webhook.Id,
        Url = webhook.Url,
        Description = webhook.Description,
        Kinds = webhook.Kinds,
        Filters = new WebhookFilters
        {
            Country = webhook.Country,
            Topic = webhook.Topic,
            OrganisationId = webhook.OrganisationId,
            ActivityType = webhook.ActivityType,
            Strand = webhook.Strand,
            Support = webhook.Support,
        },
        Secret = null,
        OldSecretExpiresAt = webhook.OldSecretExpiresAt,
        State = webhook.DisabledAt == null ? WebhookState.Active : WebhookState.Disabled,
        DisabledReason = webhook.DisabledReason,
        DisabledAt = webhook.DisabledAt,
        LastSuccessAt = webhook.LastSuccessAt,
        LastFailureAt = webhook.LastFailureAt,
        LastFailureStatus = webhook.LastFailureStatus,
        LastFailureReason = webhook.LastFailureReason,
        FailingSince = webhook.FailingSince,
        Pending = Math.Min(
            MaxPending,
            db.WebhookDeliveries.Where(delivery => delivery.WebhookId == webhook.Id).Take(MaxPending).Count()
            + (webhook.Kinds.Contains(RecordKind.Project) ? db.Projects.Where(project => project.ChangeNumber > webhook.ChangeNumber).Take(MaxPending).Count() : 0)
            + (webhook.Kinds.Contains(RecordKind.Organisation) ? db.Organisations.Where(organisation => organisation.ChangeNumber > webhook.ChangeNumber).Take(MaxPending).Count() : 0)),
        ChangeNumber = webhook.ChangeNumber,
        CreatedAt = webhook.CreatedAt,
        UpdatedAt = webhook.UpdatedAt,
    };
}

/// <summary>
/// Which records a webhook is told of. Values of one filter are alternatives, except that all supports have to be offered;
/// different filters all apply. An empty one lets everything through.
/// </summary>
public sealed record WebhookFilters
{
    /// <summary>Records in one of these countries: ISO 3166-1 alpha-2 codes, or XK.</summary>
    /// <example>["MD", "RO"]</example>
    [CountryCodes]
    public required IReadOnlyList<string> Country { get; init; }

    /// <summary>Records with one of these topics.</summary>
    /// <example>["edu"]</example>
    [Codes(typeof(Topic))]
    public required IReadOnlyList<string> Topic { get; init; }

    /// <summary>These organisations and their projects, by key.</summary>
    /// <example>["01980f3a-6c1b-7f60-9d55-3b0f2a7e4c10"]</example>
    public required IReadOnlyList<Guid> OrganisationId { get; init; }

    /// <summary>Projects of one of these types.</summary>
    /// <example>["individual"]</example>
    [Codes(typeof(ActivityType))]
    public required IReadOnlyList<string> ActivityType { get; init; }

    /// <summary>Projects of one of these strands.</summary>
    /// <example>["volunteering"]</example>
    [Codes(typeof(Strand))]
    public required IReadOnlyList<string> Strand { get; init; }

    /// <summary>Organisations that offer all of these, and their projects.</summary>
    /// <example>["mentoring"]</example>
    [Codes(typeof(InclusionSupport))]
    public required IReadOnlyList<string> Support { get; init; }
}
