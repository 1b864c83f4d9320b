import { browser } from '$app/environment';
import { failureOf, showErrorPage } from '$lib/api/failure';
import { createPortalClient } from '$lib/api/portal';
import { inFirstView } from '$lib/api/first-view';
import { referenceData } from '$lib/api/reference';
import { todayInBrussels } from '$lib/project/deadline';
import { availabilityCounts, projectCounts } from '$lib/search/facets';
import { readSearch, searchQuery } from '$lib/search/search-state';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url, fetch, parent }) => {
  const search = readSearch(url.searchParams);
  const { apiAddress, translator } = await parent();
  const today = todayInBrussels(new Date());
  const portal = createPortalClient({ baseUrl: apiAddress, fetch });
  const counting = inFirstView(projectCounts(portal, search));

  try {
    const [reference, found, counts] = await Promise.all([
      referenceData(portal, translator.language),
      portal.searchProjects(searchQuery(search)),
      counting
    ]);
    return {
      search,
      reference,
      found,
      counts: counts.value,
      availabilityCounts: availabilityCounts(portal, search),
      failure: null,
      today
    };
  } catch (problem) {
    const failure = failureOf(problem);
    // In the browser the reader keeps the search and can try again; a first view without data is an error page.
    if (!browser && failure === 'unavailable') showErrorPage(problem);
    const reference = await referenceData(portal, translator.language).catch(() => null);
    return { search, reference, found: null, counts: null, availabilityCounts: null, failure, today };
  }
};
