import type { Language } from './languages';

/** A message, or one message for each plural form of the language. */
export type Message = string | Partial<Record<Intl.LDMLPluralRule, string>>;

export type MessageKey = keyof typeof import('./messages/en.json');

export type Catalogue = Record<MessageKey, Message>;

// What all pages have in common: messages.build.ts keeps the rest back.
const files = import.meta.glob<Catalogue>(['./messages/*.json', '!./messages/notes.json'], { import: 'default', query: '?common' });

const catalogues = new Map<Language, Promise<Catalogue>>();

/** Only the catalogue of the chosen language reaches the browser: each is a file of its own. It is the same one for whoever asks. */
export function loadCatalogue(language: Language): Promise<Catalogue> {
  const known = catalogues.get(language);
  if (known) return known;
  const catalogue = read(language);
  catalogues.set(language, catalogue);
  // What failed once may be had later.
  catalogue.catch(() => catalogues.delete(language));
  return catalogue;
}

async function read(language: Language): Promise<Catalogue> {
  const load = files[`./messages/${language}.json`];
  if (!load) throw new Error(`There is no message catalogue for "${language}".`);
  return { ...(await load()) };
}
