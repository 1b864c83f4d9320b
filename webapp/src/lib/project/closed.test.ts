import { describe, expect, it } from 'vitest';
import { loadTranslator } from '$lib/i18n/translator';
import { closedText } from './closed';

const english = await loadTranslator('en');
const project = { deadline: '2018-01-23', endsOn: '2019-09-01' };

describe('why one cannot apply', () => {
  it.each([
    ['full', 'Every place in this project is taken.'],
    ['deadlinePassed', 'The deadline for this project was 23 January 2018.'],
    ['ended', 'This project ended on 1 September 2019.'],
    ['open', null]
  ] as const)('%s: %s', (availability, text) => {
    expect(closedText(english, { ...project, availability })).toBe(text);
  });
});
