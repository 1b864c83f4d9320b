import type { SavedItems } from './saved-items';

export const savedKey = 'portal.saved';

let items = $state.raw<SavedItems>({ projects: [], searches: [] });
let isRead = $state(false);
let isFollowed = false;

/** What the reader keeps on this device, in step with other tabs. */
export const saved = {
  get items() {
    return items;
  },

  /** Whether the device was asked: the server, and a page that has just come, do not know. */
  get isRead() {
    return isRead;
  },

  /** Begins to follow what is stored. Called when a component is in the page, so that it begins as the server has written it. */
  follow() {
    if (isFollowed) return;
    isFollowed = true;
    void read();
    addEventListener('storage', (event) => {
      // Without a key, everything was cleared.
      if (event.key === savedKey || event.key === null) void read();
    });
  },

  hasProject: (id: string) => items.projects.some((project) => project.id === id),
  hasSearch: (address: string) => items.searches.some((search) => search.address === address),

  /** Takes over what was stored. */
  take(stored: SavedItems) {
    items = stored;
    isRead = true;
  }
};

/** Most readers have nothing stored: then there is nothing to load. */
async function read() {
  if (!items.projects.length && !items.searches.length && storesNothing()) isRead = true;
  else (await import('./stored')).takeStored();
}

function storesNothing(): boolean {
  try {
    return localStorage.getItem(savedKey) === null;
  } catch {
    // The browser keeps nothing for this site.
    return true;
  }
}
