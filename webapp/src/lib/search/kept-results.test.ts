import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('$app/environment', () => ({ browser: true }));

const results = { found: 'something' };

describe('kept results', () => {
  let keep: typeof import('./kept-results').keep;
  let kept: typeof import('./kept-results').kept;
  let setGoingBack: typeof import('$lib/api/going-back').setGoingBack;

  beforeEach(async () => {
    vi.resetModules();
    vi.useFakeTimers();
    ({ keep, kept } = await import('./kept-results'));
    ({ setGoingBack } = await import('$lib/api/going-back'));
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('are shown again to whoever goes back', () => {
    keep('a', results);
    expect(kept('a', false)).toBeNull();
    setGoingBack(true);
    expect(kept('a', false)).toBe(results);
    expect(kept('b', false)).toBeNull();
  });

  it('are shown again when only the map comes or goes', () => {
    kept('a', false);
    keep('a', results);
    expect(kept('a', true)).toBe(results);
    expect(kept('a', true)).toBeNull();
    kept('b', true);
    expect(kept('a', false)).toBeNull();
  });

  it('are asked for anew after ten minutes', () => {
    keep('a', results);
    setGoingBack(true);
    vi.advanceTimersByTime(10 * 60 * 1000 + 1);
    expect(kept('a', false)).toBeNull();
  });

  it('of the last twenty searches are kept', () => {
    for (let index = 0; index <= 20; index++) keep(String(index), results);
    setGoingBack(true);
    expect(kept('0', false)).toBeNull();
    expect(kept('1', false)).toBe(results);
  });
});
