import { createPortalClient } from '$lib/api/portal';
import { publicApiAddress } from '$lib/api/address.server';
import { showErrorPage } from '$lib/api/failure';
import type { Language } from '$lib/i18n/languages';
import { pagePath, type PageKind } from '$lib/sitemap/pages';
import { sitemap, xmlResponse } from '$lib/sitemap/xml';
import type { RequestHandler } from './$types';

/** The pages of one part, in one language. */
export const GET: RequestHandler = async ({ params, fetch, url }) => {
  const [language, kind] = [params.language as Language, params.kind as PageKind];
  const portal = createPortalClient({ baseUrl: publicApiAddress(), fetch });
  const { items } = await portal.getSitemapPages({ kind, after: params.after }).catch(showErrorPage);
  const pages = items.map(({ id, updatedAt }) => ({ path: pagePath(kind, id), updatedAt }));
  return xmlResponse(sitemap(url.origin, language, pages));
};
