import type { SearchProjectsQuery } from '@portal/client';
import { isCalendarDay } from '$lib/ui/calendar-day';

export type Topic = NonNullable<SearchProjectsQuery['topic']>[number];

/** The deepest page that the API answers, at 20 rows a page. */
export const lastPage = 500;

/** The values of a repeatable parameter, in a fixed order, so that one search has one address. */
export function readValues(params: URLSearchParams, name: string): string[] {
  return [...new Set(params.getAll(name).filter((value) => value !== ''))].sort();
}

/** Those of the known values that are asked for, in the order in which they are known. */
export function readKnown<Value extends string>(params: URLSearchParams, name: string, known: readonly Value[]): Value[] {
  const asked = params.getAll(name);
  return known.filter((value) => asked.includes(value));
}

/** The topics asked for, known or not: the API refuses those that it does not know, and the page says so. */
export function readTopics(params: URLSearchParams): Topic[] {
  return readValues(params, 'topic') as Topic[];
}

/** A whole number from a range; null where the address names none. */
export function readInteger(params: URLSearchParams, name: string, least: number, most: number): number | null {
  const text = params.get(name) ?? '';
  const value = Number(text);
  return /^\d+$/.test(text) && value >= least && value <= most ? value : null;
}

/** A day of the calendar; empty where the address names none. */
export function readDay(params: URLSearchParams, name: string): string {
  const text = params.get(name) ?? '';
  return isCalendarDay(text) ? text : '';
}

/** The page asked for; the first where the address does not name one that can exist. */
export function readPage(params: URLSearchParams): number {
  return readInteger(params, 'page', 1, lastPage) ?? 1;
}

/** "?a=1&b=2&b=3", or nothing at all where every value is empty. */
export function toQueryString(values: Record<string, string | number | null | string[]>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const single of Array.isArray(value) ? value : [value]) {
      if (single !== '' && single !== null) params.append(name, String(single));
    }
  }
  const query = params.toString();
  return query === '' ? '' : `?${query}`;
}

/** What a form would send, as the parameters of an address. */
export function formParams(form: HTMLFormElement): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string') params.append(name, value);
  }
  return params;
}
