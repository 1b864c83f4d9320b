import { once } from 'node:events';
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';

/**
 * A page as a file that a plain server sends: the same HTML in as many bytes, but no script, no style and no other file. What the
 * network and the browser take for so many bytes at the least.
 */
export async function serveBare(address) {
  const html = await (await fetch(address)).text();
  const body = gzipSync(bare(html));
  const server = createServer((request, response) => {
    const found = request.url === '/';
    response.writeHead(found ? 200 : 204, { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'gzip', 'content-length': found ? body.length : 0 });
    response.end(found ? body : undefined);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    close() {
      server.close();
      server.closeAllConnections();
    }
  };
}

/** What would run or be fetched stays as a comment, so that the page is as long. */
function bare(html) {
  return html.replace(/<script\b[\s\S]*?<\/script>|<link\b[^>]*>/g, (element) => `<!--${element.slice(4, -3).replaceAll('--', '==')}-->`);
}
