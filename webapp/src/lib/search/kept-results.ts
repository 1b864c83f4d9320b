import { browser } from '$app/environment';
import { isGoingBack } from '$lib/api/going-back';

/** How many searches are kept, and how long their results may be shown again without asking. */
const most = 20;
const longestInMilliseconds = 10 * 60 * 1000;

interface Kept {
  results: object;
  at: number;
}

const searches = new Map<string, Kept>();
let shown: { address: string; map: boolean } | null = null;

/** Keeps what a search has found, for this visit and in this tab only. */
export function keep(address: string, results: object): void {
  if (!browser) return;
  searches.delete(address);
  searches.set(address, { results, at: Date.now() });
  for (const oldest of [...searches.keys()].slice(0, -most)) searches.delete(oldest);
}

/**
 * What a search has found before, where showing it again asks nothing new: the reader goes back or forward to it, or
 * opens or closes the map beside it.
 */
export function kept<Results extends object>(address: string, map: boolean): Results | null {
  if (!browser) return null;
  const isSameSearch = shown?.address === address && shown.map !== map;
  shown = { address, map };
  const before = searches.get(address);
  if (!before || !(isSameSearch || isGoingBack()) || Date.now() - before.at > longestInMilliseconds) return null;
  return before.results as Results;
}
