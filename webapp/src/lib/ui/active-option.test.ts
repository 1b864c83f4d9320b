import { describe, expect, it } from 'vitest';
import { activeAfter, noOption } from './active-option';

const after = (keys: string[], count: number) => keys.reduce((active, key) => activeAfter(key, active, count), noOption);

describe('the active option of a list', () => {
  it('goes down, and from the last one back to the text box', () => {
    expect(after(['ArrowDown'], 3)).toBe(0);
    expect(after(['ArrowDown', 'ArrowDown', 'ArrowDown'], 3)).toBe(2);
    expect(after(['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown'], 3)).toBe(noOption);
  });

  it('goes up, from the text box to the last one', () => {
    expect(after(['ArrowUp'], 3)).toBe(2);
    expect(after(['ArrowDown', 'ArrowUp'], 3)).toBe(noOption);
  });

  it('is none in an empty list', () => {
    expect(after(['ArrowDown'], 0)).toBe(noOption);
    expect(after(['ArrowUp'], 0)).toBe(noOption);
  });
});
