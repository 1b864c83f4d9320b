import { showErrorPage } from '$lib/api/failure';
import { inFirstView } from '$lib/api/first-view';
import { createPortalClient } from '$lib/api/portal';
import { referenceData } from '$lib/api/reference';
import { loadMessagesOfPages } from '$lib/i18n/messages-of-pages';
import { readAsOf } from '$lib/project/as-of';
import { todayInBrussels } from '$lib/project/deadline';
import { similarProjects } from '$lib/project/similar';
import { loadMarkdown } from '$lib/site/load-markdown';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, url, fetch, parent }) => {
  const asOf = readAsOf(url.searchParams);
  const { apiAddress, translator } = await parent();
  const portal = createPortalClient({ baseUrl: apiAddress, fetch });

  try {
    const [reference, project, renderMarkdown] = await Promise.all([
      referenceData(portal, translator.language),
      portal.getProject(params.id, { asOf }),
      loadMarkdown(),
      loadMessagesOfPages(translator.language)
    ]);
    // As of another day, others that are open today are no alternatives.
    const similar = asOf === undefined ? await inFirstView(similarProjects(portal, reference, project)) : null;
    return {
      reference,
      project,
      renderMarkdown,
      similar: similar?.value ?? null,
      asOf,
      today: asOf ?? todayInBrussels(new Date())
    };
  } catch (problem) {
    showErrorPage(problem);
  }
};
