import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { groupsOfPages } from '../../../messages.build';
import type { Message } from './catalogue';
import { languageCodes, languages } from './languages';

const root = join(process.cwd(), 'src');
const folder = join(root, 'lib/i18n/messages');
const read = (name: string): Record<string, Message> => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));

// Keys that are put together from a code.
const lists = ['topic', 'support', 'need', 'activity', 'role', 'availability', 'sort'];

// What is truly the same in these languages. Anything else that reads as in English was forgotten.
const alike: Record<string, string[]> = {
  'organisation.pic': languageCodes,
  'organisation.email': ['cs', 'da', 'hu', 'it', 'nl', 'pl', 'ro', 'sk'],
  'organisation.website': ['de', 'nl'],
  'completion.organisation': ['da', 'de', 'fr', 'sv'],
  'project.status': ['da', 'de', 'hr', 'nl', 'no', 'pl', 'sv'],
  'site.organisations': ['fr'],
  'completion.list': ['fr'],
  'pages.label': ['fr'],
  'pages.page': ['fr'],
  'filter.text': ['ga', 'lv', 'mt', 'nl', 'tr'],
  'duration.within': ['it', 'nl'],
  'completion.title': ['nl'],
  'filter.heading': ['nl'],
  'availability.open': ['nl'],
  'project.deadline': ['nl'],
  'project.training': ['nl']
};

const english = read('en');
const keys = Object.keys(english);
const forms = (message: Message) => (typeof message === 'string' ? [message] : Object.values(message));
const placeholders = (message: Message) => [...new Set(forms(message).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort();

describe('message catalogues', () => {
  it('exist for every language and for no other', () => {
    const found = readdirSync(folder).map((file) => file.replace('.json', ''));
    expect(found.sort()).toEqual([...languageCodes, 'notes'].sort());
  });

  it('hold no message that no page uses', () => {
    const source = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(svelte|ts)$/.test(file) && !file.endsWith('.test.ts'))
      .map((file) => readFileSync(join(root, file), 'utf8'))
      .join('\n');
    const unused = keys.filter((key) => !source.includes(`'${key}'`) && !lists.includes(key.split('.')[0] ?? ''));
    expect(unused).toEqual([]);
  });

  describe('that only some pages have', () => {
    const page = (name: string) => `routes/[[lang=lang]]/${name}+page.svelte`;
    const others = readdirSync(join(root, 'routes/[[lang=lang]]'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('/+page.svelte'))
      .map((file) => file.slice(0, -'+page.svelte'.length));
    const saysSuch = (file: string) =>
      [...loadedBy(file)].filter((loaded) => groupsOfPages.some((group) => readFileSync(join(root, loaded), 'utf8').includes(`'${group}.`)));

    it('are not said by the search page, nor around every page', () => {
      expect([page(''), 'routes/+layout.svelte', 'routes/+error.svelte'].flatMap(saysSuch)).toEqual([]);
    });

    it('are loaded with every page that says one', () => {
      const saying = others.filter((name) => saysSuch(page(name)).length > 0);
      const loading = others.filter((name) => readFileSync(join(root, page(name).replace('.svelte', '.ts')), 'utf8').includes('loadMessagesOfPages'));
      expect(loading).toEqual(saying);
    });
  });

  it('have a note for translators each', () => {
    expect(Object.keys(read('notes'))).toEqual(keys);
    expect(Object.values(read('notes')).flatMap(forms).filter((note) => note.length < 15)).toEqual([]);
  });

  it('are few enough to be translated with care', () => expect(keys.length).toBeLessThanOrEqual(350));

  describe.each(languageCodes)('%s', (language) => {
    const messages = read(language);

    it('has every message, none too many, and none empty', () => {
      expect(Object.keys(messages).sort()).toEqual([...keys].sort());
      expect(Object.values(messages).flatMap(forms).filter((form) => form.trim() === '')).toEqual([]);
    });

    it('has exactly the plural forms of its language', () => {
      const categories = new Intl.PluralRules(languages[language].locale).resolvedOptions().pluralCategories.sort();
      for (const key of keys) {
        const message = messages[key] ?? '';
        expect(typeof message, key).toBe(typeof english[key]);
        if (typeof message !== 'string') expect(Object.keys(message).sort(), key).toEqual(categories);
      }
    });

    it('is not in English where the language says it otherwise', () => {
      const same = keys.filter((key) => JSON.stringify(messages[key]) === JSON.stringify(english[key]));
      const allowed = keys.filter((key) => language === 'en' || alike[key]?.includes(language));
      expect(same).toEqual(allowed);
    });

    it('fills in the same values', () => {
      for (const key of keys) expect(placeholders(messages[key] ?? ''), key).toEqual(placeholders(english[key] ?? ''));
    });
  });

  it('write Romanian with commas below, not cedillas', () => {
    expect(JSON.stringify(read('ro'))).not.toMatch(/[şţŞŢ]/);
  });
});

/** A file and everything that it imports, in turn. */
function loadedBy(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file)) return known;
  known.add(file);
  for (const [, name = ''] of readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import\()\s*'((?:\$lib|\.)[^']+)'/g)) {
    const path = name.startsWith('$lib') ? `lib${name.slice('$lib'.length)}` : join(dirname(file), name);
    const found = [path, `${path}.ts`].find((one) => /\.(svelte|ts)$/.test(one) && existsSync(join(root, one)));
    if (found) loadedBy(found, known);
  }
  return known;
}
