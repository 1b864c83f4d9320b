using System.Net;
using Portal.Api.Platform.Database;

namespace Portal.Api.Platform.Webhooks;

/// <summary>The operator's settings for webhooks: Webhooks__Deliver and so on.</summary>
public sealed class WebhookOptions
{
    public const string Section = "Webhooks";

    /// <summary>False where another instance does the sending.</summary>
    public bool Deliver { get; set; } = true;

    /// <summary>Whether http:// is taken as well as https://.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>Networks that are not public and are sent to all the same, for example 10.1.0.0/16, separated by commas.</summary>
    public string AllowedNetworks { get; set; } = "";

    /// <summary>Hosts that are sent to wherever they are, separated by commas.</summary>
    public string AllowedHosts { get; set; } = "";

    /// <summary>How long a receiver may take to answer.</summary>
    public int TimeoutSeconds { get; set; } = 15;

    /// <summary>After so long without a success a webhook is disabled.</summary>
    public int DisableAfterHours { get; set; } = 72;

    /// <summary>How many one partner may have.</summary>
    public int MaxPerPartner { get; set; } = 20;

    /// <summary>A folder of the keys that encrypt the secrets, which all instances share; without one they are in the database.</summary>
    public string KeysFolder { get; set; } = "";

    /// <exception cref="StartupException">One is no network.</exception>
    internal IReadOnlyList<IPNetwork> Networks => [.. Listed(AllowedNetworks).Select(network => IPNetwork.TryParse(network, out var parsed)
        ? parsed
        : throw new StartupException($"Webhooks__AllowedNetworks has '{network}', which is no network. Write it with its first address and the length of its prefix, for example 10.1.0.0/16."))];

    internal IReadOnlySet<string> Hosts => Listed(AllowedHosts).ToHashSet(StringComparer.OrdinalIgnoreCase);

    internal TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);

    /// <summary>Longer than an attempt can take, and than clocks of two instances differ.</summary>
    internal TimeSpan Lease => Timeout + TimeSpan.FromSeconds(45);

    private static string[] Listed(string values) => values.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
