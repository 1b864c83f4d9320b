/** @import { createPortalAddresses as Declared } from './index.js' */

/** @type {typeof Declared} */
export function createPortalAddresses(baseUrl) {
  const root = baseUrl.replace(/\/+$/, '');

  /**
   * @param {string} path
   * @param {object} query
   */
  function address(path, query) {
    const params = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      for (const one of [value].flat()) if (one !== undefined) params.append(name, String(one));
    }
    return `${root}${path}${params.size > 0 ? `?${params}` : ''}`;
  }

  return {
    projectFeed: (query) => address('/v1/projects/feed', query),
    projectCalendar: (query) => address('/v1/projects/deadlines.ics', query),
    projectEvent: (id, query = {}) => address(`/v1/projects/${encodeURIComponent(id)}/event.ics`, query),
    oEmbed: (query) => address('/v1/oembed', query)
  };
}
