import { describe, expect, it } from 'vitest';
import { changed, filterQuery, foundAddress, freeDays, readSearch, searchAddress, searchQuery, sortsFor, unasked, without } from './search-state';

const read = (query: string) => readSearch(new URLSearchParams(query));

describe('reading a search from an address', () => {
  it('asks for open projects by their deadline unless it says otherwise', () => {
    expect(read('')).toEqual({
      text: '',
      country: [],
      topic: [],
      support: [],
      activityType: [],
      availability: ['open'],
      eligibleCountry: '',
      near: null,
      minWeeks: null,
      maxWeeks: null,
      freeFrom: '',
      freeTo: '',
      nearMisses: false,
      sort: 'deadline',
      page: 1,
      map: false
    });
  });

  it('reads everything', () => {
    const address =
      'text=+forest+&country=RO&country=AT&topic=natr&support=other&support=dietary&activityType=team&availability=ended&availability=open' +
      '&eligibleCountry=IT&near=47.16,27.6&place=Ia%C8%99i&radiusKm=50&minWeeks=3&maxWeeks=8&freeFrom=2027-06-01&freeTo=2027-08-31' +
      '&fit=any&sort=start&page=3&map=1';
    expect(read(address)).toEqual({
      text: 'forest',
      country: ['AT', 'RO'],
      topic: ['natr'],
      support: ['dietary', 'other'],
      activityType: ['team'],
      availability: ['open', 'ended'],
      eligibleCountry: 'IT',
      near: { at: '47.16,27.6', place: 'Iași', radiusKm: 50 },
      minWeeks: 3,
      maxWeeks: 8,
      freeFrom: '2027-06-01',
      freeTo: '2027-08-31',
      nearMisses: true,
      sort: 'start',
      page: 3,
      map: true
    });
  });

  it('ignores what cannot be', () => {
    expect(read('availability=soon&support=none&activityType=duo&sort=best&page=0&fit=all')).toEqual(read(''));
    expect(read('page=1.5').page).toBe(1);
    expect(read('page=501').page).toBe(1);
    expect(read('page=500').page).toBe(500);
    expect(read('country=RO&country=RO&country=').country).toEqual(['RO']);
    expect(read('minWeeks=0&maxWeeks=521')).toEqual(read(''));
    expect(read('minWeeks=1e2&maxWeeks=many')).toEqual(read(''));
    expect(read('freeFrom=2027-02-30&freeTo=0002-01-01')).toEqual(read(''));
  });

  it('turns weeks round that are the wrong way round', () => {
    expect(read('minWeeks=12&maxWeeks=4')).toMatchObject({ minWeeks: 4, maxWeeks: 12 });
    expect(read('maxWeeks=4')).toMatchObject({ minWeeks: null, maxWeeks: 4 });
  });

  it('leaves codes that it does not know to the API, which refuses them', () => {
    expect(read('country=QQ&topic=new&eligibleCountry=QQ')).toMatchObject({ country: ['QQ'], topic: ['new'], eligibleCountry: 'QQ' });
  });
});

describe('the orders of a search', () => {
  it('has the best match only where there are words', () => {
    expect(read('text=forest').sort).toBe('relevance');
    expect(read('sort=relevance').sort).toBe('deadline');
    expect(sortsFor(read(''))).toEqual(['deadline', 'start', 'newest', 'duration']);
    expect(sortsFor(read('text=forest'))[0]).toBe('relevance');
  });

  it('has the distance only from a place', () => {
    expect(read('near=47,28&sort=distance').sort).toBe('distance');
    expect(read('sort=distance').sort).toBe('deadline');
  });

  it('has the fit only with whole free days', () => {
    expect(read('freeFrom=2027-06-01&freeTo=2027-08-31&sort=fit').sort).toBe('fit');
    expect(read('freeFrom=2027-06-01&sort=fit').sort).toBe('deadline');
    expect(sortsFor(read('freeFrom=2027-08-31&freeTo=2027-06-01'))).not.toContain('fit');
  });
});

