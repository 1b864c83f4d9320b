import { countryName } from '$lib/api/reference';
import type { ReferenceData } from '@portal/client';
import type { Translator } from '$lib/i18n/translator';
import { topicNames } from '$lib/project/topics';
import type { Chip } from '$lib/ui/FilterChips.svelte';
import { placeName, type Near } from './near';
import { changed, freeDays, isDefaultAvailability, searchAddress, unasked, without, type SearchState } from './search-state';
import { weeksText } from './weeks';

/** One chip for each thing that narrows the search; following it searches without that one. */
export function activeFilters(translator: Translator, reference: ReferenceData, search: SearchState): Chip[] {
  const { t, href, label, days } = translator;
  const { text, near, eligibleCountry } = search;
  const free = freeDays(search);
  const weeks = weeksText(translator, search);

  const chip = (name: string, left: SearchState): Chip => ({
    label: name,
    removeLabel: t('filter.remove', { filter: name }),
    href: href('/') + searchAddress(left)
  });
  const chipIf = (isAsked: boolean, name: () => string, filter: keyof typeof unasked) =>
    isAsked ? [chip(name(), changed(search, unasked[filter]))] : [];

  return [
    ...chipIf(text !== '', () => t('filter.text', { text }), 'text'),
    ...chipIf(eligibleCountry !== '', () => t('filter.livingIn', { country: countryName(reference, eligibleCountry) }), 'eligibleCountry'),
    ...(free ? [chip(t('filter.freeDays', { days: days(free.from, free.to) }), changed(search, unasked.freeDays))] : []),
    ...chipIf(free !== null && search.nearMisses, () => t('filter.nearMisses'), 'nearMisses'),
    ...(near ? [chip(nearText(translator, near), changed(search, unasked.near))] : []),
    ...search.country.map((code) => chip(countryName(reference, code), without(search, 'country', code))),
    ...search.topic.map((code) => chip(topicNames(translator, reference, [code]).join(), without(search, 'topic', code))),
    ...chipIf(weeks !== '', () => weeks, 'weeks'),
    ...search.support.map((code) => chip(label('need', code), without(search, 'support', code))),
    ...search.activityType.map((code) => chip(label('activity', code), without(search, 'activityType', code))),
    ...(isDefaultAvailability(search)
      ? []
      : search.availability.map((code) => chip(t(`availability.${code}`), without(search, 'availability', code))))
  ];
}

/** "Within 50 km of Iași" */
function nearText({ t, kilometres }: Translator, near: Near): string {
  const place = placeName(near);
  return near.radiusKm === null ? t('filter.nearPlace', { place }) : t('filter.within', { place, distance: kilometres(near.radiusKm) });
}
