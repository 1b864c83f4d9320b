import { describe, expect, it } from 'vitest';
import { directoryAddress, readDirectory, without } from './directory-state';

const read = (query: string) => readDirectory(new URLSearchParams(query));

describe('the directory in an address', () => {
  it('shows everything unless it says otherwise', () => {
    expect(read('')).toEqual({ text: '', country: [], topic: [], hasOpenProjects: false, page: 1 });
    expect(directoryAddress(read(''))).toBe('');
  });

  it.each(['?text=caf%C3%A9&country=AT&country=RO&topic=edu&hasOpenProjects=true&page=2', '?hasOpenProjects=true'])(
    'is the same when read and written again: %s',
    (address) => {
      expect(directoryAddress(read(address))).toBe(address);
    }
  );

  it('ignores what cannot be', () => {
    expect(directoryAddress(read('hasOpenProjects=false&page=-1&text=++'))).toBe('');
  });

  it('loses one filter at a time, from the first page', () => {
    const directory = read('text=x&country=AT&country=RO&topic=edu&hasOpenProjects=true&page=2');
    const first = { ...directory, page: 1 };
    expect(without(directory, 'country', 'RO')).toEqual({ ...first, country: ['AT'] });
    expect(without(directory, 'topic', 'edu')).toEqual({ ...first, topic: [] });
    expect(without(directory, 'hasOpenProjects', 'true')).toEqual({ ...first, hasOpenProjects: false });
    expect(without(directory, 'text', 'x')).toEqual({ ...first, text: '' });
  });
});
