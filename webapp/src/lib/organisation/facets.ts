import type { OrganisationFacetValues, PortalClient } from '@portal/client';
import { directoryQuery, type DirectoryState } from './directory-state';

/** The counts beside the filters. A failure leaves the filters without counts, and usable. */
export function organisationCounts(portal: PortalClient, directory: DirectoryState): Promise<OrganisationFacetValues | null> {
  return portal.getOrganisationFacets(directoryQuery(directory)).then(
    ({ facets }) => facets,
    () => null
  );
}
