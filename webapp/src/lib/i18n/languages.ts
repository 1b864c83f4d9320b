/**
 * The languages of the interface. A new one needs a line here and a catalogue in messages/.
 * `locale` decides how days, numbers and plurals are written: English readers of this portal expect 23/01/2018, and Portuguese
 * without a country would be that of Brazil. `nearest` writes days and numbers where a browser does not know the language, as Chromium
 * does not know these four: in the browser's own language 12/10 could be a day in October.
 */
export const languages = {
  bg: { name: 'Български', locale: 'bg' },
  cs: { name: 'Čeština', locale: 'cs' },
  da: { name: 'Dansk', locale: 'da' },
  de: { name: 'Deutsch', locale: 'de' },
  el: { name: 'Ελληνικά', locale: 'el' },
  en: { name: 'English', locale: 'en-GB' },
  es: { name: 'Español', locale: 'es' },
  et: { name: 'Eesti', locale: 'et' },
  fi: { name: 'Suomi', locale: 'fi' },
  fr: { name: 'Français', locale: 'fr' },
  ga: { name: 'Gaeilge', locale: 'ga', nearest: 'en-IE' },
  hr: { name: 'Hrvatski', locale: 'hr' },
  hu: { name: 'Magyar', locale: 'hu' },
  is: { name: 'Íslenska', locale: 'is', nearest: 'nb' },
  it: { name: 'Italiano', locale: 'it' },
  lt: { name: 'Lietuvių', locale: 'lt' },
  lv: { name: 'Latviešu', locale: 'lv' },
  mk: { name: 'Македонски', locale: 'mk', nearest: 'bg' },
  mt: { name: 'Malti', locale: 'mt', nearest: 'en-MT' },
  nl: { name: 'Nederlands', locale: 'nl' },
  no: { name: 'Norsk', locale: 'nb' },
  pl: { name: 'Polski', locale: 'pl' },
  pt: { name: 'Português', locale: 'pt-PT' },
  ro: { name: 'Română', locale: 'ro' },
  sk: { name: 'Slovenčina', locale: 'sk' },
  sl: { name: 'Slovenščina', locale: 'sl' },
  sr: { name: 'Српски', locale: 'sr' },
  sv: { name: 'Svenska', locale: 'sv' },
  tr: { name: 'Türkçe', locale: 'tr' }
} as const;

export type Language = keyof typeof languages;

export const defaultLanguage: Language = 'en';

export const languageCodes = Object.keys(languages) as Language[];

/** Whether the first segment of a path names a language. */
export function isPrefix(segment: string): segment is Language {
  return segment !== defaultLanguage && Object.hasOwn(languages, segment);
}

/** The language of a page, from its path alone, so that error pages have one too. */
export function languageOf(pathname: string): Language {
  const segment = pathname.split('/')[1] ?? '';
  return isPrefix(segment) ? segment : defaultLanguage;
}

/** The same page in another language: `/ro/projects/1` for `/projects/1`. */
export function pathIn(language: Language, pathname: string): string {
  const segments = pathname.split('/').filter((segment) => segment !== '');
  if (isPrefix(segments[0] ?? '')) segments.shift();
  if (language !== defaultLanguage) segments.unshift(language);
  return `/${segments.join('/')}`;
}
