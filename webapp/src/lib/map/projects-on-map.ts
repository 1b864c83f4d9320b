import type { PortalClient, ProjectSummary, SearchProjectsQuery } from '@portal/client';

export interface FoundProjects {
  items: ProjectSummary[];
  total: number;
}

/** The most projects in one answer of the API, and the most answers that a map asks for. */
const pageSize = 100;
const mostPages = 3;

/** The first projects of a search, in its order: more than a page of the list shows. */
export async function projectsOnMap(portal: PortalClient, query: SearchProjectsQuery, signal: AbortSignal): Promise<FoundProjects> {
  const page = (number: number) => portal.searchProjects({ ...query, page: number, pageSize }, { signal });
  const first = await page(1);
  const pages = Math.min(mostPages, Math.ceil(first.total / pageSize));
  const others = await Promise.all(Array.from({ length: pages - 1 }, (_, index) => page(index + 2)));
  // A project that moves up between two answers comes twice.
  const items = new Map([first, ...others].flatMap((found) => found.items).map((project) => [project.id, project]));
  return { items: [...items.values()], total: first.total };
}
