import { describe, expect, it } from 'vitest';
import { readSearch } from '$lib/search/search-state';
import { savedAddress } from './saved-address';

const savedOf = (address: string) => savedAddress(readSearch(new URLSearchParams(address)));

describe('the address of a saved search', () => {
  it('is the same in any order and on any page', () => {
    expect(savedOf('?page=3&sort=newest&topic=edu&country=RO&country=MD')).toBe('?country=MD&country=RO&topic=edu');
    expect(savedOf('?text=forest&sort=deadline')).toBe('?text=forest');
    expect(savedOf('?sort=start')).toBe('');
  });
});
