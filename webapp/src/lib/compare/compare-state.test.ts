import { describe, expect, it } from 'vitest';
import { comparisonAddress, readComparison } from './compare-state';

const [one, two, three, four, five] = [1, 2, 3, 4, 5].map((digit) => `01980f3a-6c1b-7f60-9d55-00000000000${digit}`) as [string, string, string, string, string];

describe('a comparison in an address', () => {
  it('is read as it was written, in its order', () => {
    expect(readComparison(new URLSearchParams(comparisonAddress([two, one, three, four])))).toEqual([two, one, three, four]);
  });

  it('is of two to four different projects', () => {
    expect(readComparison(new URLSearchParams(comparisonAddress([one, one])))).toEqual([]);
    expect(readComparison(new URLSearchParams(comparisonAddress([one, two, three, four, five])))).toEqual([]);
    expect(readComparison(new URLSearchParams('compare=x&compare=y'))).toEqual([]);
  });

  it('may be a list with commas', () => {
    expect(readComparison(new URLSearchParams(`compare=${one},${two}`))).toEqual([one, two]);
  });
});
