import { showErrorPage } from '$lib/api/failure';
import { referenceData } from '$lib/api/reference';
import { readEmbed } from '$lib/embed/embed-state';
import { createPortalClient } from '$lib/api/portal';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url, fetch, parent }) => {
  const { apiAddress, translator } = await parent();
  const portal = createPortalClient({ baseUrl: apiAddress, fetch });
  try {
    return { embed: readEmbed(url.searchParams, translator.language), reference: await referenceData(portal, translator.language) };
  } catch (problem) {
    showErrorPage(problem);
  }
};
