import type { PortalClient } from '@portal/client';
import { createPortalClient } from '$lib/api/portal';
import type { Language } from '$lib/i18n/languages';
import { isAbout, keptCache } from './kept-cache';

/** The API, of which the answers are kept on this device for reading without a connection. */
export function keepingPortal(baseUrl: string): PortalClient {
  return createPortalClient({ baseUrl, fetch: keepingFetch });
}

/** Keeps all that is needed to read a project without a connection. Without success nothing is lost but that. */
export async function keepProject(baseUrl: string, id: string, language: Language): Promise<void> {
  const portal = keepingPortal(baseUrl);
  await Promise.allSettled([portal.getProject(id), portal.getReferenceData({ language })]);
}

export async function dropProject(id: string): Promise<void> {
  const cache = await openKept();
  const about = (await cache?.keys())?.filter(({ url }) => isAbout(url, id)) ?? [];
  await Promise.all(about.map((request) => cache?.delete(request)));
}

async function keepingFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const response = await fetch(request);
  const cache = await openKept();
  // What was taken off the portal is not kept either.
  if (response.status === 404 || response.status === 410) await cache?.delete(request.url, { ignoreVary: true });
  else if (response.ok) await cache?.put(request.url, response.clone()).catch(() => {});
  return response;
}

/** Null where the browser keeps nothing for this site, or too much already. */
function openKept(): Promise<Cache | null> {
  return 'caches' in globalThis ? caches.open(keptCache).catch(() => null) : Promise.resolve(null);
}
