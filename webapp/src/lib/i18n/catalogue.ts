import type { Language } from './languages';

/** A message, or one message for each plural form of the language. */
export type Message = string | Partial<Record<Intl.LDMLPluralRule, string>>;

export type MessageKey = keyof typeof import('./messages/en.json');

export type Catalogue = Record<MessageKey, Message>;

// Only what the chosen language has in common for all pages reaches every reader; messages.build.ts cuts the files in two.
const common = import.meta.glob<Catalogue>(['./messages/*.json', '!./messages/notes.json'], { import: 'default', query: '?common' });
const ofPages = import.meta.glob<Partial<Catalogue>>(['./messages/*.json', '!./messages/notes.json'], { import: 'default', query: '?pages' });

const catalogues = new Map<Language, Catalogue>();

/** The catalogue of a language, which is a file of its own. */
export async function loadCatalogue(language: Language): Promise<Catalogue> {
  const catalogue = catalogues.get(language) ?? { ...(await read(common, language)) };
  catalogues.set(language, catalogue);
  return catalogue;
}

/** Adds what only some pages say. A page that says such things waits for this in its load function. */
export async function loadMessagesOfPages(language: Language): Promise<void> {
  const [catalogue, more] = await Promise.all([loadCatalogue(language), read(ofPages, language)]);
  Object.assign(catalogue, more);
}

async function read<T>(files: Record<string, () => Promise<T>>, language: Language): Promise<T> {
  const load = files[`./messages/${language}.json`];
  if (!load) throw new Error(`There is no message catalogue for "${language}".`);
  return load();
}
