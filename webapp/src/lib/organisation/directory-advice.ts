import type { SearchSuggestion } from '@portal/client';
import type { Translator } from '$lib/i18n/translator';
import type { WayOut } from '$lib/search/NothingFound.svelte';
import { directoryAddress, type DirectoryState } from './directory-state';

/** The steps that each lead from a directory that shows nothing to one that does, with how many that finds. */
export function waysOut({ t, href }: Translator, directory: DirectoryState, suggestions: readonly SearchSuggestion[]): WayOut[] {
  const steps: Record<string, { step: string; changes: Partial<DirectoryState> }> = {
    text: { step: t('wayOut.text', { text: directory.text }), changes: { text: '' } },
    country: { step: t('wayOut.country'), changes: { country: [] } },
    topic: { step: t('wayOut.topic'), changes: { topic: [] } },
    hasOpenProjects: { step: t('wayOut.hasOpenProjects'), changes: { hasOpenProjects: false } }
  };
  const ways = suggestions.flatMap(({ parameter, action, total }) => {
    const way = action === 'drop' && Object.hasOwn(steps, parameter) ? steps[parameter] : undefined;
    // A step that is newer than this page is left out.
    if (!way) return [];
    return [{
      label: t('wayOut.organisations', { step: way.step, count: total }),
      href: href('/organisations') + directoryAddress({ ...directory, ...way.changes, page: 1 })
    }];
  });
  return [...new Map(ways.map((way) => [way.href, way])).values()];
}
