import type { ProjectSummary } from '@portal/client';
import type { Translator } from '$lib/i18n/translator';

const dayInMilliseconds = 24 * 60 * 60 * 1000;
const brussels = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Brussels' });

/** The calendar date in Brussels, which decides when a deadline has passed. Swedish writes it YYYY-MM-DD. */
export function todayInBrussels(now: Date): string {
  return brussels.format(now);
}

/** Whole days from one date to another; 0 on the day itself. */
export function daysUntil(date: string, today: string): number {
  return Math.round((Date.parse(date) - Date.parse(today)) / dayInMilliseconds);
}

/** "6 days left", while one can still apply; null where there is nothing to count. */
export function daysLeftText(
  { t }: Translator,
  project: Pick<ProjectSummary, 'availability' | 'deadline'>,
  today: string
): string | null {
  if (project.availability !== 'open' || project.deadline === null) return null;
  const count = daysUntil(project.deadline, today);
  if (!(count >= 0)) return null;
  return count === 0 ? t('deadline.lastDay') : t('deadline.daysLeft', { count });
}
