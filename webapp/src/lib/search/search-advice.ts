import type { Translator } from '$lib/i18n/translator';
import { isDefaultAvailability, type SearchState } from './search-state';

/** What to try when nothing is shown, by what the search asks for. */
export function searchAdvice({ t }: Translator, search: SearchState, total: number): string[] {
  if (total > 0) return [t('pages.beyondAdvice', { count: total })];
  return [
    ...(search.text === '' ? [] : [t('advice.words')]),
    ...(search.country.length > 0 ? [t('advice.countries')] : []),
    ...(search.topic.length > 0 ? [t('advice.topics')] : []),
    isDefaultAvailability(search) ? t('advice.closed') : t('advice.availability')
  ];
}
