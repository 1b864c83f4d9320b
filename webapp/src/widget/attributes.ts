import type { SearchProjectsQuery } from '@portal/client';

/** The attributes that filter, and what they are called in a search. A list's values stand with spaces between them. */
const filters = {
  text: 'text',
  country: 'country',
  topic: 'topic',
  support: 'support',
  'activity-type': 'activityType',
  strand: 'strand',
  availability: 'availability',
  organisation: 'organisationId',
  'eligible-country': 'eligibleCountry',
  'free-from': 'freeFrom',
  'free-to': 'freeTo',
  fit: 'fit',
  'min-weeks': 'minWeeks',
  'max-weeks': 'maxWeeks',
  near: 'near',
  'radius-km': 'radiusKm',
  sort: 'sort'
} as const satisfies Record<string, keyof SearchProjectsQuery>;

const lists = ['country', 'topic', 'support', 'activityType', 'strand', 'availability', 'organisationId', 'eligibleCountry'];

export const filterAttributes = Object.keys(filters) as (keyof typeof filters)[];

export const usualCount = 5;
export const mostProjects = 50;

/** What is asked for: the filters as the API takes them, in a fixed order. */
export function readFilters(read: (attribute: string) => string | null): [string, string | string[]][] {
  return filterAttributes.flatMap((attribute): [string, string | string[]][] => {
    const value = read(attribute)?.trim();
    if (!value) return [];
    const name = filters[attribute];
    return [[name, lists.includes(name) ? value.split(/[\s,]+/) : value]];
  });
}

/** How many projects are shown: a whole number from 1 to 50. */
export function readCount(value: string | null): number {
  const count = Number(value);
  return Number.isInteger(count) && count >= 1 ? Math.min(count, mostProjects) : usualCount;
}

/** The same filters in the address of the search page. */
export function searchParams(asked: [string, string | string[]][]): string {
  const params = new URLSearchParams();
  for (const [name, value] of asked) for (const one of [value].flat()) params.append(name, one);
  return params.size > 0 ? `?${params}` : '';
}

/** The attributes that ask for what a search asks for. */
export function writeFilters(query: SearchProjectsQuery): [string, string][] {
  return filterAttributes.flatMap((attribute): [string, string][] => {
    const value = query[filters[attribute]];
    const text = Array.isArray(value) ? value.join(' ') : String(value ?? '');
    return text === '' ? [] : [[attribute, text]];
  });
}
