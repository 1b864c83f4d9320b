import type { Language } from './languages';

/** A message, or one message for each plural form of the language. */
export type Message = string | Partial<Record<Intl.LDMLPluralRule, string>>;

export type MessageKey = keyof typeof import('./messages/en.json');

export type Catalogue = Record<MessageKey, Message>;

const files = import.meta.glob<Catalogue>(['./messages/*.json', '!./messages/notes.json'], {
  import: 'default'
});

/** Only the catalogue of the chosen language reaches the browser: each is a file of its own. */
export async function loadCatalogue(language: Language): Promise<Catalogue> {
  const load = files[`./messages/${language}.json`];
  if (!load) throw new Error(`There is no message catalogue for "${language}".`);
  return load();
}