describe('the address of a search', () => {
  it('leaves out what goes without saying', () => {
    expect(searchAddress(read('text=&availability=open&sort=deadline&page=1'))).toBe('');
    expect(searchAddress(read('text=forest&sort=relevance'))).toBe('?text=forest');
    expect(searchAddress(read('place=Nowhere&radiusKm=50'))).toBe('');
  });

  it.each([
    '?text=forest+%26+lake&country=AT&country=RO&topic=natr&availability=full&sort=newest&page=2',
    '?text=chi%C8%99in%C4%83u&sort=deadline',
    '?availability=open&availability=full',
    '?support=mentoring&activityType=individual&eligibleCountry=IT&near=47.1625%2C27.6044&place=Ia%C8%99i&radiusKm=50&sort=distance',
    '?minWeeks=53&freeFrom=2027-06-01&freeTo=2027-08-31&fit=any&sort=fit',
    '?freeFrom=2027-06-01&fit=any',
    '?text=forest&page=2&map=1'
  ])('gives the search back: %s', (address) => {
    expect(searchAddress(read(address))).toBe(address);
  });

  it('to keep says nothing of the map', () => {
    expect(foundAddress(read('text=forest&map=1'))).toBe('?text=forest');
  });

  it('is the same for the same search, however it was put together', () => {
    expect(searchAddress(read('country=RO&country=AT'))).toBe(searchAddress(read('country=AT&country=RO')));
    expect(searchAddress(read('support=other&support=mentoring'))).toBe(searchAddress(read('support=mentoring&support=other')));
  });
});

describe('what the API is asked', () => {
  it('is never told the name of the place', () => {
    const query = searchQuery(read('near=47.16,27.6&place=Home&radiusKm=50&page=2'));
    expect(searchQuery(read('map=1'))).toEqual(searchQuery(read('')));
    expect(query).toMatchObject({ near: '47.16,27.6', radiusKm: 50, sort: 'deadline', page: 2 });
    expect(JSON.stringify(query)).not.toContain('Home');
  });

  it('has free days only when both are given and in order, and near misses only with them', () => {
    expect(filterQuery(read('freeFrom=2027-06-01&freeTo=2027-08-31&fit=any'))).toMatchObject({
      freeFrom: '2027-06-01',
      freeTo: '2027-08-31',
      fit: 'any'
    });
    for (const query of ['freeFrom=2027-06-01&fit=any', 'freeFrom=2027-08-31&freeTo=2027-06-01&fit=any']) {
      expect(freeDays(read(query))).toBeNull();
      expect(filterQuery(read(query))).toMatchObject({ freeFrom: undefined, freeTo: undefined, fit: undefined });
    }
  });

  it('is counted for without order and page', () => {
    expect(Object.keys(filterQuery(read('sort=start&page=3')))).not.toContain('page');
    expect(filterQuery(read('text=forest&sort=start&page=3'))).toEqual(filterQuery(read('text=forest')));
  });
});

describe('taking one filter away', () => {
  const search = read('text=forest&country=AT&country=RO&topic=natr&availability=full&page=4');

  it('keeps the others and begins at the first page', () => {
    expect(without(search, 'country', 'AT')).toEqual({ ...search, country: ['RO'], page: 1 });
    expect(without(search, 'topic', 'natr')).toEqual({ ...search, topic: [], page: 1 });
  });

  it('sorts as it can when what it sorted by goes', () => {
    expect(changed(search, unasked.text)).toEqual({ ...search, text: '', sort: 'deadline', page: 1 });
    expect(changed({ ...search, sort: 'start' }, unasked.text).sort).toBe('start');
    expect(changed(read('near=47,28&sort=distance'), unasked.near).sort).toBe('deadline');
    expect(changed(read('freeFrom=2027-06-01&freeTo=2027-08-31&sort=fit&text=sea'), unasked.freeDays).sort).toBe('relevance');
  });

  it('asks for open projects when the last availability goes', () => {
    expect(without(search, 'availability', 'full').availability).toEqual(['open']);
  });
});
