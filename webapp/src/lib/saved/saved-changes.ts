import type { SavedItems, SavedProject, SavedSearch } from './saved-items';

export function withProject(items: SavedItems, project: SavedProject): SavedItems {
  return { ...items, projects: [project, ...withoutProject(items, project.id).projects] };
}

export function withoutProject(items: SavedItems, id: string): SavedItems {
  return { ...items, projects: items.projects.filter((project) => project.id !== id) };
}

export function withSearch(items: SavedItems, search: SavedSearch): SavedItems {
  return { ...items, searches: [search, ...withoutSearch(items, search.address).searches] };
}

export function withoutSearch(items: SavedItems, address: string): SavedItems {
  return { ...items, searches: items.searches.filter((search) => search.address !== address) };
}

/** The same items where the search, if it is still saved, has been seen up to the given time. */
export function seenUpTo(items: SavedItems, address: string, seen: string): SavedItems {
  return { ...items, searches: items.searches.map((search) => (search.address === address ? { ...search, seen } : search)) };
}

/** What was shown so far, in step with what is saved: new ones come first, and what was removed keeps its place, to be saved again. */
export function stillShown<Item>(shown: readonly Item[], saved: readonly Item[], key: (item: Item) => string): Item[] {
  const before = new Set(shown.map(key));
  return [...saved.filter((item) => !before.has(key(item))), ...shown];
}
