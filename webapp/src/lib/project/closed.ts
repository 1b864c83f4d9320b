import type { ProjectSummary } from '@portal/client';
import type { Translator } from '$lib/i18n/translator';

/** Why one cannot apply any more; null while one can. */
export function closedText(
  { t, day }: Translator,
  project: Pick<ProjectSummary, 'availability' | 'deadline' | 'endsOn'>
): string | null {
  switch (project.availability) {
    case 'full':
      return t('closed.full');
    case 'deadlinePassed':
      return project.deadline ? t('closed.deadlinePassed', { date: day(project.deadline) }) : null;
    case 'ended':
      return t('closed.ended', { date: day(project.endsOn) });
    default:
      return null;
  }
}
