import { createPortalClient } from '$lib/api/portal';
import { referenceData } from '$lib/api/reference';
import { readComparison } from '$lib/compare/compare-state';
import { loadMessagesOfPages } from '$lib/i18n/messages-of-pages';
import { todayInBrussels } from '$lib/project/deadline';
import type { PageLoad } from './$types';

/** What is saved is known to the device alone, so that this page comes even when the API does not answer. */
export const load: PageLoad = async ({ url, fetch, parent }) => {
  const { apiAddress, translator } = await parent();
  const portal = createPortalClient({ baseUrl: apiAddress, fetch });
  const [reference] = await Promise.all([referenceData(portal, translator.language).catch(() => null), loadMessagesOfPages(translator.language)]);
  return {
    reference,
    comparison: readComparison(url.searchParams),
    today: todayInBrussels(new Date())
  };
};
