import type { Clock } from '@portal/client';

/** What a server answers with. */
export const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

/** A clock on which a wait takes no time, and how long each would have been. */
export function standingClock(start = Date.parse('2027-01-10T10:00:00Z')): Clock & { waits: number[] } {
  const waits: number[] = [];
  return {
    waits,
    now: () => start + waits.reduce((sum, wait) => sum + wait, 0),
    sleep: (ms, signal) => {
      signal?.throwIfAborted();
      waits.push(ms);
      return Promise.resolve();
    },
  };
}
