import { browser } from '$app/environment';
import { failureOf, showErrorPage } from '$lib/api/failure';
import { createPortalClient } from '@portal/client';
import { referenceData } from '$lib/api/reference';
import { readDirectory } from '$lib/organisation/directory-state';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url, fetch, parent }) => {
  const directory = readDirectory(url.searchParams);
  const { apiAddress, translator } = await parent();
  const portal = createPortalClient({ baseUrl: apiAddress, fetch });

  try {
    const [reference, found] = await Promise.all([
      referenceData(portal, translator.language),
      portal.searchOrganisations({
        ...directory,
        text: directory.text || undefined,
        hasOpenProjects: directory.hasOpenProjects || undefined
      })
    ]);
    return { directory, reference, found, failure: null };
  } catch (problem) {
    const failure = failureOf(problem);
    if (!browser && failure === 'unavailable') showErrorPage(problem);
    const reference = await referenceData(portal, translator.language).catch(() => null);
    return { directory, reference, found: null, failure };
  }
};
