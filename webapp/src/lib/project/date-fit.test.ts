import { describe, expect, it } from 'vitest';
import { loadTranslator } from '$lib/i18n/translator';
import { dateFitText } from './date-fit';

const english = await loadTranslator('en');
const romanian = await loadTranslator('ro');
const text = (state: string, days: number, translator = english) => dateFitText(translator, { fit: { state, days }, weeks: 4 })?.label;

describe('how a project fits the free days', () => {
  it('is said in words', () => {
    expect(text('fits', 0)).toBe('Fits your dates');
    expect(text('slides', 12)).toBe('Can be placed within your dates');
    expect(text('misses', -3)).toBe('3 days short');
    expect(text('misses', -1)).toBe('1 day short');
  });

  it('counts no days where none are short or all are', () => {
    expect(text('misses', 0)).toBe('Does not quite fit your dates');
    expect(text('misses', -28)).toBe('At other dates');
  });

  it('follows the plurals of the language', () => {
    expect(text('misses', -1, romanian)).toMatch(/ 1 zi$/);
    expect(text('misses', -3, romanian)).toMatch(/ 3 zile$/);
    expect(text('misses', -20, romanian)).toMatch(/ 20 de zile$/);
  });

  it('is left out where it was not asked for, or is newer than the page', () => {
    expect(dateFitText(english, { fit: null, weeks: 4 })).toBeNull();
    expect(text('overlaps', 3)).toBeUndefined();
  });
});
