import { Duplex } from 'node:stream';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';

/** What is made on the way, and compresses very well: pages carry their data along, and sitemaps repeat themselves. */
const compressible = /^(text\/(html|javascript|plain)|application\/xml)/;

/** The first one that a reader's program knows. Brotli makes a page a fifth smaller than gzip; beyond this quality it is slow. */
const ways = [
  { coding: 'br', start: () => createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }) },
  { coding: 'gzip', start: () => createGzip() }
];

/** None of it holds secrets that the size could give away. */
export function compressed(request: Request, response: Response): Response {
  if (!response.body || !compressible.test(response.headers.get('content-type') ?? '')) return response;
  const accepted = (request.headers.get('accept-encoding') ?? '').split(/[\s,;]+/);
  const way = ways.find(({ coding }) => accepted.includes(coding));

  const headers = new Headers(response.headers);
  headers.append('vary', 'accept-encoding');
  if (!way) return new Response(response.body, { status: response.status, headers });

  headers.set('content-encoding', way.coding);
  headers.delete('content-length');
  const etag = headers.get('etag');
  // The same page in other bytes is only weakly the same.
  if (etag && !etag.startsWith('W/')) headers.set('etag', `W/${etag}`);
  // One and the same, for which Node and the browser have types of their own.
  const packing = Duplex.toWeb(way.start()) as ReadableWritablePair<Uint8Array, Uint8Array>;
  return new Response(response.body.pipeThrough(packing), { status: response.status, headers });
}
