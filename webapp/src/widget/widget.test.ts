import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { buildWidget } from '../../widget.build';
import { loadTranslator } from '../lib/i18n/translator';
import { readCount, readFilters, searchParams, writeFilters } from './attributes';
import { createFacts } from './facts';
import { widgetLanguage, widgetLanguages, wordsIn } from './words';

const portalLanguages = 'bg cs da de el en es et fi fr ga hr hu is it lt lv mk mt nl no pl pt ro sk sl sr sv tr'.split(' ');

describe('the widget', () => {
  it('is one file of less than 15 kB', async () => {
    const size = gzipSync(await buildWidget()).length;
    expect(size).toBeGreaterThan(3_000);
    expect(size).toBeLessThan(15_000);
  }, 60_000);
});

describe('attributes', () => {
  const read = (attributes: Record<string, string>) => readFilters((name) => attributes[name] ?? null);

  it('ask for what a search asks for, lists with spaces or commas', () => {
    const asked = read({ sort: 'start', country: ' MD  RO,IT ', text: 'two words', 'min-weeks': '', colour: 'red' });
    expect(asked).toEqual([['text', 'two words'], ['country', ['MD', 'RO', 'IT']], ['sort', 'start']]);
    expect(searchParams(asked)).toBe('?text=two+words&country=MD&country=RO&country=IT&sort=start');
    expect(searchParams([])).toBe('');
  });

  it('can be written from a search and read again', () => {
    const written = writeFilters({ text: 'a', country: ['MD', 'RO'], radiusKm: 50, near: '47,28', freeFrom: '2027-01-01', freeTo: '2027-02-01' });
    expect(Object.fromEntries(read(Object.fromEntries(written)))).toEqual({
      text: 'a', country: ['MD', 'RO'], radiusKm: '50', near: '47,28', freeFrom: '2027-01-01', freeTo: '2027-02-01'
    });
  });

  it('show five projects, or as many as are asked for', () => {
    expect([null, '', '0', '-3', '2.5', 'many', '1', '50', '51'].map(readCount)).toEqual([5, 5, 5, 5, 5, 5, 1, 50, 50]);
  });
});

describe('words', () => {
  it('are there in every language of the portal, each of its own', () => {
    expect([...widgetLanguages].sort()).toEqual(portalLanguages);
    for (const language of portalLanguages) {
      const words = wordsIn(language);
      expect(words.applyBy, language).toMatch(/\{date\}/);
      expect(words.all, language).toMatch(/\(\{count\}\)$/);
      expect(Object.values(words).filter((text) => text.trim() === ''), language).toEqual([]);
    }
    expect(new Set(portalLanguages.map((language) => wordsIn(language).failed)).size).toBe(portalLanguages.length);
  });

  it('are those of the catalogues, where the pages have them', async () => {
    for (const language of ['ro', 'el', 'et'] as const) {
      const { t } = await loadTranslator(language);
      const { applyBy, untilFilled, retry } = wordsIn(language);
      expect([applyBy, untilFilled, retry]).toEqual([t('deadline.applyBy'), t('deadline.none'), t('failure.tryAgain')]);
    }
  });

  it('are those of the language that a page says, as far as it is known', () => {
    expect(['ro', 'pt-BR', 'DE', 'nb', 'nn-NO', 'ar', '', 'constructor'].map(widgetLanguage)).toEqual(['ro', 'pt', 'de', 'no', 'no', 'en', 'en', 'en']);
  });
});

describe('facts', () => {
  const project = { town: 'Iași', country: 'RO', startsOn: '2027-04-01', endsOn: '2027-05-31', weeks: 8, availability: 'open', deadline: '2027-02-28' };
  const facts = (language: string) => createFacts(language, wordsIn(language));

  it('are said in the language', () => {
    expect(facts('en').place(project)).toBe('Iași, Romania');
    expect(facts('en').stay(project)).toMatch(/^1 Apr\s–\s31 May 2027 · 8 weeks$/);
    expect(facts('en').deadline(project)).toBe('Apply by 28 Feb 2027');
    expect(facts('de').place({ ...project, town: null })).toBe('Rumänien');
    expect(facts('de').deadline(project)).toMatch(/^Bewerbung bis 28\. Feb/);
    expect(facts('en').all(1234)).toBe('See all projects (1,234)');
  });

  it('do not invite to what is closed, and know that there may be no deadline', () => {
    expect(facts('en').deadline({ ...project, availability: 'full' })).toBe('');
    expect(facts('en').deadline({ ...project, deadline: null })).toBe('Open until filled');
  });
});
