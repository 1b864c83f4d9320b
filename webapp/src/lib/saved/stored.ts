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

/** Changes what is stored now, which another tab may have changed. Where it cannot be stored, nothing looks as if it were. */
export function changeStored(make: (now: SavedItems) => SavedItems): void {
  takeStored();
  const next = make(saved.items);
  try {
    localStorage.setItem(savedKey, writeSaved(next));
    saved.take(next);
  } catch {
    // Full, or forbidden.
  }
}
