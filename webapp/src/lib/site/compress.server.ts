/** Pages carry their data along, which compresses very well. They hold no secrets that the size could give away. */
export function compressed(request: Request, response: Response): Response {
  const acceptsGzip = request.headers.get('accept-encoding')?.includes('gzip') ?? false;
  if (!response.body || !response.headers.get('content-type')?.startsWith('text/html')) return response;

  const headers = new Headers(response.headers);
  headers.append('vary', 'accept-encoding');
  if (!acceptsGzip) return new Response(response.body, { status: response.status, headers });

  headers.set('content-encoding', 'gzip');
  headers.delete('content-length');
  const etag = headers.get('etag');
  // The same page in other bytes is only weakly the same.
  if (etag) headers.set('etag', `W/${etag}`);
  return new Response(response.body.pipeThrough(new CompressionStream('gzip')), { status: response.status, headers });
}
