import { loadedLater } from '$lib/site/loaded-later';

/** What saves and removes things: most readers of a page do neither. */
export const loadSaving = loadedLater(() => import('./saving'));
