import { nothingSaved, readSaved, writeSaved, type SavedItems } from './saved-items';
import { saved, savedKey } from './saved.svelte';

export function takeStored(): void {
  try {
    saved.take(readSaved(localStorage.getItem(savedKey)));
  } catch {
    // The browser keeps nothing for this site: then nothing is saved.
    saved.take(nothingSaved);
  }
}

/**
 * Changes what is stored now, which another tab may have changed, and says whether it could be stored. Where it cannot be, nothing
 * looks as if it were.
 */
export function changeStored(make: (now: SavedItems) => SavedItems): boolean {
  takeStored();
  const next = make(saved.items);
  try {
    localStorage.setItem(savedKey, writeSaved(next));
    saved.take(next);
    return true;
  } catch {
    // Full, or forbidden.
    return false;
  }
}
