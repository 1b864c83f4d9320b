import createClient from 'openapi-fetch';
import { createPortalAddresses } from './addresses.js';
import { PortalProblem } from './problem.js';
import { withRetries } from './retries.js';

export { changes, sync } from './sync.js';
export { createPortalAddresses, PortalProblem };

/** @import { Client } from 'openapi-fetch' */
/** @import { paths } from './schema.gen.js' */
/** @import { createPortalClient as Declared } from './index.js' */

/** @type {typeof Declared} */
export function createPortalClient({ baseUrl, key, fetch = globalThis.fetch, retry = {} }) {
  const send = retry ? withRetries(fetch, retry) : fetch;
  /** @type {Client<paths, 'application/json'>} */
  const api = createClient({ baseUrl, ...(key && { headers: { Authorization: `Bearer ${key}` } }), fetch: send });

  const linkedData = 'application/ld+json';
  /** @type {Client<paths, typeof linkedData>} */
  const linked = createClient({ baseUrl, headers: { Accept: linkedData }, fetch: send });

  return {
    searchProjects: (query = {}, { signal = null } = {}) =>
      bodyOf(api.GET('/v1/projects', { params: { query }, signal })),
    getProjectFacets: (query = {}, { signal = null } = {}) =>
      bodyOf(api.GET('/v1/projects/facets', { params: { query }, signal })),
    suggestProjects: (query, { signal = null } = {}) =>
      bodyOf(api.GET('/v1/projects/suggestions', { params: { query }, signal })),
    exportProjects: (query = {}, { signal = null } = {}) =>
      responseOf(api.GET('/v1/projects/export', { params: { query }, parseAs: 'stream', signal })),
    getProjectFeed: (query = {}, { signal = null } = {}) =>
      bodyOf(api.GET('/v1/projects/feed', { params: { query }, parseAs: 'text', signal })),
    getProjectCalendar: (query = {}, { signal = null } = {}) =>
      bodyOf(api.GET('/v1/projects/deadlines.ics', { params: { query }, parseAs: 'text', signal })),
    getProjectEvent: (id, query = {}, { signal = null } = {}) =>
      bodyOf(api.GET('/v1/projects/{id}/event.ics', { params: { path: { id }, query }, parseAs: 'text', signal })),
    getProject: (id, query = {}, { signal = null } = {}) =>
      bodyOf(api.GET('/v1/projects/{id}', { params: { path: { id }, query }, signal })),
    getProjectLinkedData: (id, query = {}, { signal = null } = {}) =>
      bodyOf(linked.GET('/v1/projects/{id}', { params: { path: { id }, query }, signal })),
    getProjectHistory: (id, query = {}, { signal = null } = {}) =>
      bodyOf(api.GET('/v1/projects/{id}/history', { params: { path: { id }, query }, signal })),
    checkEligibility: (id, question = {}, { signal = null } = {}) =>
      bodyOf(api.POST('/v1/projects/{id}/eligibility', { params: { path: { id } }, body: question, signal })),
    searchOrganisations: (query = {}, { signal = null } = {}) =>
      bodyOf(api.GET('/v1/organisations', { params: { query }, signal })),
    getOrganisationFacets: (query = {}, { signal = null } = {}) =>
      bodyOf(api.GET('/v1/organisations/facets', { params: { query }, signal })),
    getOrganisation: (id, query = {}, { signal = null } = {}) =>
      bodyOf(api.GET('/v1/organisations/{id}', { params: { path: { id }, query }, signal })),
    getOrganisationLinkedData: (id, query = {}, { signal = null } = {}) =>
      bodyOf(linked.GET('/v1/organisations/{id}', { params: { path: { id }, query }, signal })),
    getOEmbed: (query, { signal = null } = {}) =>
      bodyOf(api.GET('/v1/oembed', { params: { query }, signal })),
    getSitemap: ({ signal = null } = {}) => bodyOf(api.GET('/v1/sitemap', { signal })),
    getSitemapPages: (query = {}, { signal = null } = {}) =>
      bodyOf(api.GET('/v1/sitemap/pages', { params: { query }, signal })),
    getReferenceData: (query = {}, { signal = null } = {}) =>
      bodyOf(api.GET('/v1/reference', { params: { query }, signal })),
    getProjectChanges: (query = {}, { signal = null } = {}) =>
      bodyOf(api.GET('/v1/changes/projects', { params: { query }, signal })),
    getOrganisationChanges: (query = {}, { signal = null } = {}) =>
      bodyOf(api.GET('/v1/changes/organisations', { params: { query }, signal })),
    getPartner: ({ signal = null } = {}) => bodyOf(api.GET('/v1/partner', { signal })),
    rotatePartnerKey: (rotation = {}, { signal = null } = {}) =>
      bodyOf(api.POST('/v1/partner/key/rotate', { body: rotation, signal })),
    listPartnerProjects: (query = {}, { signal = null } = {}) =>
      bodyOf(api.GET('/v1/partner/projects', { params: { query }, signal })),
    getPartnerProject: (externalId, { signal = null } = {}) =>
      bodyOf(api.GET('/v1/partner/projects/{externalId}', { params: { path: { externalId } }, signal })),
    upsertProject: (externalId, project, { signal = null, ...conditions } = {}) =>
      bodyOf(api.PUT('/v1/partner/projects/{externalId}', { params: { path: { externalId }, header: headersOf(conditions) }, body: project, signal })),
    withdrawProject: (externalId, { signal = null, ...conditions } = {}) =>
      nothingOf(api.DELETE('/v1/partner/projects/{externalId}', { params: { path: { externalId }, header: headersOf(conditions) }, signal })),
    confirmProject: (externalId, { signal = null, ...conditions } = {}) =>
      bodyOf(api.POST('/v1/partner/projects/{externalId}/confirm', { params: { path: { externalId }, header: headersOf(conditions) }, signal })),
    upsertProjects: (batch, query = {}, { signal = null } = {}) =>
      bodyOf(api.POST('/v1/partner/projects/batch', { params: { query }, body: batch, signal })),
    listPartnerOrganisations: (query = {}, { signal = null } = {}) =>
      bodyOf(api.GET('/v1/partner/organisations', { params: { query }, signal })),
    getPartnerOrganisation: (externalId, { signal = null } = {}) =>
      bodyOf(api.GET('/v1/partner/organisations/{externalId}', { params: { path: { externalId } }, signal })),
    upsertOrganisation: (externalId, organisation, { signal = null, ...conditions } = {}) =>
      bodyOf(api.PUT('/v1/partner/organisations/{externalId}', { params: { path: { externalId }, header: headersOf(conditions) }, body: organisation, signal })),
    withdrawOrganisation: (externalId, { signal = null, ...conditions } = {}) =>
      nothingOf(api.DELETE('/v1/partner/organisations/{externalId}', { params: { path: { externalId }, header: headersOf(conditions) }, signal })),
    listWebhooks: ({ signal = null } = {}) => bodyOf(api.GET('/v1/partner/webhooks', { signal })),
    createWebhook: (webhook, { signal = null } = {}) =>
      bodyOf(api.POST('/v1/partner/webhooks', { body: webhook, signal })),
    getWebhook: (id, { signal = null } = {}) =>
      bodyOf(api.GET('/v1/partner/webhooks/{id}', { params: { path: { id } }, signal })),
    updateWebhook: (id, change, { signal = null } = {}) =>
      bodyOf(api.PATCH('/v1/partner/webhooks/{id}', { params: { path: { id } }, body: change, signal })),
    deleteWebhook: (id, { signal = null } = {}) =>
      nothingOf(api.DELETE('/v1/partner/webhooks/{id}', { params: { path: { id } }, signal })),
    replayWebhook: (id, replay, { signal = null } = {}) =>
      bodyOf(api.POST('/v1/partner/webhooks/{id}/replay', { params: { path: { id } }, body: replay, signal })),
  };
}

/** @param {{ ifMatch?: string | undefined, ifNoneMatch?: string | undefined }} conditions */
function headersOf({ ifMatch, ifNoneMatch }) {
  return { ...(ifMatch && { 'If-Match': ifMatch }), ...(ifNoneMatch && { 'If-None-Match': ifNoneMatch }) };
}

/**
 * An answer that is read while it comes.
 * @param {Promise<{ error?: unknown, response: Response }>} answer
 */
async function responseOf(answer) {
  const { error, response } = await answer;
  if (!response.ok) throw new PortalProblem(response.status, error);
  return response;
}

/** @param {Promise<{ error?: unknown, response: Response }>} answer */
async function nothingOf(answer) {
  const { error, response } = await answer;
  if (!response.ok) throw new PortalProblem(response.status, error);
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
