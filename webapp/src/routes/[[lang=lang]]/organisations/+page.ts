import { browser } from '$app/environment';
import { failureOf, showErrorPage } from '$lib/api/failure';
import { createPortalClient } from '$lib/api/portal';
import { inFirstView } from '$lib/api/first-view';
import { referenceData } from '$lib/api/reference';
import { loadMessagesOfPages } from '$lib/i18n/messages-of-pages';
import { directoryQuery, readDirectory } from '$lib/organisation/directory-state';
import { organisationCounts } from '$lib/organisation/facets';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url, fetch, parent }) => {
  const directory = readDirectory(url.searchParams);
  const { apiAddress, translator } = await parent();
  const portal = createPortalClient({ baseUrl: apiAddress, fetch });

  const messages = loadMessagesOfPages(translator.language);
  const counting = inFirstView(organisationCounts(portal, directory));

  try {
    const [reference, found, counts] = await Promise.all([
      referenceData(portal, translator.language),
      portal.searchOrganisations({ ...directoryQuery(directory), page: directory.page }),
      counting,
      messages
    ]);
    return { directory, reference, found, counts: counts.value, failure: null };
  } catch (problem) {
    const failure = failureOf(problem);
    if (!browser && failure === 'unavailable') showErrorPage(problem);
    const [reference] = await Promise.all([referenceData(portal, translator.language).catch(() => null), messages]);
    return { directory, reference, found: null, counts: null, failure };
  }
};
