import { browser } from '$app/environment';
import type { FacetValue, PortalClient, ProjectFacetValues } from '@portal/client';
import { filterQuery, type SearchState } from './search-state';

/** How many each value of each filter would find; null where that is not known. */
export type Counts = Partial<Record<keyof ProjectFacetValues, readonly FacetValue[] | null>>;

/** The counts beside the filters. A failure leaves the filters without counts, and usable. */
export function projectCounts(portal: PortalClient, search: SearchState): Promise<Counts | null> {
  return countsOf(portal, search, ['country', 'topic', 'support', 'activityType', 'duration']);
}

/** Counting the archive takes longest, so that nothing waits for it: the server leaves it to the browser. */
export function availabilityCounts(portal: PortalClient, search: SearchState): Promise<Counts | null> | null {
  return browser ? countsOf(portal, search, ['availability']) : null;
}

function countsOf(portal: PortalClient, search: SearchState, facet: (keyof ProjectFacetValues)[]): Promise<Counts | null> {
  return portal.getProjectFacets({ ...filterQuery(search), facet }).then(
    ({ facets }) => facets,
    () => null
  );
}

/** How many a value finds; a value that is left out finds nothing. Undefined where the counts are not known. */
export function countOf(values: readonly FacetValue[] | null | undefined, value: string): number | undefined {
  return values ? (values.find((counted) => counted.value === value)?.count ?? 0) : undefined;
}
