import { describe, expect, it } from 'vitest';
import { loadMessagesOfPages } from '$lib/i18n/messages-of-pages';
import { loadTranslator } from '$lib/i18n/translator';
import { answerText, looksOf, reasonText, shownReasons } from './reasons';

await loadMessagesOfPages('en');
const english = await loadTranslator('en');
const project = { deadline: '2027-03-01', endsOn: '2027-09-30' };
const reason = (code: string, outcome = 'yes') => ({ code, outcome, text: `The API's words for ${code}.` });

describe('a reason', () => {
  it.each([
    'residenceEligible',
    'residenceNotEligible',
    'residenceNotGiven',
    'oldEnough',
    'tooYoung',
    'minimumAgeUnknown',
    'youngEnough',
    'tooOld',
    'tooOldAtStart',
    'maximumAgeUnknown',
    'fits',
    'slides',
    'misses',
    'supportsOffered',
    'supportsNotStated',
    'open',
    'full',
    'deadlinePassed',
    'ended'
  ])("that the API has is told in the reader's language: %s", (code) => {
    const { text, lang } = reasonText(english, project, reason(code));
    expect(lang).toBeUndefined();
    expect(text).not.toMatch(/API|[{}]/);
  });

  it('tells the day that it is about', () => {
    expect(reasonText(english, project, reason('open')).text).toBe('You can apply until 1 March 2027.');
    expect(reasonText(english, { ...project, deadline: null }, reason('open')).text).toBe('You can apply until every place is taken.');
    expect(reasonText(english, project, reason('deadlinePassed')).text).toBe('The deadline for this project was 1 March 2027.');
  });

  it.each(['vaccinated', 'constructor'])("newer than this page is told in the API's English: %s", (code) => {
    expect(reasonText(english, project, reason(code))).toEqual({ text: `The API's words for ${code}.`, lang: 'en' });
  });
});

describe('reasons', () => {
  it('begin with what decides, and say nothing twice', () => {
    const shown = shownReasons(english, project, [
      reason('residenceEligible'),
      reason('minimumAgeUnknown', 'unclear'),
      reason('maximumAgeUnknown', 'unclear'),
      reason('misses', 'no'),
      reason('open')
    ]);
    expect(shown.map(({ text, tone }) => [tone, text])).toEqual([
      ['bad', 'Does not quite fit your dates'],
      ['warn', 'You have not given your date of birth.'],
      ['good', 'You live in a country from which people can take part.'],
      ['good', 'You can apply until 1 March 2027.']
    ]);
  });
});

describe('an answer', () => {
  it.each([
    ['yes', 'Nothing speaks against it', 'good'],
    ['no', 'You cannot take part in this project', 'bad'],
    ['unclear', 'That is not clear yet', 'warn'],
    ['perhaps', 'That is not clear yet', 'warn']
  ])('is told in words: %s', (answer, text, tone) => {
    expect(answerText(english, answer)).toBe(text);
    expect(looksOf(answer).tone).toBe(tone);
  });
});
