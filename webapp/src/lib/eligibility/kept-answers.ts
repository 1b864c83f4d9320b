import { supports } from '$lib/search/search-state';
import { noAnswers, type Answers } from './answers';

const key = 'portal.answers';

/** The answers that are kept on this device; null where there are none, or none that can be read. */
export function keptAnswers(): Answers | null {
  try {
    return parseAnswers(localStorage.getItem(key));
  } catch {
    return null;
  }
}

export function keepAnswers(answers: Answers): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(answers));
    return true;
  } catch {
    // A browser may keep nothing: the answers are given anew next time.
    return false;
  }
}

export function forgetAnswers(): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Where nothing may be kept, there is nothing to forget.
  }
}

/** Another edition of this page may have written it, or somebody by hand. */
export function parseAnswers(text: string | null): Answers | null {
  if (text === null) return null;
  let kept: unknown;
  try {
    kept = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof kept !== 'object' || kept === null) return null;

  const values = new Map<string, unknown>(Object.entries(kept));
  const matching = (name: keyof Answers, form: RegExp) => {
    const value = values.get(name);
    return typeof value === 'string' && form.test(value) ? value : '';
  };
  const day = /^\d{4}-\d{2}-\d{2}$/;
  const needed = values.get('supports');
  return {
    ...noAnswers,
    country: matching('country', /^[A-Z]{2}$/),
    birthDate: matching('birthDate', day),
    freeFrom: matching('freeFrom', day),
    freeTo: matching('freeTo', day),
    supports: supports.filter((support) => Array.isArray(needed) && needed.includes(support))
  };
}
