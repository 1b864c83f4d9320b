import { readPage, readTopics, readValues, toQueryString, type Topic } from './query-string';

export const availabilities = ['open', 'full', 'deadlinePassed', 'ended'] as const;
export const sorts = ['relevance', 'deadline', 'start', 'newest', 'duration'] as const;

export type Availability = (typeof availabilities)[number];
export type Sort = (typeof sorts)[number];

/** Everything that decides what the search shows. It lives in the address and nowhere else. */
export interface SearchState {
  text: string;
  country: string[];
  topic: Topic[];
  availability: Availability[];
  sort: Sort;
  page: number;
}

/** Projects that one can apply to are what readers come for. */
const defaultAvailability: Availability[] = ['open'];

export function readSearch(params: URLSearchParams): SearchState {
  const text = (params.get('text') ?? '').trim();
  const asked = readValues(params, 'availability');
  const availability = availabilities.filter((value) => asked.includes(value));
  return {
    text,
    country: readValues(params, 'country'),
    topic: readTopics(params),
    availability: availability.length > 0 ? availability : defaultAvailability,
    sort: sortsFor(text).find((sort) => sort === params.get('sort')) ?? defaultSort(text),
    page: readPage(params)
  };
}

/** The address of a search, without what goes without saying: "?text=forest&country=RO". */
export function searchAddress(state: SearchState): string {
  return toQueryString({
    text: state.text,
    country: state.country,
    topic: state.topic,
    availability: isDefaultAvailability(state) ? [] : state.availability,
    sort: state.sort === defaultSort(state.text) ? '' : state.sort,
    page: state.page > 1 ? state.page : ''
  });
}

/** Best match comes first where there is something to match. */
export function defaultSort(text: string): Sort {
  return text === '' ? 'deadline' : 'relevance';
}

/** The orders that make sense: without words there is no best match. */
export function sortsFor(text: string): Sort[] {
  return sorts.filter((sort) => sort !== 'relevance' || text !== '');
}

export function isDefaultAvailability({ availability }: SearchState): boolean {
  return availability.join() === defaultAvailability.join();
}

/** The same search without one of its values, from its first page. */
export function without(state: SearchState, filter: 'text' | 'country' | 'topic' | 'availability', value: string): SearchState {
  if (filter === 'text') {
    return { ...state, text: '', sort: state.sort === 'relevance' ? defaultSort('') : state.sort, page: 1 };
  }
  const left = { ...state, [filter]: state[filter].filter((other) => other !== value), page: 1 };
  return left.availability.length > 0 ? left : { ...left, availability: defaultAvailability };
}
