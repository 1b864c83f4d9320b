import { showErrorPage } from '$lib/api/failure';
import { referenceData } from '$lib/api/reference';
import { readEmbed } from '$lib/embed/embed-state';
import { createPortalClient } from '$lib/api/portal';
import { loadMessagesOfPages } from '$lib/i18n/messages-of-pages';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url, fetch, parent }) => {
  const { apiAddress, translator } = await parent();
  const portal = createPortalClient({ baseUrl: apiAddress, fetch });
  try {
    const [reference] = await Promise.all([referenceData(portal, translator.language), loadMessagesOfPages(translator.language)]);
    return { embed: readEmbed(url.searchParams, translator.language), reference };
  } catch (problem) {
    showErrorPage(problem);
  }
};
