import { createPortalClient } from '$lib/api/portal';
import { publicApiAddress } from '$lib/api/address.server';
import { showErrorPage } from '$lib/api/failure';
import { languageCodes } from '$lib/i18n/languages';
import { sitemapIndex, xmlResponse, type ListedPage } from '$lib/sitemap/xml';
import type { RequestHandler } from './$types';

/** For each language a sitemap of the standing pages and one for each part of what is published. */
export const GET: RequestHandler = async ({ fetch, url }) => {
  const portal = createPortalClient({ baseUrl: publicApiAddress(), fetch });
  const { items } = await portal.getSitemap().catch(showErrorPage);
  const sitemaps = languageCodes.flatMap((language): ListedPage[] => [
    { path: `/sitemap-${language}-pages.xml` },
    ...items.map(({ kind, after, updatedAt }) => ({ path: `/sitemap-${language}-${kind}-${after}.xml`, updatedAt }))
  ]);
  return xmlResponse(sitemapIndex(url.origin, sitemaps));
};
