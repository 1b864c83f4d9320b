import type { SearchSuggestion } from '@portal/client';
import type { Translator } from '$lib/i18n/translator';
import type { WayOut } from './NothingFound.svelte';
import {
  availabilities,
  changed,
  freeDays,
  isDefaultAvailability,
  searchAddress,
  unasked,
  type SearchState
} from './search-state';

/** What to try when nothing is shown, by what the search asks for. */
export function searchAdvice({ t }: Translator, search: SearchState, total: number): string[] {
  if (total > 0) return [t('pages.beyondAdvice', { count: total })];
  return [
    ...(search.text === '' ? [] : [t('advice.words')]),
    ...(search.country.length > 0 ? [t('advice.countries')] : []),
    ...(search.topic.length > 0 ? [t('advice.topics')] : []),
    ...(freeDays(search) ? [t('advice.dates')] : []),
    ...(search.near?.radiusKm ? [t('advice.near')] : []),
    isDefaultAvailability(search) ? t('advice.closed') : t('advice.availability')
  ];
}

/** The steps that each lead from a search that finds nothing to one that does, with how many that finds. */
export function waysOut(translator: Translator, search: SearchState, suggestions: readonly SearchSuggestion[]): WayOut[] {
  const { t, href } = translator;
  const ways = suggestions.flatMap((suggestion) => {
    const step = stepFor(translator, search, suggestion);
    if (step === null) return [];
    return [{
      label: t('wayOut.total', { step: step.label, count: suggestion.total }),
      href: href('/') + searchAddress(changed(search, step.changes))
    }];
  });
  // One that two suggestions lead to is one way.
  return [...new Map(ways.map((way) => [way.href, way])).values()];
}

interface Step {
  label: string;
  changes: Partial<SearchState>;
}

/** What a suggestion means on this page; null for one that is newer than it. */
function stepFor({ t, kilometres }: Translator, search: SearchState, { parameter, action, values }: SearchSuggestion): Step | null {
  if (action === 'drop') {
    const dropped: Record<string, Step> = {
      text: { label: t('wayOut.text', { text: search.text }), changes: unasked.text },
      country: { label: t('wayOut.country'), changes: unasked.country },
      topic: { label: t('wayOut.topic'), changes: unasked.topic },
      support: { label: t('wayOut.support'), changes: unasked.support },
      activityType: { label: t('wayOut.activityType'), changes: unasked.activityType },
      eligibleCountry: { label: t('wayOut.eligibleCountry'), changes: unasked.eligibleCountry },
      near: { label: t('wayOut.near'), changes: unasked.near },
      minWeeks: { label: t('wayOut.minWeeks'), changes: unasked.minWeeks },
      maxWeeks: { label: t('wayOut.maxWeeks'), changes: unasked.maxWeeks },
      freeFrom: { label: t('wayOut.freeFrom'), changes: unasked.freeDays }
    };
    return Object.hasOwn(dropped, parameter) ? (dropped[parameter] ?? null) : null;
  }
  if (action !== 'widen') return null;
  if (parameter === 'text' && values[0]) {
    return { label: t('wayOut.fewerWords', { text: values[0] }), changes: { text: values[0] } };
  }
  if (parameter === 'availability') {
    return { label: t('wayOut.closed'), changes: { availability: availabilities.filter((value) => values.includes(value)) } };
  }
  if (parameter === 'fit' && values[0] === 'any') return { label: t('wayOut.nearMisses'), changes: { nearMisses: true } };
  const radiusKm = Number(values[0]);
  if (parameter === 'radiusKm' && search.near && radiusKm >= 1) {
    return { label: t('wayOut.radiusKm', { distance: kilometres(radiusKm) }), changes: { near: { ...search.near, radiusKm } } };
  }
  return null;
}
