import { showErrorPage } from '$lib/api/failure';
import { createPortalClient } from '$lib/api/portal';
import { referenceData } from '$lib/api/reference';
import { loadMessagesOfPages } from '$lib/i18n/messages-of-pages';
import { readAsOf } from '$lib/project/as-of';
import { loadMarkdown } from '$lib/site/load-markdown';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, url, fetch, parent }) => {
  const asOf = readAsOf(url.searchParams);
  const { apiAddress, translator } = await parent();
  const portal = createPortalClient({ baseUrl: apiAddress, fetch });

  try {
    const [reference, organisation, renderMarkdown] = await Promise.all([
      referenceData(portal, translator.language),
      portal.getOrganisation(params.id, { asOf }),
      loadMarkdown(),
      loadMessagesOfPages(translator.language)
    ]);
    return { reference, organisation, renderMarkdown, asOf };
  } catch (problem) {
    showErrorPage(problem);
  }
};
