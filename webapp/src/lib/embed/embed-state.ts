import { readInteger } from '$lib/search/query-string';
import { defaultSort, filterQuery, isDefaultAvailability, readSearch, searchAddress, type SearchState } from '$lib/search/search-state';
import { mostProjects, usualCount, writeFilters } from '../../widget/attributes';
import { widgetLanguages } from '../../widget/words';

export const schemes = ['auto', 'light', 'dark'] as const;

export type Scheme = (typeof schemes)[number];

export const usualAccent = '#1f3fa8';

/** What the widget is to show and how. It lives in the address and nowhere else. */
export interface EmbedState {
  search: SearchState;
  language: string;
  count: number;
  /** As a colour field has it: #rrggbb. */
  accent: string;
  scheme: Scheme;
}

export function readEmbed(params: URLSearchParams, pageLanguage: string): EmbedState {
  const [language, accent] = [params.get('language') ?? '', (params.get('accent') ?? '').toLowerCase()];
  return {
    search: readSearch(params),
    language: widgetLanguages.includes(language) ? language : pageLanguage,
    count: readInteger(params, 'count', 1, mostProjects) ?? usualCount,
    accent: /^#[0-9a-f]{6}$/.test(accent) ? accent : usualAccent,
    scheme: schemes.find((scheme) => scheme === params.get('scheme')) ?? 'auto'
  };
}

/** The address of the page with all of it, without what goes without saying. */
export function embedAddress(state: EmbedState, pageLanguage: string): string {
  const params = new URLSearchParams(searchAddress(state.search));
  const say = (name: string, value: string, usual: string) => {
    if (value !== usual) params.set(name, value);
  };
  say('language', state.language, pageLanguage);
  say('count', String(state.count), String(usualCount));
  say('accent', state.accent, usualAccent);
  say('scheme', state.scheme, 'auto');
  return params.size > 0 ? `?${params}` : '';
}

/** The attributes of the element, in the order in which they are written. */
export function widgetAttributes({ search, language, count, accent, scheme }: EmbedState): Record<string, string> {
  const query = {
    ...filterQuery(search),
    ...(isDefaultAvailability(search) && { availability: [] }),
    sort: search.sort === defaultSort(search) ? undefined : search.sort
  };
  return {
    ...Object.fromEntries(writeFilters(query)),
    ...(count !== usualCount && { count: String(count) }),
    language,
    ...(accent !== usualAccent && { accent }),
    ...(scheme !== 'auto' && { scheme })
  };
}
