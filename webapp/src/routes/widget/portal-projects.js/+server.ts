import { createHash } from 'node:crypto';
import widget from 'virtual:portal-widget';
import { publicApiAddress } from '$lib/api/address.server';
import type { RequestHandler } from './$types';

/**
 * The widget for other sites. Its address stays for as long as pages name it: it only ever learns more attributes. Any
 * page may read it, also with an integrity hash or in isolation, and asks for it again after an hour.
 */
export const GET: RequestHandler = ({ request, url }) => {
  const script = widget.replaceAll('%portal.api%', publicApiAddress()).replaceAll('%portal.site%', url.origin);
  const etag = `W/"${createHash('sha256').update(script).digest('hex').slice(0, 32)}"`;
  const headers = {
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=3600, stale-while-revalidate=86400',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    etag
  };
  const isKnown = request.headers.get('if-none-match')?.includes(etag.slice(2)) ?? false;
  return isKnown ? new Response(null, { status: 304, headers }) : new Response(script, { headers });
};
