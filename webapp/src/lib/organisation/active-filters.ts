import { countryName } from '$lib/api/reference';
import type { ReferenceData } from '@portal/client';
import type { Translator } from '$lib/i18n/translator';
import { topicNames } from '$lib/project/topics';
import type { Chip } from '$lib/ui/FilterChips.svelte';
import { directoryAddress, without, type DirectoryState } from './directory-state';

/** One chip for each thing that narrows the directory; following it looks without that one. */
export function activeFilters(translator: Translator, reference: ReferenceData, directory: DirectoryState): Chip[] {
  const { t, href } = translator;
  const chip = (filter: Parameters<typeof without>[1], value: string, label: string): Chip => ({
    label,
    removeLabel: t('filter.remove', { filter: label }),
    href: href('/organisations') + directoryAddress(without(directory, filter, value))
  });

  return [
    ...(directory.text === '' ? [] : [chip('text', directory.text, t('filter.text', { text: directory.text }))]),
    ...directory.country.map((code) => chip('country', code, countryName(reference, code))),
    ...directory.topic.map((code) => chip('topic', code, topicNames(translator, reference, [code]).join())),
    ...(directory.hasOpenProjects ? [chip('hasOpenProjects', 'true', t('filter.hasOpenProjects'))] : [])
  ];
}
