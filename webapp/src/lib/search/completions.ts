import { countryName } from '$lib/api/reference';
import type { Location, ReferenceData, SearchCompletion } from '@portal/client';
import type { Translator } from '$lib/i18n/translator';
import { topicNames } from '$lib/project/topics';
import type { Choice } from '$lib/ui/Combobox.svelte';
import { pointOf, usualRadius } from './near';
import type { Topic } from './query-string';
import { changed, searchAddress, type SearchState } from './search-state';

/** A town that one can look around. */
export interface Town {
  name: string;
  location: Location;
}

/** What completes the words in the search box. A kind that is newer than this page is words to search for. */
export function searchChoices(
  translator: Translator,
  reference: ReferenceData,
  completions: readonly SearchCompletion[]
): Choice<SearchCompletion>[] {
  const { t } = translator;
  const kinds: Record<string, Pick<Choice<unknown>, 'note' | 'icon'>> = {
    country: { note: t('filter.country'), icon: 'globe' },
    topic: { note: t('filter.topic'), icon: 'tag' },
    town: { note: t('near.town'), icon: 'place' },
    organisation: { note: t('completion.organisation'), icon: 'people' },
    title: { note: t('completion.title'), icon: 'flag' }
  };
  return completions.map((completion) => {
    const { note, icon } = (Object.hasOwn(kinds, completion.kind) && kinds[completion.kind]) || { note: '', icon: 'search' as const };
    return { value: completion, label: labelOf(translator, reference, completion), note: noteOf(translator, reference, completion, note), icon };
  });
}

/** The towns among them of which it is known where they are. */
export function townChoices(
  translator: Translator,
  reference: ReferenceData,
  completions: readonly SearchCompletion[]
): Choice<Town>[] {
  return completions.flatMap((completion) => {
    const { kind, text, location } = completion;
    if (kind !== 'town' || location === null) return [];
    return [{ value: { name: text, location }, label: text, note: noteOf(translator, reference, completion, ''), icon: 'place' as const }];
  });
}

/** Where a completion leads: to the page of what it names, else to a search with its filter in place of the words. */
export function completionAddress(
  { href }: Pick<Translator, 'href'>,
  search: SearchState,
  { kind, text, code, id, location }: SearchCompletion
): string {
  if (kind === 'title' && id !== null) return href(`/projects/${id}`);
  if (kind === 'organisation' && id !== null) return href(`/organisations/${id}`);
  return href('/') + searchAddress(changed(search, changesFor()));

  function changesFor(): Partial<SearchState> {
    if (kind === 'country' && code !== null) return { text: '', country: [...new Set([...search.country, code])].sort() };
    if (kind === 'topic' && code !== null) return { text: '', topic: [...new Set([...search.topic, code as Topic])].sort() };
    if (kind === 'town' && location !== null) {
      return { text: '', near: { at: pointOf(location), place: text, radiusKm: search.near ? search.near.radiusKm : usualRadius } };
    }
    return { text };
  }
}

function labelOf(translator: Translator, reference: ReferenceData, { kind, code, text }: SearchCompletion): string {
  if (code !== null && kind === 'topic') return topicNames(translator, reference, [code]).join();
  return text;
}

function noteOf(
  { t }: Translator,
  reference: ReferenceData,
  { country, total }: SearchCompletion,
  kind: string
): string {
  return [kind, country === null ? '' : countryName(reference, country), total > 0 ? t('filter.projectCount', { count: total }) : '']
    .filter((part) => part !== '')
    .join(' · ');
}
