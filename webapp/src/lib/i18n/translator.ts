import { isDay } from '$lib/ui/calendar-day';
import { loadCatalogue, type Catalogue, type MessageKey } from './catalogue';
import { languages, pathIn, type Language } from './languages';

export type Values = Record<string, string | number>;

export interface Translator {
  language: Language;
  /** A message with its values filled in. `count` chooses the plural form. */
  t(key: MessageKey, values?: Values): string;
  /** The message of a code such as `topic.edu`, or the given words for a code that is newer than the catalogue. */
  label(list: 'topic' | 'support' | 'need' | 'activity' | 'role', code: string, otherwise?: string): string;
  /** `1,234` */
  number(value: number): string;
  /** `93 km`, and `4.5 km` where it is near. */
  kilometres(value: number): string;
  /** `23 January 2018` */
  day(date: string): string;
  /** `23/01/2018` */
  shortDay(date: string): string;
  /** `1 Feb – 3 Mar 2018` */
  days(from: string, to: string): string;
  /** `Feb 2017`, or `February 2017` when long. */
  month(date: string, length?: 'short' | 'long'): string;
  /** `February` */
  monthName(date: string): string;
  /** The address of a page of this site in this language. */
  href(pathname: string): string;
}

const translators = new Map<Language, Translator>();

/** The translator of a language; its catalogue is read once. */
export async function loadTranslator(language: Language): Promise<Translator> {
  const known = translators.get(language) ?? createTranslator(language, await loadCatalogue(language));
  translators.set(language, known);
  return known;
}

export function createTranslator(language: Language, catalogue: Catalogue): Translator {
  const { locale, nearest = 'en-GB' }: { locale: string; nearest?: string } = languages[language];
  const locales = [locale, nearest];
  // Each takes a phone some milliseconds to make, and no page needs them all.
  const plural = once(() => new Intl.PluralRules(locale));
  const number = once(() => new Intl.NumberFormat(locales));
  const kilometres = (digits: number) =>
    once(() => new Intl.NumberFormat(locales, { style: 'unit', unit: 'kilometer', maximumFractionDigits: digits }));
  const [wholeKilometres, fewKilometres] = [kilometres(0), kilometres(1)];
  // Dates of the portal are calendar dates. Reading and writing them in UTC keeps the day for every reader.
  const dates = (tags: string[], options: Intl.DateTimeFormatOptions) => once(() => new Intl.DateTimeFormat(tags, { ...options, timeZone: 'UTC' }));
  const day = dates(locales, { dateStyle: 'long' });
  const shortDay = dates(locales, { day: '2-digit', month: '2-digit', year: 'numeric' });
  const days = dates(locales, { day: 'numeric', month: 'short', year: 'numeric' });
  // Months follow the language and not the locale: British English writes "Sept", unlike every other month.
  const months = {
    short: dates([language, nearest], { month: 'short', year: 'numeric' }),
    long: dates([language, nearest], { month: 'long', year: 'numeric' })
  };
  const monthName = dates([language, nearest], { month: 'long' });

  function t(key: MessageKey, values: Values = {}): string {
    const message = catalogue[key];
    const form =
      typeof message === 'string' ? message : (message[plural().select(Number(values['count']))] ?? message.other ?? key);
    return form.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
      const value = values[name];
      if (value === undefined) return placeholder;
      return typeof value === 'number' ? number().format(value) : value;
    });
  }

  return {
    language,
    t,
    label(list, code, otherwise = code) {
      const key = `${list}.${code}`;
      return isKey(catalogue, key) ? t(key) : otherwise;
    },
    number: (value) => number().format(value),
    kilometres: (value) => (value < 10 ? fewKilometres : wholeKilometres)().format(value),
    day: (date) => written(day, date),
    shortDay: (date) => written(shortDay, date),
    days: (from, to) => (isDay(from) && isDay(to) ? days().formatRange(new Date(from), new Date(to)) : [from, to].map((date) => written(days, date)).join(' – ')),
    month: (date, length = 'short') => written(months[length], date),
    monthName: (date) => written(monthName, date),
    href: (pathname) => pathIn(language, pathname)
  };
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** A day that is not in the calendar is none: no reader would know which one is meant. */
function written(format: () => Intl.DateTimeFormat, date: string): string {
  return isDay(date) ? format().format(new Date(date)) : '–';
}

function isKey(catalogue: Catalogue, key: string): key is MessageKey {
  return Object.hasOwn(catalogue, key);
}
