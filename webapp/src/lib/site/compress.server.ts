/** What is made on the way, and compresses very well: pages carry their data along, and sitemaps repeat themselves. */
const compressible = /^(text\/(html|javascript|plain)|application\/xml)/;

/** None of it holds secrets that the size could give away. */
export function compressed(request: Request, response: Response): Response {
  const acceptsGzip = request.headers.get('accept-encoding')?.includes('gzip') ?? false;
  if (!response.body || !compressible.test(response.headers.get('content-type') ?? '')) return response;

  const headers = new Headers(response.headers);
  headers.append('vary', 'accept-encoding');
  if (!acceptsGzip) return new Response(response.body, { status: response.status, headers });

  headers.set('content-encoding', 'gzip');
  headers.delete('content-length');
  const etag = headers.get('etag');
  // The same page in other bytes is only weakly the same.
  if (etag && !etag.startsWith('W/')) headers.set('etag', `W/${etag}`);
  return new Response(response.body.pipeThrough(new CompressionStream('gzip')), { status: response.status, headers });
}
