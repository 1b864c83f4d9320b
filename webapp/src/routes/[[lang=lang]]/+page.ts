import { browser } from '$app/environment';
import type { PortalClient } from '@portal/client';
import { failureOf, showErrorPage } from '$lib/api/failure';
import { createPortalClient } from '$lib/api/portal';
import { inFirstView } from '$lib/api/first-view';
import { referenceData } from '$lib/api/reference';
import type { Language } from '$lib/i18n/languages';
import { todayInBrussels } from '$lib/project/deadline';
import { availabilityCounts, projectCounts } from '$lib/search/facets';
import { keep, kept } from '$lib/search/kept-results';
import { foundAddress, readSearch, searchQuery, type SearchState } from '$lib/search/search-state';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url, fetch, parent }) => {
  const search = readSearch(url.searchParams);
  const { apiAddress, translator } = await parent();
  const { language } = translator;
  // The reference data is in the page's language.
  const address = `${language} ${foundAddress(search)}`;
  const before = kept<Results>(address, search.map);
  if (before) return { ...before, search };

  const portal = createPortalClient({ baseUrl: apiAddress, fetch });
  try {
    const results = await resultsOf(portal, search, language);
    keep(address, results);
    return { ...results, search };
  } catch (problem) {
    const failure = failureOf(problem);
    // In the browser the reader keeps the search and can try again; a first view without data is an error page.
    if (!browser && failure === 'unavailable') showErrorPage(problem);
    const reference = await referenceData(portal, language).catch(() => null);
    return { search, reference, found: null, counts: null, availabilityCounts: null, failure, today: todayInBrussels(new Date()) };
  }
};

type Results = Awaited<ReturnType<typeof resultsOf>>;

async function resultsOf(portal: PortalClient, search: SearchState, language: Language) {
  const counting = inFirstView(projectCounts(portal, search));
  const [reference, found, counts] = await Promise.all([
    referenceData(portal, language),
    portal.searchProjects(searchQuery(search)),
    counting
  ]);
  return {
    reference,
    found,
    counts: counts.value,
    availabilityCounts: availabilityCounts(portal, search),
    failure: null,
    today: todayInBrussels(new Date())
  };
}
