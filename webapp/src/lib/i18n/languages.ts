/**
 * The languages of the interface. A new one needs a line here and a catalogue in messages/.
 * `locale` decides how days and numbers are written: English readers of this portal expect 23/01/2018.
 */
export const languages = {
  en: { name: 'English', locale: 'en-GB' },
  ro: { name: 'Română', locale: 'ro' }
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
