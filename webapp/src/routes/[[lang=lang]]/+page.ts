import { browser } from '$app/environment';
import { failureOf, showErrorPage } from '$lib/api/failure';
import { createPortalClient } from '@portal/client';
import { referenceData } from '$lib/api/reference';
import { todayInBrussels } from '$lib/project/deadline';
import { readSearch } from '$lib/search/search-state';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url, fetch, parent }) => {
  const search = readSearch(url.searchParams);
  const { apiAddress, translator } = await parent();
  const today = todayInBrussels(new Date());
  const portal = createPortalClient({ baseUrl: apiAddress, fetch });

  try {
    const [reference, found] = await Promise.all([
      referenceData(portal, translator.language),
      portal.searchProjects({ ...search, text: search.text || undefined })
    ]);
    return { search, reference, found, failure: null, today };
  } catch (problem) {
    const failure = failureOf(problem);
    // In the browser the reader keeps the search and can try again; a first view without data is an error page.
    if (!browser && failure === 'unavailable') showErrorPage(problem);
    const reference = await referenceData(portal, translator.language).catch(() => null);
    return { search, reference, found: null, failure, today };
  }
};
