import type { EligibilityQuestion } from '@portal/client';
import type { MessageKey } from '$lib/i18n/catalogue';
import { supports, type Support } from '$lib/search/search-state';

/** What readers say about themselves. Everything may be left out: it is empty then. */
export interface Answers {
  /** Where they live, as an ISO 3166-1 alpha-2 code or XK. */
  country: string;
  /** Days are YYYY-MM-DD. */
  birthDate: string;
  freeFrom: string;
  freeTo: string;
  /** What they need. */
  supports: readonly Support[];
}

export type AnswerField = Exclude<keyof Answers, 'supports'>;

export const noAnswers: Answers = { country: '', birthDate: '', freeFrom: '', freeTo: '', supports: [] };

export function readAnswers(form: FormData): Answers {
  const text = (name: AnswerField) => String(form.get(name) ?? '');
  return {
    country: text('country'),
    birthDate: text('birthDate'),
    freeFrom: text('freeFrom'),
    freeTo: text('freeTo'),
    supports: supports.filter((support) => form.getAll('supports').includes(support))
  };
}

/** The days that the fields of the form take. */
export const firstBirthDate = '1900-01-01';
export const freeDayRange = { min: '2000-01-01', max: '2100-12-31' };

const dateFields = ['birthDate', 'freeFrom', 'freeTo'] as const;

/**
 * What is wrong with the dates, by field. A date that is given in part reads as none: `unfinished` names the fields with such ones.
 * `today` is the last day on which anybody can have been born.
 */
export function problemsOf(answers: Answers, unfinished: readonly string[], today: string): Partial<Record<AnswerField, MessageKey>> {
  const problems: Partial<Record<AnswerField, MessageKey>> = {};
  const { birthDate, freeFrom, freeTo } = answers;
  // Written like this, days compare as texts; a longer year is one of five figures.
  const isOutside = (day: string, { min, max }: { min: string; max: string }) => day !== '' && (day.length > max.length || day < min || day > max);

  if (freeFrom !== '' && freeTo === '') problems.freeTo = 'filter.freeBoth';
  else if (freeFrom === '' && freeTo !== '') problems.freeFrom = 'filter.freeBoth';
  else if (freeTo < freeFrom) problems.freeTo = 'filter.freeOrder';
  if (isOutside(freeFrom, freeDayRange)) problems.freeFrom = 'check.wrongDate';
  if (isOutside(freeTo, freeDayRange)) problems.freeTo = 'check.wrongDate';
  if (isOutside(birthDate, { min: firstBirthDate, max: today })) {
    problems.birthDate = birthDate.length === today.length && birthDate > today ? 'check.bornLater' : 'check.wrongDate';
  }
  for (const field of dateFields) if (unfinished.includes(field)) problems[field] = 'check.wrongDate';
  return problems;
}

/** What is sent: nothing that was not said. */
export function questionOf({ country, birthDate, freeFrom, freeTo, supports }: Answers): EligibilityQuestion {
  return {
    ...(country && { country }),
    ...(birthDate && { birthDate }),
    ...(freeFrom && { freeFrom }),
    ...(freeTo && { freeTo }),
    ...(supports.length > 0 && { supports: [...supports] })
  };
}
