import type { Language } from '$lib/i18n/languages';
import { standingPages } from '$lib/sitemap/pages';
import { sitemap, xmlResponse } from '$lib/sitemap/xml';
import type { RequestHandler } from './$types';

/** The pages that are there whatever is published, in one language. */
export const GET: RequestHandler = ({ params, url }) =>
  xmlResponse(sitemap(url.origin, params.language as Language, standingPages.map((path) => ({ path }))));
