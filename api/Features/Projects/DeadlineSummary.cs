using System.Globalization;
using System.Text;

namespace Portal.Api.Features.Projects;

/// <summary>What a calendar calls the last day for applying to a project, in the portal's languages.</summary>
internal static class DeadlineSummary
{
    private static readonly Dictionary<string, CompositeFormat> Sentences = new Dictionary<string, string>
    {
        ["bg"] = "Краен срок за кандидатстване: {0}",
        ["cs"] = "Uzávěrka přihlášek: {0}",
        ["da"] = "Ansøgningsfrist: {0}",
        ["de"] = "Bewerbungsschluss: {0}",
        ["el"] = "Προθεσμία υποβολής αιτήσεων: {0}",
        ["en"] = "Last day to apply: {0}",
        ["es"] = "Último día para inscribirse: {0}",
        ["et"] = "Kandideerimise tähtaeg: {0}",
        ["fi"] = "Viimeinen hakupäivä: {0}",
        // French puts a space that does not break before a colon.
        ["fr"] = "Dernier jour pour postuler\u00A0: {0}",
        ["ga"] = "Spriocdháta iarratais: {0}",
        ["hr"] = "Rok za prijavu: {0}",
        ["hu"] = "Jelentkezési határidő: {0}",
        ["is"] = "Umsóknarfrestur: {0}",
        ["it"] = "Ultimo giorno per candidarsi: {0}",
        ["lt"] = "Paraiškų teikimo terminas: {0}",
        ["lv"] = "Pieteikšanās termiņš: {0}",
        ["mk"] = "Краен рок за пријавување: {0}",
        ["mt"] = "L-aħħar jum biex tapplika: {0}",
        ["nl"] = "Laatste dag om je aan te melden: {0}",
        ["no"] = "Søknadsfrist: {0}",
        ["pl"] = "Termin składania zgłoszeń: {0}",
        ["pt"] = "Último dia para candidaturas: {0}",
        ["ro"] = "Ultima zi pentru înscrieri: {0}",
        ["sk"] = "Uzávierka prihlášok: {0}",
        ["sl"] = "Rok za prijavo: {0}",
        ["sr"] = "Рок за пријаву: {0}",
        ["sv"] = "Sista ansökningsdag: {0}",
        ["tr"] = "Son başvuru günü: {0}",
    }.ToDictionary(sentence => sentence.Key, sentence => CompositeFormat.Parse(sentence.Value));

    public static string In(string language, string title) => string.Format(CultureInfo.InvariantCulture, Sentences[language], title);
}
