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

/** What is wrong between the free days; each field by itself is the browser's to check. */
export function freeDaysProblem({ freeFrom, freeTo }: Answers): { field: AnswerField; message: MessageKey } | null {
  if (freeFrom !== '' && freeTo === '') return { field: 'freeTo', message: 'filter.freeBoth' };
  if (freeFrom === '' && freeTo !== '') return { field: 'freeFrom', message: 'filter.freeBoth' };
  // Written like this, days compare as texts.
  return freeTo < freeFrom ? { field: 'freeTo', message: 'filter.freeOrder' } : null;
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
