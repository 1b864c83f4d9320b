import type { SearchProjectsQuery } from '@portal/client';

export type Topic = NonNullable<SearchProjectsQuery['topic']>[number];

/** The deepest page that the API answers, at 20 rows a page. */
export const lastPage = 500;

/** The values of a repeatable parameter, in a fixed order, so that one search has one address. */
export function readValues(params: URLSearchParams, name: string): string[] {
  return [...new Set(params.getAll(name).filter((value) => value !== ''))].sort();
}

/** The topics asked for, known or not: the API refuses those that it does not know, and the page says so. */
export function readTopics(params: URLSearchParams): Topic[] {
  return readValues(params, 'topic') as Topic[];
}

/** The page asked for; the first where the address does not name one that can exist. */
export function readPage(params: URLSearchParams): number {
  const page = Number(params.get('page'));
  return Number.isInteger(page) && page >= 1 && page <= lastPage ? page : 1;
}

/** "?a=1&b=2&b=3", or nothing at all where every value is empty. */
export function toQueryString(values: Record<string, string | number | string[]>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const single of Array.isArray(value) ? value : [value]) {
      if (single !== '') params.append(name, String(single));
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
