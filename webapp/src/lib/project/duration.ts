import type { ProjectSummary } from '@portal/client';
import type { Translator } from '$lib/i18n/translator';

type Stay = Pick<ProjectSummary, 'startsOn' | 'endsOn' | 'weeks' | 'weeksAreStated' | 'window'>;

/** How long the stay is: "12 weeks", "about 52 weeks", or "12 weeks between April and July 2019" for a window. */
export function durationText({ t, month, monthName }: Translator, stay: Stay): string {
  if (stay.weeks < 1) return '–';
  if (!stay.weeksAreStated) return t('duration.about', { count: stay.weeks });
  const weeks = t('duration.weeks', { count: stay.weeks });
  if (!stay.window) return weeks;

  const [first, last] = [stay.startsOn, stay.endsOn];
  if (first.slice(0, 7) === last.slice(0, 7)) return t('duration.within', { weeks, month: month(first, 'long') });
  const sameYear = first.slice(0, 4) === last.slice(0, 4);
  return t('duration.between', { weeks, from: sameYear ? monthName(first) : month(first, 'long'), to: month(last, 'long') });
}

/** The line under a project's name on its organisation's page. */
export function totalText({ t, month }: Translator, stay: Stay): string {
  const values = { count: stay.weeks, from: month(stay.startsOn), to: month(stay.endsOn) };
  return stay.weeksAreStated ? t('projects.totalWeeks', values) : t('projects.aboutWeeks', values);
}
