import { PortalProblem, type PortalClient } from '@portal/client';
import { describe, expect, it, vi } from 'vitest';
import { currentProjects } from './saved-projects';

const portalThat = (getProject: (id: string) => Promise<unknown>) => ({ getProject }) as unknown as PortalClient;
const problem = (status: number) => new PortalProblem(status, {});

describe('a saved project as it is now', () => {
  it('is asked for once', async () => {
    const getProject = vi.fn(async (id: string) => ({ id }));
    const current = currentProjects(portalThat(getProject));
    expect(await Promise.all([current('a'), current('a')])).toEqual([{ id: 'a' }, { id: 'a' }]);
    expect(getProject).toHaveBeenCalledTimes(1);
  });

  it.each([404, 410])('is gone after an answer of %i', async (status) => {
    expect(await currentProjects(portalThat(() => Promise.reject(problem(status))))('a')).toBe('gone');
  });

  it.each([problem(503), problem(429), new TypeError('fetch failed')])('is asked for again after a failure', async (failure) => {
    const getProject = vi.fn().mockRejectedValueOnce(failure).mockResolvedValueOnce({ id: 'a' });
    const current = currentProjects(portalThat(getProject));
    expect(await current('a')).toBe('unreachable');
    expect(await current('a')).toEqual({ id: 'a' });
  });
});
