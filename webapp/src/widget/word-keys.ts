import type { MessageKey } from '../lib/i18n/catalogue';

/** What the widget says, and which messages of the catalogues say it. Plain ones: it has no plural rules. */
export const wordKeys = {
  projects: 'widget.projects',
  applyBy: 'deadline.applyBy',
  untilFilled: 'deadline.none',
  all: 'widget.all',
  none: 'widget.none',
  failed: 'widget.failed',
  retry: 'failure.tryAgain'
} as const satisfies Record<string, MessageKey>;

export type Words = Record<keyof typeof wordKeys, string>;
