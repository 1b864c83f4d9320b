import { changed, defaultSort, searchAddress, type SearchState } from '$lib/search/search-state';

/** What of a search is saved: what it looks for, and not in which order or on which page. */
export function savedAddress(search: SearchState): string {
  return searchAddress(changed(search, { sort: defaultSort(search) }));
}
