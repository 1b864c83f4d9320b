import type { PortalClient, ProjectDetail, ProjectSummary, ReferenceData, SearchProjectsQuery } from '@portal/client';
import type { Topic } from '$lib/search/query-string';

/** Four stand well beside each other. */
const shown = 4;
/** Some more are asked for, to choose from. */
const asked = 12;

type Known = Pick<ReferenceData, 'topics'>;
type Like = Pick<ProjectDetail, 'id' | 'topics' | 'location' | 'country'>;

/**
 * Open projects that are like one: about the same things, and near it. None where the API does not answer: the page is
 * about another project.
 */
export async function similarProjects(portal: PortalClient, reference: Known, project: Like): Promise<ProjectSummary[] | null> {
  try {
    const { items } = await portal.searchProjects(similarQuery(reference, project));
    return mostSimilar(project, items);
  } catch {
    return null;
  }
}

/** Any of its topics, from the nearest on; where one of both is not known, the country stands in for it. */
export function similarQuery(reference: Known, { topics, location, country }: Like): SearchProjectsQuery {
  // The search refuses what is not in the list.
  const known = reference.topics.map(({ code }) => code).filter((code) => topics.includes(code)) as Topic[];
  return {
    availability: ['open'],
    ...(known.length > 0 && { topic: known }),
    ...(location
      ? { near: `${location.latitude},${location.longitude}`, sort: 'distance' }
      : known.length === 0 && { country: [country] }),
    pageSize: asked
  };
}

/** Those with the most topics in common first, and among them in the order in which they were found. */
export function mostSimilar(project: Pick<Like, 'id' | 'topics'>, found: readonly ProjectSummary[]): ProjectSummary[] {
  const inCommon = ({ topics }: ProjectSummary) => topics.filter((topic) => project.topics.includes(topic)).length;
  return found
    .filter(({ id }) => id !== project.id)
    .sort((one, other) => inCommon(other) - inCommon(one))
    .slice(0, shown)
    // It would be read as the way from the reader.
    .map((similar) => ({ ...similar, distanceKm: null }));
}
