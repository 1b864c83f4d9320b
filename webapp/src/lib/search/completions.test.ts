import type { ReferenceData, SearchCompletion } from '@portal/client';
import { describe, expect, it } from 'vitest';
import { loadTranslator } from '$lib/i18n/translator';
import { completionAddress, searchChoices, townChoices } from './completions';
import { readSearch } from './search-state';

const english = await loadTranslator('en');
const romanian = await loadTranslator('ro');
const reference = {
  countries: [{ code: 'RO', label: 'Romania' }],
  topics: [{ code: 'edu', label: 'Education and training' }]
} as ReferenceData;

const completion = (fields: Partial<SearchCompletion> & Pick<SearchCompletion, 'kind' | 'text'>): SearchCompletion => ({
  code: null,
  id: null,
  country: null,
  location: null,
  total: 7,
  ...fields
});
const town = completion({ kind: 'town', text: 'Iași', country: 'RO', location: { latitude: 47.1625, longitude: 27.6044 } });
const nowhere = completion({ kind: 'town', text: 'Iași', country: 'RO' });
const country = completion({ kind: 'country', text: 'România', code: 'RO' });
const topic = completion({ kind: 'topic', text: 'Education and training', code: 'edu' });
const organisation = completion({ kind: 'organisation', text: 'Casa', id: 'o1', country: 'RO' });
const title = completion({ kind: 'title', text: 'Radio', id: 'p1', country: 'RO', total: 1 });

describe('completions', () => {
  it('say what they are', () => {
    expect(searchChoices(english, reference, [town, country, title]).map(({ label, note }) => [label, note])).toEqual([
      ['Iași', 'Town · Romania · 7 projects'],
      ['România', 'Country · 7 projects'],
      ['Radio', 'Project · Romania · 1 project']
    ]);
  });

  it('call topics what the reader calls them', () => {
    expect(searchChoices(romanian, reference, [topic])[0]?.label).toBe('Educație și formare');
  });

  it('survive a kind that is newer than the page', () => {
    const mood = completion({ kind: 'mood', text: 'calm', total: 0 });
    expect(searchChoices(english, reference, [mood])[0]).toMatchObject({ label: 'calm', note: '', icon: 'search' });
    expect(completionAddress(english, readSearch(new URLSearchParams()), mood)).toBe('/?text=calm');
  });

  it('are towns where a place is asked for, as far as it is known where they are', () => {
    expect(townChoices(english, reference, [country, nowhere, town, title]).map(({ value }) => value)).toEqual([
      { name: 'Iași', location: { latitude: 47.1625, longitude: 27.6044 } }
    ]);
  });
});

describe('picking a completion', () => {
  const to = (query: string, picked: SearchCompletion, translator = english) =>
    completionAddress(translator, readSearch(new URLSearchParams(query)), picked);

  it('sets the filter of a country or a topic in place of the words', () => {
    expect(to('text=rom&country=AT&page=3', country)).toBe('/?country=AT&country=RO');
    expect(to('text=edu&topic=edu', topic)).toBe('/?topic=edu');
    expect(to('', country, romanian)).toBe('/ro?country=RO');
  });

  it('looks around a town, as far as was asked for', () => {
    expect(to('text=ias&sort=relevance', town)).toBe('/?near=47.1625%2C27.6044&place=Ia%C8%99i&radiusKm=50');
    expect(to('near=1,1&place=Home&radiusKm=200&sort=distance', town)).toBe(
      '/?near=47.1625%2C27.6044&place=Ia%C8%99i&radiusKm=200&sort=distance'
    );
  });

  it('searches for a town of which it is not known where it is', () => {
    expect(to('', nowhere)).toBe('/?text=Ia%C8%99i');
  });

  it('opens an organisation and a project', () => {
    expect(to('text=casa', organisation)).toBe('/organisations/o1');
    expect(to('text=radio', title, romanian)).toBe('/ro/projects/p1');
  });
});
