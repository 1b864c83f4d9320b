import { readPage, readTopics, readValues, toQueryString, type Topic } from '$lib/search/query-string';

/** Everything that decides what the directory shows. It lives in the address and nowhere else. */
export interface DirectoryState {
  text: string;
  country: string[];
  topic: Topic[];
  hasOpenProjects: boolean;
  page: number;
}

export function readDirectory(params: URLSearchParams): DirectoryState {
  return {
    text: (params.get('text') ?? '').trim(),
    country: readValues(params, 'country'),
    topic: readTopics(params),
    hasOpenProjects: params.get('hasOpenProjects') === 'true',
    page: readPage(params)
  };
}

/** What of it the API is asked for, the page aside: counts are asked for with the same. */
export function directoryQuery({ text, country, topic, hasOpenProjects }: DirectoryState) {
  return { text: text || undefined, country, topic, hasOpenProjects: hasOpenProjects || undefined };
}

export function directoryAddress(state: DirectoryState): string {
  return toQueryString({
    text: state.text,
    country: state.country,
    topic: state.topic,
    hasOpenProjects: state.hasOpenProjects ? 'true' : '',
    page: state.page > 1 ? state.page : ''
  });
}

/** The same directory without one of its filters' values, from its first page. */
export function without(
  state: DirectoryState,
  filter: 'text' | 'country' | 'topic' | 'hasOpenProjects',
  value: string
): DirectoryState {
  if (filter === 'text') return { ...state, text: '', page: 1 };
  if (filter === 'hasOpenProjects') return { ...state, hasOpenProjects: false, page: 1 };
  return { ...state, [filter]: state[filter].filter((other) => other !== value), page: 1 };
}
