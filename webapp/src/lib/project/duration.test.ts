import { describe, expect, it } from 'vitest';
import { loadTranslator } from '$lib/i18n/translator';
import { durationText, totalText } from './duration';

const english = await loadTranslator('en');
const romanian = await loadTranslator('ro');
const stay = { startsOn: '2019-04-01', endsOn: '2019-07-31', weeks: 12, weeksAreStated: true, window: false };

describe('the duration of a stay', () => {
  it('is what the organisation says', () => {
    expect(durationText(english, stay)).toBe('12 weeks');
    expect(durationText(english, { ...stay, weeks: 1 })).toBe('1 week');
  });

  it('is about what the dates say where the organisation says nothing', () => {
    expect(durationText(english, { ...stay, weeks: 52, weeksAreStated: false })).toBe('about 52 weeks');
  });

  it('lies somewhere inside a window', () => {
    expect(durationText(english, { ...stay, window: true })).toBe('12 weeks between April and July 2019');
    const overNewYear = { ...stay, startsOn: '2018-11-05', endsOn: '2019-02-28', window: true };
    expect(durationText(english, overNewYear)).toBe('12 weeks between November 2018 and February 2019');
    const oneMonth = { ...stay, weeks: 1, endsOn: '2019-04-28', window: true };
    expect(durationText(english, oneMonth)).toBe('1 week in April 2019');
  });

  it('follows the plurals of the language', () => {
    expect(durationText(romanian, { ...stay, weeks: 1 })).toBe('1 săptămână');
    expect(durationText(romanian, { ...stay, weeks: 2 })).toBe('2 săptămâni');
    expect(durationText(romanian, { ...stay, weeks: 20 })).toBe('20 de săptămâni');
  });
});

describe('the line under a project name', () => {
  it('keeps the wording of the original page', () => {
    const feb = { ...stay, startsOn: '2017-02-28', endsOn: '2018-02-01', weeks: 52 };
    expect(totalText(english, feb)).toBe('A total of 52 week(s) during the period Feb 2017 to Feb 2018');
  });

  it('says about where the weeks are not stated', () => {
    const sep = { ...stay, startsOn: '2018-09-01', endsOn: '2019-09-01', weeks: 52, weeksAreStated: false };
    expect(totalText(english, sep)).toBe('About 52 weeks during the period Sep 2018 to Sep 2019');
  });
});
