import { loadCatalogue, type Catalogue } from './catalogue';
import type { Language } from './languages';

const files = import.meta.glob<Partial<Catalogue>>(['./messages/*.json', '!./messages/notes.json'], { import: 'default', query: '?pages' });

/** Adds to the catalogue what only some pages say. A page that says such things waits for this in its load function. */
export async function loadMessagesOfPages(language: Language): Promise<void> {
  const [catalogue, more] = await Promise.all([loadCatalogue(language), files[`./messages/${language}.json`]?.()]);
  Object.assign(catalogue, more);
}
