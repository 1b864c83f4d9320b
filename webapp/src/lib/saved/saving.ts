import type { GetProjectFeedQuery, ProjectSummary } from '@portal/client';
import { createPortalClient } from '$lib/api/portal';
import type { Language } from '$lib/i18n/languages';
import { dropProject, keepProject } from './keeping';
import { newsOf } from './news';
import { seenUpTo, withoutProject, withoutSearch, withProject, withSearch } from './saved-changes';
import type { SavedSearch } from './saved-items';
import { saved } from './saved.svelte';
import { changeStored } from './stored';

// What happens when something is saved or removed, and whether the device could store it. It is loaded then, and not with every page
// that offers it.

export async function saveProject({ id, title }: Pick<ProjectSummary, 'id' | 'title'>, apiAddress: string, language: Language): Promise<boolean> {
  if (!changeStored((now) => withProject(now, { id, title }))) return false;
  await keepProject(apiAddress, id, language);
  // It may have been removed in the meantime.
  if (!saved.hasProject(id)) await dropProject(id);
  return true;
}

export async function removeProject(id: string): Promise<boolean> {
  if (!changeStored((now) => withoutProject(now, id))) return false;
  await dropProject(id);
  return true;
}

export async function saveSearch(address: string, query: GetProjectFeedQuery, apiAddress: string): Promise<boolean> {
  if (!changeStored((now) => withSearch(now, { address, seen: null }))) return false;
  const news = await newsOf(createPortalClient({ baseUrl: apiAddress }), query, null).catch(() => null);
  // Without an answer, counting begins when the saved searches are looked at.
  if (news) markSeen(address, news.newest);
  return true;
}

export function restoreSearch(search: SavedSearch): boolean {
  return changeStored((now) => withSearch(now, search));
}

export function removeSearch(address: string): boolean {
  return changeStored((now) => withoutSearch(now, address));
}

export function markSeen(address: string, seen: string): void {
  changeStored((now) => seenUpTo(now, address, seen));
}
