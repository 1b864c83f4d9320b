import { describe, expect, it } from 'vitest';
import { shortcutOf } from './shortcuts';

const press = (key: string, pressed: Partial<KeyboardEvent> = {}) =>
  shortcutOf({ key, ctrlKey: false, metaKey: false, altKey: false, defaultPrevented: false, isComposing: false, ...pressed }, null);

describe('shortcuts', () => {
  it('are single keys', () => {
    expect(['/', 'j', 'k', '?'].map((key) => press(key))).toEqual(['search', 'next', 'previous', 'help']);
    expect(press('J')).toBe('next');
    expect(press('x')).toBeNull();
  });

  it('leave the shortcuts of others alone', () => {
    expect(press('k', { ctrlKey: true })).toBeNull();
    expect(press('k', { metaKey: true })).toBeNull();
    expect(press('j', { altKey: true })).toBeNull();
    expect(press('/', { defaultPrevented: true })).toBeNull();
    expect(press('j', { isComposing: true })).toBeNull();
  });
});
