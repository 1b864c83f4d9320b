using System.ComponentModel.DataAnnotations;
using FluentValidation;
using Portal.Api.Domain;
using Portal.Api.Platform.OpenApi;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Features.Webhooks;

/// <summary>A webhook that is to be registered.</summary>
public sealed class WebhookWrite : RequestBody
{
    public const int MaxBytes = 32 * 1024;

    /// <summary>Where to send to: a whole address with https://, without a user name, a password or a fragment. A port is allowed.</summary>
    /// <example>https://example.org/portal-changes</example>
    [Required, MaxLength(Webhook.MaxUrlLength)]
    public string? Url { get; init; }

    /// <summary>What it is for, in the partner's own words.</summary>
    /// <example>Keeps our own list of projects up to date.</example>
    [MaxLength(Webhook.MaxDescriptionLength)]
    public string? Description { get; init; }

    /// <summary>Of what it is told; of everything when left out or empty.</summary>
    /// <example>["project"]</example>
    [Codes(typeof(RecordKind)), MaxLength(Rules.MaxValues)]
    public string[]? Kinds { get; init; }

    /// <summary>Which records it is told of; all when left out.</summary>
    public WebhookFiltersWrite? Filters { get; init; }
}

/// <summary>
/// What is to be changed of a webhook; what is left out stays as it is.
/// </summary>
public sealed class WebhookUpdate : RequestBody
{
    /// <summary>Where to send to from now on: a whole address with https://, without a user name, a password or a fragment.</summary>
    /// <example>https://example.org/portal-changes</example>
    [MaxLength(Webhook.MaxUrlLength)]
    public string? Url { get; init; }

    /// <summary>What it is for, in the partner's own words; empty takes it away.</summary>
    /// <example>Keeps our own list of projects up to date.</example>
    [MaxLength(Webhook.MaxDescriptionLength)]
    public string? Description { get; init; }

    /// <summary>Of what it is told; empty means of everything.</summary>
    /// <example>["project"]</example>
    [Codes(typeof(RecordKind)), MaxLength(Rules.MaxValues)]
    public string[]? Kinds { get; init; }

    /// <summary>Which records it is told of, all filters anew; {} means all records.</summary>
    public WebhookFiltersWrite? Filters { get; init; }

    /// <summary>active: it is told of changes, and what waited is sent now. disabled: nothing is sent, and what changes waits.</summary>
    /// <example>active</example>
    [Codes(typeof(WebhookState))]
    public string? State { get; init; }

    /// <summary>true: makes a new secret, which the answer tells this once. The old one goes on to sign for a while.</summary>
    /// <example>true</example>
    public bool? RotateSecret { get; init; }

    /// <summary>
    /// How many hours messages are signed with the old secret too; 24 when left out. 0 ends it at once. Only with rotateSecret.
    /// </summary>
    /// <example>24</example>
    [Range(0, Webhook.MaxOverlapHours)]
    public int? OverlapHours { get; init; }
}

/// <summary>
/// Which records a webhook is told of. Values of one filter are alternatives, except that all supports have to be offered;
/// different filters all apply. A filter that is left out or empty lets everything through.
/// </summary>
public sealed class WebhookFiltersWrite : RequestBody
{
    /// <summary>Records in one of these countries: ISO 3166-1 alpha-2 codes, or XK. The European Union's own EL and UK are read as GR and GB.</summary>
    /// <example>["MD", "RO"]</example>
    [CountryCodes, MaxLength(Rules.MaxValues)]
    public string[]? Country { get; init; }

    /// <summary>Records with one of these topics.</summary>
    /// <example>["edu"]</example>
    [Codes(typeof(Topic)), MaxLength(Rules.MaxValues)]
    public string[]? Topic { get; init; }

    /// <summary>These organisations and their projects, by key.</summary>
    /// <example>["01980f3a-6c1b-7f60-9d55-3b0f2a7e4c10"]</example>
    [MaxLength(Rules.MaxValues)]
    public Guid[]? OrganisationId { get; init; }

    /// <summary>Projects of one of these types; organisations have none and are let through.</summary>
    /// <example>["individual"]</example>
    [Codes(typeof(ActivityType)), MaxLength(Rules.MaxValues)]
    public string[]? ActivityType { get; init; }

    /// <summary>Projects of one of these strands; organisations have none and are let through.</summary>
    /// <example>["volunteering"]</example>
    [Codes(typeof(Strand)), MaxLength(Rules.MaxValues)]
    public string[]? Strand { get; init; }

    /// <summary>Organisations that offer all of these, and their projects.</summary>
    /// <example>["mentoring"]</example>
    [Codes(typeof(InclusionSupport)), MaxLength(Rules.MaxValues)]
    public string[]? Support { get; init; }
}

/// <summary>What is to be sent again.</summary>
public sealed class WebhookReplay : RequestBody
{
    public const int MaxBytes = 1024;

    /// <summary>Every record whose last change has a higher number than this is sent again; 0 means every record.</summary>
    /// <example>4711</example>
    [Required, Range(0, long.MaxValue)]
    public long? AfterChangeNumber { get; init; }
}

/// <summary>The rules that registering and changing share.</summary>
internal static class WebhookRules
{
    public static IRuleBuilderOptions<T, string?> IsWebhookDescription<T>(this IRuleBuilder<T, string?> rule) =>
        rule.HasAtMostCharacters(Webhook.MaxDescriptionLength).HasNoControlCharacters();

    internal sealed class Filters : AbstractValidator<WebhookFiltersWrite>
    {
        public Filters()
        {
            RuleFor(filters => filters.Country!).AreCountries().When(filters => filters.Country is not null);
            RuleFor(filters => filters.Topic!).AreCodesOf(Topic.List).When(filters => filters.Topic is not null);
            RuleFor(filters => filters.OrganisationId).Must(ids => ids is null || ids.Length <= Rules.MaxValues).WithMessage($"Give at most {Rules.MaxValues} values.");
            RuleFor(filters => filters.ActivityType!).AreCodesOf(ActivityType.List).When(filters => filters.ActivityType is not null);
            RuleFor(filters => filters.Strand!).AreCodesOf(Strand.List).When(filters => filters.Strand is not null);
            RuleFor(filters => filters.Support!).AreCodesOf(InclusionSupport.List).When(filters => filters.Support is not null);
        }
    }

    public static void Apply(this Webhook webhook, WebhookFiltersWrite? filters) => webhook.Filter(
        [.. (filters?.Country ?? []).Select(Country.ToIso).Distinct()],
        [.. (filters?.Topic ?? []).Distinct()],
        [.. (filters?.OrganisationId ?? []).Distinct()],
        [.. (filters?.ActivityType ?? []).Distinct()],
        [.. (filters?.Strand ?? []).Distinct()],
        [.. (filters?.Support ?? []).Distinct()]);

    public static string[] KindsOf(string[]? given) => given is { Length: > 0 } ? [.. given.Distinct()] : [.. RecordKind.List.Values];

    public static string? TextOf(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
