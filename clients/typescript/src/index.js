import createClient from 'openapi-fetch';
import { PortalProblem } from './problem.js';

export { PortalProblem };

/** @import { Client } from 'openapi-fetch' */
/** @import { paths } from './schema.gen.js' */
/** @import { createPortalClient as Declared } from './index.js' */

/** @type {typeof Declared} */
export function createPortalClient({ baseUrl, fetch }) {
  /** @type {Client<paths>} */
  const api = createClient({ baseUrl, ...(fetch && { fetch }) });

  return {
    searchProjects: (query = {}, { signal = null } = {}) =>
      bodyOf(api.GET('/v1/projects', { params: { query }, signal })),
    getProjectFacets: (query = {}, { signal = null } = {}) =>
      bodyOf(api.GET('/v1/projects/facets', { params: { query }, signal })),
    suggestProjects: (query, { signal = null } = {}) =>
      bodyOf(api.GET('/v1/projects/suggestions', { params: { query }, signal })),
    getProject: (id, query = {}, { signal = null } = {}) =>
      bodyOf(api.GET('/v1/projects/{id}', { params: { path: { id }, query }, signal })),
    checkEligibility: (id, question = {}, { signal = null } = {}) =>
      bodyOf(api.POST('/v1/projects/{id}/eligibility', { params: { path: { id } }, body: question, signal })),
    searchOrganisations: (query = {}, { signal = null } = {}) =>
      bodyOf(api.GET('/v1/organisations', { params: { query }, signal })),
    getOrganisationFacets: (query = {}, { signal = null } = {}) =>
      bodyOf(api.GET('/v1/organisations/facets', { params: { query }, signal })),
    getOrganisation: (id, query = {}, { signal = null } = {}) =>
      bodyOf(api.GET('/v1/organisations/{id}', { params: { path: { id }, query }, signal })),
    getReferenceData: (query = {}, { signal = null } = {}) =>
      bodyOf(api.GET('/v1/reference', { params: { query }, signal })),
  };
}

/**
 * @template T
 * @param {Promise<{ data?: T, error?: unknown, response: Response }>} answer
 * @returns {Promise<T>}
 */
async function bodyOf(answer) {
  const { data, error, response } = await answer;
  // A success without a body is no answer of this API either.
  if (data === undefined) throw new PortalProblem(response.status, error);
  return data;
}
