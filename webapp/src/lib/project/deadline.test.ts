import { describe, expect, it } from 'vitest';
import { loadTranslator } from '$lib/i18n/translator';
import { daysLeftText, daysUntil, todayInBrussels } from './deadline';

const english = await loadTranslator('en');
const romanian = await loadTranslator('ro');
const open = { availability: 'open', deadline: '2019-03-31' } as const;

describe('today in Brussels', () => {
  it('changes at midnight there, in winter and in summer', () => {
    expect(todayInBrussels(new Date('2019-01-31T22:59:59Z'))).toBe('2019-01-31');
    expect(todayInBrussels(new Date('2019-01-31T23:00:00Z'))).toBe('2019-02-01');
    expect(todayInBrussels(new Date('2019-07-31T22:00:00Z'))).toBe('2019-08-01');
  });
});

describe('days until a date', () => {
  it('are whole ones, over the change of clocks and leap days too', () => {
    expect(daysUntil('2019-03-31', '2019-03-31')).toBe(0);
    expect(daysUntil('2019-04-01', '2019-03-30')).toBe(2);
    expect(daysUntil('2020-03-01', '2020-02-28')).toBe(2);
    expect(daysUntil('2019-03-30', '2019-03-31')).toBe(-1);
  });
});

describe('days left', () => {
  it('count down to the last day', () => {
    expect(daysLeftText(english, open, '2019-03-25')).toBe('6 days left');
    expect(daysLeftText(english, open, '2019-03-30')).toBe('1 day left');
    expect(daysLeftText(english, open, '2019-03-31')).toBe('Last day today');
  });

  it('are not said where there is nothing to apply for or no deadline', () => {
    expect(daysLeftText(english, open, '2019-04-01')).toBeNull();
    expect(daysLeftText(english, { ...open, availability: 'full' }, '2019-03-25')).toBeNull();
    expect(daysLeftText(english, { ...open, deadline: null }, '2019-03-25')).toBeNull();
  });

  it('follow the plurals of the language', () => {
    expect(daysLeftText(romanian, open, '2019-03-11')).toMatch(/20 de zile/);
    expect(daysLeftText(romanian, open, '2019-03-26')).toMatch(/5 zile/);
  });
});
