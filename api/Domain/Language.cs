namespace Portal.Api.Domain;

/// <summary>The 29 interface languages of the portal, each under its own name.</summary>
public static class Language
{
    public const string Default = "en";

    public static readonly CodeList List = new(
        "language",
        new("bg", "български"),
        new("cs", "čeština"),
        new("da", "dansk"),
        new("de", "Deutsch"),
        new("el", "ελληνικά"),
        new("en", "English"),
        new("es", "español"),
        new("et", "eesti"),
        new("fi", "suomi"),
        new("fr", "français"),
        new("ga", "Gaeilge"),
        new("hr", "hrvatski"),
        new("hu", "magyar"),
        new("is", "íslenska"),
        new("it", "italiano"),
        new("lt", "lietuvių"),
        new("lv", "latviešu"),
        new("mk", "македонски"),
        new("mt", "Malti"),
        new("nl", "Nederlands"),
        new("no", "norsk"),
        new("pl", "polski"),
        new("pt", "português"),
        new("ro", "română"),
        new("sk", "slovenčina"),
        new("sl", "slovenščina"),
        new("sr", "српски"),
        new("sv", "svenska"),
        new("tr", "Türkçe"));
}
