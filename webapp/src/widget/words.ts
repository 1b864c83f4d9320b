/** What the widget says in each of the portal's languages. To be looked over by native readers, as all translations. */
export interface Words {
  projects: string;
  applyBy: string;
  untilFilled: string;
  all: string;
  none: string;
  failed: string;
  retry: string;
}

/** For each language: the projects, by when to apply, no deadline, where all are, that there are none, a failure, and what to do about it. */
const table: Record<string, [string, string, string, string, string, string, string]> = {
  bg: ['Доброволчески проекти', 'Кандидатствай до {date}', 'Отворено до запълване на местата', 'Всички проекти ({count})', 'В момента няма проекти', 'Проектите не могат да бъдат показани в момента.', 'Опитай отново'],
  cs: ['Dobrovolnické projekty', 'Přihlášky do {date}', 'Otevřeno do naplnění míst', 'Všechny projekty ({count})', 'Momentálně žádné projekty', 'Projekty teď nelze zobrazit.', 'Zkusit znovu'],
  da: ['Frivilligprojekter', 'Ansøg senest {date}', 'Åbent, indtil pladserne er besat', 'Alle projekter ({count})', 'Ingen projekter lige nu', 'Projekterne kan ikke vises lige nu.', 'Prøv igen'],
  de: ['Freiwilligenprojekte', 'Bewerben bis {date}', 'Offen, bis alle Plätze besetzt sind', 'Alle Projekte ({count})', 'Zurzeit keine Projekte', 'Die Projekte können gerade nicht angezeigt werden.', 'Noch einmal versuchen'],
  el: ['Έργα εθελοντισμού', 'Αιτήσεις έως {date}', 'Ανοιχτό μέχρι να καλυφθούν οι θέσεις', 'Όλα τα έργα ({count})', 'Κανένα έργο αυτή τη στιγμή', 'Τα έργα δεν μπορούν να εμφανιστούν αυτή τη στιγμή.', 'Δοκιμάστε ξανά'],
  en: ['Volunteering projects', 'Apply by {date}', 'Open until filled', 'See all projects ({count})', 'No projects at the moment', 'The projects cannot be shown right now.', 'Try again'],
  es: ['Proyectos de voluntariado', 'Solicitudes hasta el {date}', 'Abierto hasta cubrir las plazas', 'Todos los proyectos ({count})', 'No hay proyectos en este momento', 'No se pueden mostrar los proyectos en este momento.', 'Intentarlo de nuevo'],
  et: ['Vabatahtliku töö projektid', 'Kandideeri kuni {date}', 'Avatud, kuni kohad täituvad', 'Kõik projektid ({count})', 'Praegu projekte ei ole', 'Projekte ei saa praegu näidata.', 'Proovi uuesti'],
  fi: ['Vapaaehtoisprojektit', 'Hae viimeistään {date}', 'Avoinna, kunnes paikat täyttyvät', 'Kaikki projektit ({count})', 'Ei projekteja juuri nyt', 'Projekteja ei voi näyttää juuri nyt.', 'Yritä uudelleen'],
  fr: ['Projets de volontariat', 'Candidatures jusqu’au {date}', 'Ouvert jusqu’à ce que les places soient pourvues', 'Tous les projets ({count})', 'Aucun projet pour le moment', 'Impossible d’afficher les projets pour le moment.', 'Réessayer'],
  ga: ['Tionscadail deonachais', 'Iarratais faoi {date}', 'Oscailte go dtí go líonfar na háiteanna', 'Gach tionscadal ({count})', 'Níl aon tionscadal ann faoi láthair', 'Ní féidir na tionscadail a thaispeáint faoi láthair.', 'Bain triail eile as'],
  hr: ['Volonterski projekti', 'Prijave do {date}', 'Otvoreno do popunjenja mjesta', 'Svi projekti ({count})', 'Trenutačno nema projekata', 'Projekti se trenutačno ne mogu prikazati.', 'Pokušaj ponovno'],
  hu: ['Önkéntes projektek', 'Jelentkezési határidő: {date}', 'A helyek betöltéséig nyitva', 'Összes projekt ({count})', 'Jelenleg nincs projekt', 'A projektek most nem jeleníthetők meg.', 'Próbáld újra'],
  is: ['Sjálfboðaliðaverkefni', 'Umsóknarfrestur: {date}', 'Opið þar til öll pláss eru skipuð', 'Öll verkefni ({count})', 'Engin verkefni eins og er', 'Ekki er hægt að sýna verkefnin eins og er.', 'Reyna aftur'],
  it: ['Progetti di volontariato', 'Candidature entro il {date}', 'Aperto fino a esaurimento posti', 'Tutti i progetti ({count})', 'Nessun progetto al momento', 'Al momento non è possibile mostrare i progetti.', 'Riprova'],
  lt: ['Savanorystės projektai', 'Paraiškos iki {date}', 'Atvira, kol užpildomos vietos', 'Visi projektai ({count})', 'Šiuo metu projektų nėra', 'Šiuo metu projektų parodyti nepavyksta.', 'Bandyti dar kartą'],
  lv: ['Brīvprātīgā darba projekti', 'Pieteikšanās līdz {date}', 'Atvērts, līdz vietas aizpildītas', 'Visi projekti ({count})', 'Pašlaik projektu nav', 'Projektus pašlaik nevar parādīt.', 'Mēģināt vēlreiz'],
  mk: ['Волонтерски проекти', 'Пријави до {date}', 'Отворено до пополнување на местата', 'Сите проекти ({count})', 'Моментално нема проекти', 'Проектите моментално не можат да се прикажат.', 'Обиди се повторно'],
  mt: ['Proġetti ta’ volontarjat', 'Applika sa {date}', 'Miftuħ sakemm jimtlew il-postijiet', 'Il-proġetti kollha ({count})', 'Bħalissa m’hemmx proġetti', 'Il-proġetti ma jistgħux jintwerew bħalissa.', 'Erġa’ pprova'],
  nl: ['Vrijwilligersprojecten', 'Aanmelden tot en met {date}', 'Open tot alle plaatsen bezet zijn', 'Alle projecten ({count})', 'Op dit moment geen projecten', 'De projecten kunnen nu niet worden getoond.', 'Opnieuw proberen'],
  no: ['Frivilligprosjekter', 'Søk innen {date}', 'Åpent til plassene er fylt', 'Alle prosjekter ({count})', 'Ingen prosjekter akkurat nå', 'Prosjektene kan ikke vises akkurat nå.', 'Prøv igjen'],
  pl: ['Projekty wolontariatu', 'Zgłoszenia do {date}', 'Otwarte do wyczerpania miejsc', 'Wszystkie projekty ({count})', 'Obecnie brak projektów', 'Nie można teraz wyświetlić projektów.', 'Spróbuj ponownie'],
  pt: ['Projetos de voluntariado', 'Candidaturas até {date}', 'Aberto até ao preenchimento das vagas', 'Todos os projetos ({count})', 'Nenhum projeto neste momento', 'Não é possível mostrar os projetos neste momento.', 'Tentar novamente'],
  ro: ['Proiecte de voluntariat', 'Înscriere până la {date}', 'Deschis până la ocuparea locurilor', 'Toate proiectele ({count})', 'Niciun proiect în acest moment', 'Proiectele nu pot fi afișate acum.', 'Încearcă din nou'],
  sk: ['Dobrovoľnícke projekty', 'Prihlášky do {date}', 'Otvorené do naplnenia miest', 'Všetky projekty ({count})', 'Momentálne žiadne projekty', 'Projekty sa teraz nedajú zobraziť.', 'Skúsiť znova'],
  sl: ['Prostovoljski projekti', 'Prijave do {date}', 'Odprto do zapolnitve mest', 'Vsi projekti ({count})', 'Trenutno ni projektov', 'Projektov trenutno ni mogoče prikazati.', 'Poskusi znova'],
  sr: ['Волонтерски пројекти', 'Пријаве до {date}', 'Отворено док се места не попуне', 'Сви пројекти ({count})', 'Тренутно нема пројеката', 'Пројекти тренутно не могу да се прикажу.', 'Покушај поново'],
  sv: ['Volontärprojekt', 'Ansök senast {date}', 'Öppet tills platserna är fyllda', 'Alla projekt ({count})', 'Inga projekt just nu', 'Projekten kan inte visas just nu.', 'Försök igen'],
  tr: ['Gönüllülük projeleri', 'Son başvuru: {date}', 'Kontenjan dolana kadar açık', 'Tüm projeler ({count})', 'Şu anda proje yok', 'Projeler şu anda gösterilemiyor.', 'Yeniden dene']
};

export const widgetLanguages = Object.keys(table);

/** The language of the widget: the one asked for as far as the widget speaks it ("pt-BR" is Portuguese), else English. */
export function widgetLanguage(asked: string): string {
  const code = asked.toLowerCase().split('-')[0] ?? '';
  if (code === 'nb' || code === 'nn') return 'no';
  return Object.hasOwn(table, code) ? code : 'en';
}

export function wordsIn(language: string): Words {
  const [projects, applyBy, untilFilled, all, none, failed, retry] = table[widgetLanguage(language)] as [string, string, string, string, string, string, string];
  return { projects, applyBy, untilFilled, all, none, failed, retry };
}
