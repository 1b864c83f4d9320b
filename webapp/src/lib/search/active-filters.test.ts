import type { ReferenceData } from '@portal/client';
import { describe, expect, it } from 'vitest';
import { loadTranslator } from '$lib/i18n/translator';
import { activeFilters } from './active-filters';
import { readSearch, searchAddress } from './search-state';

const english = await loadTranslator('en');
const romanian = await loadTranslator('ro');
const reference = {
  countries: [
    { code: 'RO', label: 'Romania' },
    { code: 'IT', label: 'Italy' }
  ],
  topics: [{ code: 'edu', label: 'Education and training' }]
} as ReferenceData;

const chips = (query: string, translator = english) => activeFilters(translator, reference, readSearch(new URLSearchParams(query)));
const labels = (query: string) => chips(query).map(({ label }) => label);

describe('chips', () => {
  it('are none where nothing is asked for', () => {
    expect(labels('')).toEqual([]);
    expect(labels('availability=open&sort=start&page=2')).toEqual([]);
  });

  it('name every filter', () => {
    expect(
      labels(
        'text=sea&country=RO&topic=edu&support=dietary&activityType=team&availability=full&eligibleCountry=IT&near=47.16,27.6&place=Ia%C8%99i' +
          '&radiusKm=50&minWeeks=3&maxWeeks=8&freeFrom=2027-06-01&freeTo=2027-08-31&fit=any'
      )
    ).toEqual([
      '“sea”',
      'Living in Italy',
      expect.stringMatching(/^Free 1 Jun\s–\s31 Aug 2027$/),
      'Also show near misses',
      'Within 50 km of Iași',
      'Romania',
      'Education and training',
      '3–8 weeks',
      'Special diets',
      'In a team',
      'Full'
    ]);
  });

  it('lead to the search without that filter, and keep the others', () => {
    const query = 'text=sea&country=IT&country=RO&near=47.16%2C27.6&place=Home&radiusKm=50&minWeeks=3&maxWeeks=8&freeFrom=2027-06-01&freeTo=2027-08-31&fit=any';
    const left = Object.fromEntries(chips(query).map(({ label, href }) => [label, new URLSearchParams(href.slice(2))]));
    const missing = (label: string) => {
      const found = left[label] ?? new URLSearchParams();
      return [...new URLSearchParams(query)].filter(([name, value]) => !found.has(name, value)).map(([name]) => name);
    };
    expect(missing('“sea”')).toEqual(['text']);
    expect(missing('Italy')).toEqual(['country']);
    expect(missing('Within 50 km of Home')).toEqual(['near', 'place', 'radiusKm']);
    expect(missing('3–8 weeks')).toEqual(['minWeeks', 'maxWeeks']);
    expect(missing('Also show near misses')).toEqual(['fit']);
    expect(missing(Object.keys(left).find((label) => label.startsWith('Free')) ?? '')).toEqual(['freeFrom', 'freeTo', 'fit']);
  });

  it('tell a place without a name or a distance', () => {
    expect(labels('near=47.02,28.83&radiusKm=10')).toEqual(['Within 10 km of 47.02, 28.83']);
    expect(labels('near=47.02,28.83&place=Chi%C8%99in%C4%83u')).toEqual(['Distance from Chișinău']);
  });

  it('say nothing of free days that are not whole', () => {
    expect(labels('freeFrom=2027-06-01&fit=any')).toEqual([]);
  });

  it('lead to the page in the same language', () => {
    const search = readSearch(new URLSearchParams('text=sea&country=RO'));
    expect(chips('text=sea&country=RO', romanian)[1]?.href).toBe(`/ro${searchAddress({ ...search, country: [] })}`);
  });
});
