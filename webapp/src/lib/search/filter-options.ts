import type { FacetValue, ReferenceData } from '@portal/client';
import type { Translator } from '$lib/i18n/translator';
import type { CountTexts } from '$lib/ui/Checkbox.svelte';
import type { Option, OptionGroup } from '$lib/ui/CheckboxList.svelte';
import { countOf } from './facets';

type Counted = readonly FacetValue[] | null | undefined;

/** Countries under the part that they take in the programme, in the reader's alphabet. */
export function countryGroups({ t, language }: Translator, reference: ReferenceData, counted?: Counted): OptionGroup[] {
  const inGroup = (group: string): Option[] =>
    byLabel(language, reference.countries.filter((country) => country.group === group), counted);
  return [
    { label: t('filter.programmeCountries'), options: inGroup('programme') },
    { label: t('filter.partnerCountries'), options: inGroup('partner') },
    { label: t('filter.otherCountries'), options: inGroup('other'), folded: true }
  ].filter((group) => group.options.length > 0);
}

export function topicGroup({ label, language }: Translator, reference: ReferenceData, counted?: Counted): OptionGroup[] {
  const topics = reference.topics.map((topic) => ({ ...topic, label: label('topic', topic.code, topic.label) }));
  return [{ options: byLabel(language, topics, counted) }];
}

/** Some codes in their own order. */
export function codeGroup<Code extends string>(codes: readonly Code[], labelOf: (code: Code) => string, counted: Counted): OptionGroup[] {
  return [{ options: codes.map((code) => ({ value: code, label: labelOf(code), count: countOf(counted, code) })) }];
}

export function projectCountTexts({ t, number }: Translator): CountTexts {
  return { written: number, said: (count) => t('filter.projectCount', { count }) };
}

function byLabel(language: string, items: readonly { code: string; label: string }[], counted: Counted): Option[] {
  const { compare } = new Intl.Collator(language);
  return items
    .map(({ code, label }) => ({ value: code, label, count: countOf(counted, code) }))
    .sort((one, other) => compare(one.label, other.label));
}
