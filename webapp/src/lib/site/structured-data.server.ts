import type { PortalClient, RequestOptions } from '@portal/client';
import type { RequestEvent } from '@sveltejs/kit';
import { publicApiAddress } from '$lib/api/address.server';
import { createPortalClient } from '$lib/api/portal';

/** A page goes without it where the API takes longer. */
const patienceInMilliseconds = 2_000;

const readers: Record<string, (portal: PortalClient, id: string, options: RequestOptions) => Promise<object>> = {
  '/[[lang=lang]]/projects/[id]': (portal, id, options) => portal.getProjectLinkedData(id, {}, options),
  '/[[lang=lang]]/organisations/[id]': (portal, id, options) => portal.getOrganisationLinkedData(id, {}, options)
};

/**
 * What a page is about in the words of schema.org, as an element for its head; empty for pages that have none. The API says
 * it, so that pages and API cannot come to say different things. It is for programs that read the first response: moving
 * about in the application does not ask for it.
 */
export async function structuredDataOf({ route, params, fetch }: RequestEvent): Promise<string> {
  const read = readers[route.id ?? ''];
  if (!read) return '';
  const portal = createPortalClient({ baseUrl: publicApiAddress(), fetch });
  try {
    return inElement(await read(portal, params['id'] ?? '', { signal: AbortSignal.timeout(patienceInMilliseconds) }));
  } catch {
    return '';
  }
}

/** In a script element nothing is markup but what begins with "<", and JSON can write that in another way. */
export function inElement(data: object): string {
  return `<script type="application/ld+json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`;
}
