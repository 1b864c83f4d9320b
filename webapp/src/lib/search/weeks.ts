import type { Translator } from '$lib/i18n/translator';

/** How long a stay may be; null leaves an end open. */
export interface Weeks {
  minWeeks: number | null;
  maxWeeks: number | null;
}

/** The longest stay that one can ask for. */
export const mostWeeks = 520;

/** The bands that the API counts: "1-2", …, "53-". */
export const weekBands: readonly Weeks[] = [
  { minWeeks: 1, maxWeeks: 2 },
  { minWeeks: 3, maxWeeks: 8 },
  { minWeeks: 9, maxWeeks: 26 },
  { minWeeks: 27, maxWeeks: 52 },
  { minWeeks: 53, maxWeeks: null }
];

/** The name by which the API counts a band. */
export function bandValue({ minWeeks, maxWeeks }: Weeks): string {
  return `${minWeeks}-${maxWeeks ?? ''}`;
}

export function isSameWeeks(one: Weeks, other: Weeks): boolean {
  return one.minWeeks === other.minWeeks && one.maxWeeks === other.maxWeeks;
}

/** "3–8 weeks", "53 weeks or more"; empty where any length will do. */
export function weeksText({ t, number }: Translator, { minWeeks, maxWeeks }: Weeks): string {
  if (minWeeks === null && maxWeeks === null) return '';
  if (maxWeeks === null) return t('weeks.atLeast', { count: minWeeks ?? 1 });
  if (minWeeks === null) return t('weeks.atMost', { count: maxWeeks });
  if (minWeeks === maxWeeks) return t('duration.weeks', { count: maxWeeks });
  return t('weeks.range', { from: number(minWeeks), count: maxWeeks });
}
