import { browser, dev } from '$app/environment';
import { isFirstView } from '$lib/api/first-view';
import type { RenderMarkdown } from '$lib/ui/markdown';

/**
 * The framework takes over HTML that came with the page, whatever it is told there; it complains of a difference in development only.
 * Where it cannot take a page over it makes all of it anew, so that even this is no more than text.
 */
const asItCame: RenderMarkdown = (source) => source.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/**
 * What turns the texts of organisations into HTML. It is two thirds as large as all else that a page loads, so that a page that came with
 * its texts goes without, and gets it when the reader moves on.
 */
export async function loadMarkdown(): Promise<RenderMarkdown> {
  const hasTexts = browser && !dev && isFirstView() && document.querySelector('main .prose') !== null;
  return hasTexts ? asItCame : (await import('$lib/ui/markdown')).renderMarkdown;
}
