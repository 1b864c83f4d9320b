import type { ReferenceData } from '@portal/client';
import type { Translator } from '$lib/i18n/translator';
import type { Option, OptionGroup } from '$lib/ui/CheckboxList.svelte';

/** Countries under the part that they take in the programme, in the reader's alphabet. */
export function countryGroups({ t, language }: Translator, reference: ReferenceData): OptionGroup[] {
  const inGroup = (group: string): Option[] => byLabel(language, reference.countries.filter((country) => country.group === group));
  return [
    { label: t('filter.programmeCountries'), options: inGroup('programme') },
    { label: t('filter.partnerCountries'), options: inGroup('partner') },
    { label: t('filter.otherCountries'), options: inGroup('other'), folded: true }
  ].filter((group) => group.options.length > 0);
}

export function topicGroup({ label, language }: Translator, reference: ReferenceData): OptionGroup[] {
  const topics = reference.topics.map((topic) => ({ ...topic, label: label('topic', topic.code, topic.label) }));
  return [{ options: byLabel(language, topics) }];
}

function byLabel(language: string, items: readonly { code: string; label: string }[]): Option[] {
  const { compare } = new Intl.Collator(language);
  return items
    .map(({ code, label }) => ({ value: code, label }))
    .sort((one, other) => compare(one.label, other.label));
}
