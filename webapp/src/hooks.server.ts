import type { Handle, HandleFetch } from '@sveltejs/kit';
import { catalogueFilesOf } from '$lib/i18n/catalogue-files.server';
import { languageOf } from '$lib/i18n/languages';
import { apiAddress, publicApiAddress } from '$lib/api/address.server';
import { compressed } from '$lib/site/compress.server';
import { structuredDataOf } from '$lib/site/structured-data.server';

/** Longer than any healthy answer takes, and shorter than a reader waits. */
const patienceInMilliseconds = 10_000;

const policyOfOthers = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const secondsInAYear = 365 * 24 * 60 * 60;

export const handle: Handle = async ({ event, resolve }) => {
  // Asked for beside what the page itself needs, and only where there is a page.
  const structuredData = event.isDataRequest ? '' : structuredDataOf(event);
  const response = await resolve(event, {
    transformPageChunk: async ({ html }) => {
      const data = html.includes('%portal.structured-data%') ? await structuredData : '';
      // Both stand in the page before any text of somebody else's, which could say the same.
      return html.replace('%portal.lang%', languageOf(event.url.pathname)).replace('%portal.structured-data%', () => data);
    },
    // The client reads these from the answers that the page carries along for its first view.
    filterSerializedResponseHeaders: (name) => name === 'content-type' || name === 'content-length'
  });

  const { headers } = response;
  const policy = headers.get('content-security-policy');
  if (policy) {
    const api = new URL(publicApiAddress()).origin;
    headers.set('content-security-policy', policy.replace("connect-src 'self'", `connect-src 'self' ${api}`));
    headers.set('cache-control', 'no-cache');
    for (const file of catalogueFilesOf(event, response)) headers.append('link', `<${file}>; rel="modulepreload"; nopush`);
  } else {
    // Data, and the page that says that no page could be made: nothing in them runs or loads.
    headers.set('content-security-policy', policyOfOthers);
  }
  // Whoever came by https once comes by it from then on.
  if (event.url.protocol === 'https:') headers.set('strict-transport-security', `max-age=${secondsInAYear}`);
  headers.set('x-content-type-options', 'nosniff');
  headers.set('referrer-policy', 'strict-origin-when-cross-origin');
  headers.set('x-frame-options', 'DENY');
  headers.set('cross-origin-opener-policy', 'same-origin');
  headers.set('permissions-policy', 'camera=(), geolocation=(self), microphone=(), payment=(), usb=()');
  return compressed(event.request, response);
};

/**
 * Pages name the API by its public address, so that the browser finds what the server has fetched for the first view.
 * The server itself takes the short way, and says whose request it is.
 */
export const handleFetch: HandleFetch = async ({ event, request, fetch }) => {
  const prefix = publicApiAddress();
  if (!request.url.startsWith(`${prefix}/`)) return fetch(request);

  const headers = new Headers(request.headers);
  headers.set('x-forwarded-for', event.getClientAddress());
  return fetch(apiAddress() + request.url.slice(prefix.length), {
    headers,
    method: request.method,
    signal: AbortSignal.timeout(patienceInMilliseconds)
  });
};
