import { describe, expect, it } from 'vitest';
import { loadTranslator } from '$lib/i18n/translator';
import { searchAdvice, waysOut } from './search-advice';
import { readSearch } from './search-state';

const english = await loadTranslator('en');
const romanian = await loadTranslator('ro');
const read = (query: string) => readSearch(new URLSearchParams(query));
const drop = (parameter: string, total = 12) => ({ parameter, action: 'drop', values: [], total });
const widen = (parameter: string, values: string[], total = 5) => ({ parameter, action: 'widen', values, total });

describe('ways out of a search that finds nothing', () => {
  it('say what to do and how many that finds', () => {
    const search = read('text=sea&country=RO&near=47,28&radiusKm=50&freeFrom=2027-06-01&freeTo=2027-08-31');
    const suggestions = [
      drop('text', 20),
      drop('country'),
      widen('radiusKm', ['200'], 3),
      widen('availability', ['open', 'full', 'deadlinePassed', 'ended']),
      widen('fit', ['any'], 1)
    ];
    expect(waysOut(english, search, suggestions).map(({ label }) => label)).toEqual([
      'Without the words “sea”: 20 projects',
      'Without the country filter: 12 projects',
      'Look within 200 km: 3 projects',
      'Also look at closed projects: 5 projects',
      'Also show near misses of your free days: 1 project'
    ]);
    expect(waysOut(romanian, search, [drop('country', 20)])[0]?.label).toBe('Fără filtrul de țară: 20 de proiecte');
  });

  it.each([
    ['text=sea&country=RO&page=2', drop('text'), '/?country=RO'],
    ['text=sea+turtles&country=RO', widen('text', ['turtles']), '/?text=turtles&country=RO'],
    ['text=sea&topic=edu', drop('topic'), '/?text=sea'],
    ['text=sea&support=dietary', drop('support'), '/?text=sea'],
    ['text=sea&activityType=team', drop('activityType'), '/?text=sea'],
    ['text=sea&eligibleCountry=IT', drop('eligibleCountry'), '/?text=sea'],
    ['near=47,28&place=Home&radiusKm=50&sort=distance', drop('near'), '/'],
    ['near=47,28&place=Home&radiusKm=50', widen('radiusKm', ['200']), '/?near=47%2C28&place=Home&radiusKm=200'],
    ['minWeeks=3&maxWeeks=8', drop('minWeeks'), '/?maxWeeks=8'],
    ['minWeeks=3&maxWeeks=8', drop('maxWeeks'), '/?minWeeks=3'],
    ['freeFrom=2027-06-01&freeTo=2027-08-31', widen('fit', ['any']), '/?freeFrom=2027-06-01&freeTo=2027-08-31&fit=any'],
    ['freeFrom=2027-06-01&freeTo=2027-08-31&fit=any&sort=fit', drop('freeFrom'), '/'],
    ['country=RO', widen('availability', ['ended', 'open']), '/?country=RO&availability=open&availability=ended']
  ])('lead from "%s" there', (query, suggestion, address) => {
    expect(waysOut(english, read(query), [suggestion])[0]?.href).toBe(address);
  });

  it('leave out what is newer than the page', () => {
    const newer = [drop('mood'), widen('country', ['RO', 'MD']), { ...drop('text'), action: 'shuffle' }, widen('radiusKm', ['200'])];
    expect(waysOut(english, read('text=sea'), newer)).toEqual([]);
  });
});

describe('advice where no single step helps', () => {
  it('goes by what is asked for', () => {
    expect(searchAdvice(english, read('text=sea&near=47,28&radiusKm=10&freeFrom=2027-06-01&freeTo=2027-08-31'), 0)).toEqual([
      'Use fewer or other words, and check their spelling.',
      'Give more free days, or also show near misses.',
      'Look farther around the place.',
      'Look at closed projects too: many organisations publish a new one every year.'
    ]);
    expect(searchAdvice(english, read('page=9'), 120)).toEqual(['120 results were found, but they are on earlier pages.']);
  });
});
