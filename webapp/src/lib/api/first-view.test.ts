import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

describe('what belongs to the first view', () => {
  let view: typeof import('./first-view');
  beforeEach(async () => {
    vi.resetModules();
    view = await import('./first-view');
    vi.useFakeTimers();
  });
  afterEach(() => void vi.useRealTimers());

  it('is what comes in time', async () => {
    expect(await view.inFirstView(Promise.resolve({ total: 3 }))).toEqual({ value: { total: 3 } });
    expect(await view.inFirstView(Promise.resolve(null))).toEqual({ value: null });
  });

  it('is not what would hold up the page of a server', async () => {
    const waiting = view.inFirstView(new Promise(() => {}));
    await vi.advanceTimersByTimeAsync(1_500);
    expect(await waiting).toEqual({ value: null });
  });

  it('is over once the reader moves about: then nothing is waited for', async () => {
    view.endFirstView();
    const never = new Promise<null>(() => {});
    expect((await view.inFirstView(never)).value).toBe(never);
  });
});
