import { countryName } from '$lib/api/reference';
import type { ReferenceData } from '@portal/client';
import type { Translator } from '$lib/i18n/translator';
import { topicNames } from '$lib/project/topics';
import type { Chip } from '$lib/ui/FilterChips.svelte';
import { isDefaultAvailability, searchAddress, without, type SearchState } from './search-state';

/** One chip for each thing that narrows the search; following it searches without that one. */
export function activeFilters(translator: Translator, reference: ReferenceData, search: SearchState): Chip[] {
  const { t, href } = translator;
  const chip = (filter: Parameters<typeof without>[1], value: string, label: string): Chip => ({
    label,
    removeLabel: t('filter.remove', { filter: label }),
    href: href('/') + searchAddress(without(search, filter, value))
  });

  return [
    ...(search.text === '' ? [] : [chip('text', search.text, t('filter.text', { text: search.text }))]),
    ...search.country.map((code) => chip('country', code, countryName(reference, code))),
    ...search.topic.map((code) => chip('topic', code, topicNames(translator, reference, [code]).join())),
    ...(isDefaultAvailability(search)
      ? []
      : search.availability.map((value) => chip('availability', value, t(`availability.${value}`))))
  ];
}
