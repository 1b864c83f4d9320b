import { browser } from '$app/environment';
import { failureOf, showErrorPage } from '$lib/api/failure';
import { createPortalClient } from '$lib/api/portal';
import { inFirstView } from '$lib/api/first-view';
import { referenceData } from '$lib/api/reference';
import { directoryQuery, readDirectory } from '$lib/organisation/directory-state';
import { organisationCounts } from '$lib/organisation/facets';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url, fetch, parent }) => {
  const directory = readDirectory(url.searchParams);
  const { apiAddress, translator } = await parent();
  const portal = createPortalClient({ baseUrl: apiAddress, fetch });

  const counting = inFirstView(organisationCounts(portal, directory));

  try {
    const [reference, found, counts] = await Promise.all([
      referenceData(portal, translator.language),
      portal.searchOrganisations({ ...directoryQuery(directory), page: directory.page }),
      counting
    ]);
    return { directory, reference, found, counts: counts.value, failure: null };
  } catch (problem) {
    const failure = failureOf(problem);
    if (!browser && failure === 'unavailable') showErrorPage(problem);
    const reference = await referenceData(portal, translator.language).catch(() => null);
    return { directory, reference, found: null, counts: null, failure };
  }
};
