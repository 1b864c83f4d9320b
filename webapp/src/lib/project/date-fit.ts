import type { ProjectSummary } from '@portal/client';
import type { Translator } from '$lib/i18n/translator';

const daysInAWeek = 7;

export interface DateFitText {
  label: string;
  tone: 'good' | 'warn';
}

/** How a project fits the days asked for, in words; null where no days were, or in a way newer than this page. */
export function dateFitText({ t }: Translator, { fit, weeks }: Pick<ProjectSummary, 'fit' | 'weeks'>): DateFitText | null {
  switch (fit?.state) {
    case 'fits':
      return { label: t('fit.fits'), tone: 'good' };
    case 'slides':
      return { label: t('fit.slides'), tone: 'good' };
    case 'misses': {
      // A short stay at other days needs no count of the days that are short.
      const isElsewhere = fit.days <= -weeks * daysInAWeek;
      if (isElsewhere) return { label: t('fit.elsewhere'), tone: 'warn' };
      return { label: fit.days < 0 ? t('fit.short', { count: -fit.days }) : t('fit.misses'), tone: 'warn' };
    }
    default:
      return null;
  }
}
