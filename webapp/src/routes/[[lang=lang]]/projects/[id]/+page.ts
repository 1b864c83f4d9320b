import { showErrorPage } from '$lib/api/failure';
import { createPortalClient } from '$lib/api/portal';
import { referenceData } from '$lib/api/reference';
import { loadMessagesOfPages } from '$lib/i18n/messages-of-pages';
import { readAsOf } from '$lib/project/as-of';
import { todayInBrussels } from '$lib/project/deadline';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, url, fetch, parent }) => {
  const asOf = readAsOf(url.searchParams);
  const { apiAddress, translator } = await parent();
  const portal = createPortalClient({ baseUrl: apiAddress, fetch });

  try {
    const [reference, project] = await Promise.all([
      referenceData(portal, translator.language),
      portal.getProject(params.id, { asOf }),
      loadMessagesOfPages(translator.language)
    ]);
    return { reference, project, asOf, today: asOf ?? todayInBrussels(new Date()) };
  } catch (problem) {
    showErrorPage(problem);
  }
};
