import type { ReferenceData } from '@portal/client';
import type { Translator } from '$lib/i18n/translator';

/** What the topics are called in the reader's language; one newer than the catalogue is called what the API says. */
export function topicNames({ label }: Translator, reference: ReferenceData, codes: readonly string[]): string[] {
  return codes.map((code) => label('topic', code, reference.topics.find((topic) => topic.code === code)?.label));
}
