using Portal.Api.Domain;

namespace Portal.Api.Platform;

/// <summary>Where readers find the portal's pages, and under which licence its data may be reused: what is handed on says both.</summary>
public sealed class PublicSite
{
    public const string Name = "European Youth Portal";

    public PublicSite(IConfiguration configuration)
    {
        Address = AddressOf("Portal:SiteUrl", (configuration["Portal:SiteUrl"] ?? "http://127.0.0.1:5173").TrimEnd('/') + "/");
        Licence = AddressOf("Portal:DataLicence:Url", configuration["Portal:DataLicence:Url"] ?? "https://creativecommons.org/licenses/by/4.0/");
        LicenceName = configuration["Portal:DataLicence:Name"] ?? "CC BY 4.0";
        Api = AddressOf("Portal:ApiUrl", (configuration["Portal:ApiUrl"] ?? "http://127.0.0.1:5080").TrimEnd('/') + "/");
        Snapshots = configuration["Portal:SnapshotsUrl"] is { Length: > 0 } snapshots
            ? AddressOf("Portal:SnapshotsUrl", snapshots.TrimEnd('/') + "/")
            : new Uri(Address, "snapshots/");
        Contact = configuration["Portal:Contact"] is { Length: > 0 } contact
            ? AddressOf("Portal:Contact", contact.Contains("://", StringComparison.Ordinal) || !contact.Contains('@', StringComparison.Ordinal) ? contact : $"mailto:{contact}", "mailto")
            : null;
    }

    /// <summary>The first page of the web application.</summary>
    public Uri Address { get; }

    /// <summary>The API, as others reach it.</summary>
    public Uri Api { get; }

    /// <summary>Where the folder that snapshots are written into is published.</summary>
    public Uri Snapshots { get; }

    /// <summary>Whom to ask about the data: a page or a mailto address; null where nobody is named.</summary>
    public Uri? Contact { get; }

    public Uri Licence { get; }

    public string LicenceName { get; }

    /// <summary>Names the licence in a Link header (RFC 8288, relation of RFC 4946).</summary>
    public string LicenceLink => $"<{Licence.AbsoluteUri}>; rel=\"license\"";

    public Uri ProjectPage(Guid id, string language = Language.Default) => new(Address, $"{Prefix(language)}projects/{id}");

    public Uri OrganisationPage(Guid id, string language = Language.Default) => new(Address, $"{Prefix(language)}organisations/{id}");

    /// <summary>The project that a page is about, and the page's language; null for any other page, here or elsewhere.</summary>
    public (Guid Id, string Language)? ProjectAt(Uri page)
    {
        var path = page.GetLeftPart(UriPartial.Path);
        if (!path.StartsWith(Address.AbsoluteUri, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var segments = path[Address.AbsoluteUri.Length..].TrimEnd('/').Split('/');
        var language = segments.Length == 3 && segments[0] != Language.Default && Language.List.Contains(segments[0]) ? segments[0] : Language.Default;
        var rest = language == Language.Default ? segments : segments[1..];
        return rest is ["projects", var key] && Guid.TryParseExact(key, "D", out var id) ? (id, language) : null;
    }

    /// <summary>The search page with the same filters, as far as it has them.</summary>
    public Uri SearchPage(string query) => new(Address, query);

    /// <summary>Pages in the default language have no prefix.</summary>
    private static string Prefix(string language) => language == Language.Default ? "" : $"{language}/";

    private static Uri AddressOf(string setting, string given, string? alsoAllowed = null) =>
        Uri.TryCreate(given, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https" || address.Scheme == alsoAllowed)
            ? address
            : throw new InvalidOperationException($"{setting.Replace(":", "__", StringComparison.Ordinal)} is no address: {given}");
}
