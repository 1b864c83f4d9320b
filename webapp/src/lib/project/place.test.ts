import { describe, expect, it } from 'vitest';
import { loadTranslator } from '$lib/i18n/translator';
import { distanceText } from './place';

const english = await loadTranslator('en');
const romanian = await loadTranslator('ro');

describe('how far a project is', () => {
  it('is exact where it is near, and round where it is far', () => {
    expect(distanceText(english, 93.7)).toBe('94 km away');
    expect(distanceText(english, 4.46)).toBe('4.5 km away');
    expect(distanceText(english, 1234)).toBe('1,234 km away');
    expect(distanceText(english, 0.4)).toBe('less than 1 km away');
    expect(distanceText(romanian, 4.46)).toMatch(/^la 4,5\skm distanță$/);
  });

  it('is not told where it is not known', () => {
    expect(distanceText(english, null)).toBe('');
  });
});
