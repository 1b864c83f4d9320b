import type { PortalClient } from '@portal/client';
import { describe, expect, it, vi } from 'vitest';
import { countOf, projectCounts } from './facets';
import { readSearch } from './search-state';

describe('counts', () => {
  const values = [{ value: 'edu', label: 'Education and training', count: 12 }];

  it('are 0 for what is left out, and unknown without an answer', () => {
    expect(countOf(values, 'edu')).toBe(12);
    expect(countOf(values, 'natr')).toBe(0);
    expect(countOf(null, 'edu')).toBeUndefined();
    expect(countOf(undefined, 'edu')).toBeUndefined();
  });

  it('are asked for without the archive, whatever the order and the page', async () => {
    const getProjectFacets = vi.fn().mockResolvedValue({ total: 12, facets: { topic: values } });
    const search = readSearch(new URLSearchParams('text=sea&sort=start&page=2'));
    expect(await projectCounts({ getProjectFacets } as unknown as PortalClient, search)).toEqual({ topic: values });
    const [query] = getProjectFacets.mock.calls[0] ?? [];
    expect(query).toMatchObject({ text: 'sea', facet: ['country', 'topic', 'support', 'activityType', 'duration'] });
    expect(query).not.toHaveProperty('sort');
    expect(query).not.toHaveProperty('page');
  });

  it('are unknown where the asking fails', async () => {
    const getProjectFacets = vi.fn().mockRejectedValue(new TypeError('fetch failed'));
    expect(await projectCounts({ getProjectFacets } as unknown as PortalClient, readSearch(new URLSearchParams()))).toBeNull();
  });
});
