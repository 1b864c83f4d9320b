import { describe, expect, it } from 'vitest';
import { readSearch, searchAddress, sortsFor, without } from './search-state';

const read = (query: string) => readSearch(new URLSearchParams(query));

describe('reading a search from an address', () => {
  it('asks for open projects by their deadline unless it says otherwise', () => {
    expect(read('')).toEqual({ text: '', country: [], topic: [], availability: ['open'], sort: 'deadline', page: 1 });
  });

  it('reads everything', () => {
    expect(read('text=+forest+&country=RO&country=AT&topic=natr&availability=ended&availability=open&sort=start&page=3')).toEqual({
      text: 'forest',
      country: ['AT', 'RO'],
      topic: ['natr'],
      availability: ['open', 'ended'],
      sort: 'start',
      page: 3
    });
  });

  it('ignores what cannot be', () => {
    expect(read('availability=soon&sort=best&page=0')).toEqual(read(''));
    expect(read('page=1.5').page).toBe(1);
    expect(read('page=501').page).toBe(1);
    expect(read('page=500').page).toBe(500);
    expect(read('country=RO&country=RO&country=').country).toEqual(['RO']);
  });

  it('sorts by the best match only where there are words', () => {
    expect(read('text=forest').sort).toBe('relevance');
    expect(read('sort=relevance').sort).toBe('deadline');
    expect(sortsFor('')).not.toContain('relevance');
    expect(sortsFor('forest')[0]).toBe('relevance');
  });

  it('leaves codes that it does not know to the API, which refuses them', () => {
    expect(read('country=QQ&topic=new')).toMatchObject({ country: ['QQ'], topic: ['new'] });
  });
});

describe('the address of a search', () => {
  it('leaves out what goes without saying', () => {
    expect(searchAddress(read('text=&availability=open&sort=deadline&page=1'))).toBe('');
    expect(searchAddress(read('text=forest&sort=relevance'))).toBe('?text=forest');
  });

  it.each([
    '?text=forest+%26+lake&country=AT&country=RO&topic=natr&availability=full&sort=newest&page=2',
    '?text=chi%C8%99in%C4%83u&sort=deadline',
    '?availability=open&availability=full'
  ])('gives the search back: %s', (address) => {
    expect(searchAddress(read(address))).toBe(address);
  });

  it('is the same for the same search, however it was put together', () => {
    expect(searchAddress(read('country=RO&country=AT'))).toBe(searchAddress(read('country=AT&country=RO')));
  });
});

describe('taking one filter away', () => {
  const search = read('text=forest&country=AT&country=RO&topic=natr&availability=full&page=4');

  it('keeps the others and begins at the first page', () => {
    expect(without(search, 'country', 'AT')).toEqual({ ...search, country: ['RO'], page: 1 });
    expect(without(search, 'topic', 'natr')).toEqual({ ...search, topic: [], page: 1 });
  });

  it('sorts by deadline when the words go', () => {
    expect(without(search, 'text', 'forest')).toEqual({ ...search, text: '', sort: 'deadline', page: 1 });
    expect(without({ ...search, sort: 'start' }, 'text', 'forest').sort).toBe('start');
  });

  it('asks for open projects when the last availability goes', () => {
    expect(without(search, 'availability', 'full').availability).toEqual(['open']);
  });
});
