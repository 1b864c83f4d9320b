import type { FacetValue, ReferenceData } from '@portal/client';
import type { Translator } from '$lib/i18n/translator';
import type { CountTexts } from '$lib/ui/Checkbox.svelte';
import type { Option, OptionGroup } from '$lib/ui/CheckboxList.svelte';
import { countOf } from './facets';

interface Labelled {
  code: string;
  label: string;
}
type Counted = readonly FacetValue[] | null | undefined;

/** Countries under the part that they take in the programme, in the reader's alphabet. */
export function countryGroups({ t, language }: Translator, reference: ReferenceData, counted?: Counted): OptionGroup[] {
  const countries = inAlphabet(language, reference.countries);
  const inGroup = (group: string): Option[] => countries.filter((country) => country.group === group).map(optionOf(counted));
  return [
    { label: t('filter.programmeCountries'), options: inGroup('programme') },
    { label: t('filter.partnerCountries'), options: inGroup('partner') },
    { label: t('filter.otherCountries'), options: inGroup('other'), folded: true }
  ].filter((group) => group.options.length > 0);
}

export function topicGroup({ label, language }: Translator, reference: ReferenceData, counted?: Counted): OptionGroup[] {
  const topics = reference.topics.map((topic) => ({ ...topic, label: label('topic', topic.code, topic.label) }));
  return [{ options: inAlphabet(language, topics).map(optionOf(counted)) }];
}

/** Some codes in their own order. */
export function codeGroup<Code extends string>(codes: readonly Code[], labelOf: (code: Code) => string, counted: Counted): OptionGroup[] {
  return [{ options: codes.map((code) => ({ value: code, label: labelOf(code), count: countOf(counted, code) })) }];
}

export function projectCountTexts({ t, number }: Translator): CountTexts {
  return { written: number, said: (count) => t('filter.projectCount', { count }) };
}

const optionOf =
  (counted: Counted) =>
  ({ code, label }: Labelled): Option => ({ value: code, label, count: countOf(counted, code) });

const sorted = new WeakMap<readonly Labelled[], readonly Labelled[]>();

/** Sorted once: the countries stand on the page twice, and their counts come anew with each search. A list is in one language. */
function inAlphabet<Item extends Labelled>(language: string, items: readonly Item[]): readonly Item[] {
  const known = sorted.get(items);
  if (known) return known as readonly Item[];
  const { compare } = new Intl.Collator(language);
  const inOrder = [...items].sort((one, other) => compare(one.label, other.label));
  sorted.set(items, inOrder);
  return inOrder;
}
