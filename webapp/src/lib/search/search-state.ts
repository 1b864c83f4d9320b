import type { SearchProjectsQuery } from '@portal/client';
import { readNear, type Near } from './near';
import { readDay, readInteger, readKnown, readPage, readTopics, readValues, toQueryString, type Topic } from './query-string';
import { mostWeeks } from './weeks';

export const availabilities = ['open', 'full', 'deadlinePassed', 'ended'] as const;
export const supports = ['mentoring', 'physicalEnvironment', 'participationSupport', 'dietary', 'other'] as const;
export const activityTypes = ['individual', 'team'] as const;
export const sorts = ['relevance', 'deadline', 'start', 'newest', 'duration', 'distance', 'fit'] as const;

export type Availability = (typeof availabilities)[number];
export type Support = (typeof supports)[number];
export type ActivityType = (typeof activityTypes)[number];
export type Sort = (typeof sorts)[number];

/** Everything that decides what the search shows. It lives in the address and nowhere else. */
export interface SearchState {
  text: string;
  country: string[];
  topic: Topic[];
  support: Support[];
  activityType: ActivityType[];
  availability: Availability[];
  /** Where the reader lives; empty where that is not said. */
  eligibleCountry: string;
  near: Near | null;
  minWeeks: number | null;
  maxWeeks: number | null;
  /** The days on which the reader is free, as far as they are given: both are needed before they count. */
  freeFrom: string;
  freeTo: string;
  /** Whether projects that miss the free days are shown too. */
  nearMisses: boolean;
  sort: Sort;
  page: number;
  /** Whether the map stands beside the results. It finds nothing and leaves nothing out: the API is not told. */
  map: boolean;
}

/** Projects that one can apply to are what readers come for. */
const defaultAvailability: Availability[] = ['open'];

export function readSearch(params: URLSearchParams): SearchState {
  const availability = readKnown(params, 'availability', availabilities);
  // Weeks the wrong way round can only mean one thing.
  const weeks = [readInteger(params, 'minWeeks', 1, mostWeeks), readInteger(params, 'maxWeeks', 1, mostWeeks)];
  const [minWeeks = null, maxWeeks = null] = weeks.includes(null) ? weeks : weeks.sort((one, other) => Number(one) - Number(other));
  const filters = {
    text: (params.get('text') ?? '').trim(),
    country: readValues(params, 'country'),
    topic: readTopics(params),
    support: readKnown(params, 'support', supports),
    activityType: readKnown(params, 'activityType', activityTypes),
    availability: availability.length > 0 ? availability : defaultAvailability,
    eligibleCountry: readValues(params, 'eligibleCountry')[0] ?? '',
    near: readNear(params),
    minWeeks,
    maxWeeks,
    freeFrom: readDay(params, 'freeFrom'),
    freeTo: readDay(params, 'freeTo'),
    nearMisses: params.get('fit') === 'any'
  };
  return {
    ...filters,
    sort: sortsFor(filters).find((sort) => sort === params.get('sort')) ?? defaultSort(filters),
    page: readPage(params),
    map: params.get('map') === '1'
  };
}

/** The address of a search, without what goes without saying: "?text=forest&country=RO". */
export function searchAddress(state: SearchState): string {
  return toQueryString({
    text: state.text,
    country: state.country,
    topic: state.topic,
    support: state.support,
    activityType: state.activityType,
    availability: isDefaultAvailability(state) ? [] : state.availability,
    eligibleCountry: state.eligibleCountry,
    near: state.near?.at ?? '',
    place: state.near?.place ?? '',
    radiusKm: state.near?.radiusKm ?? '',
    minWeeks: state.minWeeks,
    maxWeeks: state.maxWeeks,
    freeFrom: state.freeFrom,
    freeTo: state.freeTo,
    fit: state.nearMisses ? 'any' : '',
    sort: state.sort === defaultSort(state) ? '' : state.sort,
    page: state.page > 1 ? state.page : '',
    map: state.map ? '1' : ''
  });
}

/** The address of what is found, however it is shown: the page's own one, and one to keep. */
export function foundAddress(state: SearchState): string {
  return searchAddress({ ...state, map: false });
}

/** What of a search the API is asked for, its order and page aside: counts are asked for with the same. */
export function filterQuery(state: SearchState) {
  const days = freeDays(state);
  return {
    text: state.text || undefined,
    country: state.country,
    topic: state.topic,
    support: state.support,
    activityType: state.activityType,
    availability: state.availability,
    eligibleCountry: state.eligibleCountry === '' ? [] : [state.eligibleCountry],
    near: state.near?.at,
    radiusKm: state.near?.radiusKm ?? undefined,
    minWeeks: state.minWeeks ?? undefined,
    maxWeeks: state.maxWeeks ?? undefined,
    freeFrom: days?.from,
    freeTo: days?.to,
    fit: days && state.nearMisses ? 'any' : undefined
  } satisfies SearchProjectsQuery;
}

export function searchQuery(state: SearchState): SearchProjectsQuery {
  return { ...filterQuery(state), sort: state.sort, page: state.page };
}

/** The free days, where they are complete and in order. */
export function freeDays({ freeFrom, freeTo }: Pick<SearchState, 'freeFrom' | 'freeTo'>): { from: string; to: string } | null {
  return freeFrom !== '' && freeTo !== '' && freeFrom <= freeTo ? { from: freeFrom, to: freeTo } : null;
}

type Sortable = Pick<SearchState, 'text' | 'near' | 'freeFrom' | 'freeTo'>;

/** Best match comes first where there is something to match. */
export function defaultSort({ text }: Pick<SearchState, 'text'>): Sort {
  return text === '' ? 'deadline' : 'relevance';
}

/** The orders that make sense: without words there is no best match, without a place no distance, without days no fit. */
export function sortsFor(search: Sortable): Sort[] {
  const needs: Partial<Record<Sort, boolean>> = {
    relevance: search.text !== '',
    distance: search.near !== null,
    fit: freeDays(search) !== null
  };
  return sorts.filter((sort) => needs[sort] ?? true);
}

export function isDefaultAvailability({ availability }: Pick<SearchState, 'availability'>): boolean {
  return availability.join() === defaultAvailability.join();
}

/** The same search with something else in it, from its first page, and in an order that it can have. */
export function changed(state: SearchState, changes: Partial<SearchState>): SearchState {
  const next = { ...state, ...changes, page: 1 };
  if (next.availability.length === 0) next.availability = defaultAvailability;
  // The usual order is not asked for: with other words another one is usual.
  if (state.sort === defaultSort(state) || !sortsFor(next).includes(next.sort)) next.sort = defaultSort(next);
  return next;
}

type ListFilter = 'country' | 'topic' | 'support' | 'activityType' | 'availability';

/** The same search without one value of a list. */
export function without(state: SearchState, filter: ListFilter, value: string): SearchState {
  return changed(state, { [filter]: state[filter].filter((other) => other !== value) });
}

/** What a filter looks like that asks for nothing. */
export const unasked = {
  text: { text: '' },
  country: { country: [] },
  topic: { topic: [] },
  support: { support: [] },
  activityType: { activityType: [] },
  eligibleCountry: { eligibleCountry: '' },
  near: { near: null },
  minWeeks: { minWeeks: null },
  maxWeeks: { maxWeeks: null },
  weeks: { minWeeks: null, maxWeeks: null },
  freeDays: { freeFrom: '', freeTo: '', nearMisses: false },
  nearMisses: { nearMisses: false }
} satisfies Record<string, Partial<SearchState>>;
