import type { EligibilityReason, ProjectDetail } from '@portal/client';
import type { MessageKey } from '$lib/i18n/catalogue';
import type { Translator } from '$lib/i18n/translator';
import { closedText } from '$lib/project/closed';
import type { IconName } from '$lib/ui/Icon.svelte';

export interface ReasonText {
  text: string;
  /** The language of the text where it is not the reader's. */
  lang?: 'en';
}

export interface ShownReason extends ReasonText {
  icon: IconName;
  tone: 'good' | 'warn' | 'bad';
}

type Terms = Pick<ProjectDetail, 'deadline' | 'endsOn'>;

const messages = new Map<string, MessageKey>([
  ['residenceEligible', 'reason.residenceEligible'],
  ['residenceNotEligible', 'reason.residenceNotEligible'],
  ['residenceNotGiven', 'reason.residenceNotGiven'],
  ['oldEnough', 'reason.oldEnough'],
  ['tooYoung', 'reason.tooYoung'],
  ['minimumAgeUnknown', 'reason.birthDateNotGiven'],
  ['youngEnough', 'reason.youngEnough'],
  ['tooOld', 'reason.tooOld'],
  ['tooOldAtStart', 'reason.tooOldAtStart'],
  ['maximumAgeUnknown', 'reason.birthDateNotGiven'],
  ['fits', 'fit.fits'],
  ['slides', 'fit.slides'],
  ['misses', 'fit.misses'],
  ['supportsOffered', 'reason.supportsOffered'],
  ['supportsNotStated', 'reason.supportsNotStated']
]);

/** What one check found, in the reader's language; in the API's English where its code is newer than this page. */
export function reasonText(translator: Translator, project: Terms, reason: EligibilityReason): ReasonText {
  const { t, day } = translator;
  const message = messages.get(reason.code);
  if (message) return { text: t(message) };
  if (reason.code === 'open') {
    return { text: project.deadline ? t('apply.until', { date: day(project.deadline) }) : t('apply.untilFilled') };
  }
  const closed = closedText(translator, { ...project, availability: reason.code });
  return closed === null ? { text: reason.text, lang: 'en' } : { text: closed };
}

/** What decides comes first, and nothing is said twice: both ages lack the same date of birth. */
export function shownReasons(translator: Translator, project: Terms, reasons: readonly EligibilityReason[]): ShownReason[] {
  const shown = reasons
    .map((reason) => ({ ...reasonText(translator, project, reason), ...looksOf(reason.outcome) }))
    .filter(({ text }, index, all) => all.findIndex((other) => other.text === text) === index);
  return (['bad', 'warn', 'good'] as const).flatMap((tone) => shown.filter((reason) => reason.tone === tone));
}

/** How an answer looks. One that is newer than this page is as good as unclear. */
export function looksOf(outcome: string): Pick<ShownReason, 'icon' | 'tone'> {
  switch (outcome) {
    case 'yes':
      return { tone: 'good', icon: 'check' };
    case 'no':
      return { tone: 'bad', icon: 'cross' };
    default:
      return { tone: 'warn', icon: 'info' };
  }
}

export function answerText({ t }: Translator, answer: string): string {
  switch (answer) {
    case 'yes':
      return t('check.yes');
    case 'no':
      return t('check.no');
    default:
      return t('check.unclear');
  }
}
