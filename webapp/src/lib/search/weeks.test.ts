import { describe, expect, it } from 'vitest';
import { loadTranslator } from '$lib/i18n/translator';
import { bandValue, weekBands, weeksText } from './weeks';

const english = await loadTranslator('en');
const romanian = await loadTranslator('ro');

describe('weeks', () => {
  it('come in the bands that the API counts', () => {
    expect(weekBands.map(bandValue)).toEqual(['1-2', '3-8', '9-26', '27-52', '53-']);
  });

  it('are said in words', () => {
    expect(weekBands.map((band) => weeksText(english, band))).toEqual([
      '1–2 weeks',
      '3–8 weeks',
      '9–26 weeks',
      '27–52 weeks',
      '53 weeks or more'
    ]);
    expect(weeksText(english, { minWeeks: null, maxWeeks: 1 })).toBe('1 week or less');
    expect(weeksText(english, { minWeeks: 4, maxWeeks: 4 })).toBe('4 weeks');
    expect(weeksText(english, { minWeeks: null, maxWeeks: null })).toBe('');
  });

  it('follow the plurals of the language', () => {
    expect(weeksText(romanian, { minWeeks: 3, maxWeeks: 8 })).toBe('3–8 săptămâni');
    expect(weeksText(romanian, { minWeeks: 27, maxWeeks: 52 })).toBe('27–52 de săptămâni');
  });
});
