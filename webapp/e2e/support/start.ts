import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { startBrowserPortal } from '../../../scripts/lib/browser-portal.mjs';
import { freePort } from '../../../scripts/lib/stack.mjs';
import { withdrawnProject } from './addresses';

const program = fileURLToPath(new URL('../../build', import.meta.url));

/**
 * The portal as it is built, on a database of its own: the one that was started for these tests, else one started
 * here. Beside it a second web application, whose API has troubles that cannot be had from a healthy one.
 */
export default async function start() {
  const stopPortal = process.env['PORTAL_WEB_URL'] ? async () => {} : await startPortal();
  const troubledApi = await startTroubledApi(String(process.env['PORTAL_API_URL']));
  const port = await freePort();
  const apiUrl = `http://127.0.0.1:${(troubledApi.address() as AddressInfo).port}`;
  process.env['PORTAL_TROUBLED_WEB_URL'] = `http://127.0.0.1:${port}`;
  const web = spawn(process.execPath, [program], {
    env: { ...process.env, HOST: '127.0.0.1', PORT: String(port), ORIGIN: `http://127.0.0.1:${port}`, PORTAL_API_URL: apiUrl, PUBLIC_CONTACT_EMAIL: '' },
    stdio: ['ignore', 'pipe', 'inherit']
  });
  await once(web.stdout, 'data');

  return async () => {
    web.kill();
    troubledApi.close();
    troubledApi.closeAllConnections();
    await stopPortal();
  };
}

async function startPortal() {
  const { apiUrl, webUrl, stop } = await startBrowserPortal();
  process.env['PORTAL_WEB_URL'] = webUrl;
  process.env['PORTAL_API_URL'] = apiUrl;
  return stop;
}

/** The real API, except that one project is withdrawn and that a search for "outage" is not answered. */
async function startTroubledApi(real: string): Promise<Server> {
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    if (path.includes('outage')) {
      request.socket.destroy();
    } else if (path.startsWith(`/v1/projects/${withdrawnProject}`)) {
      response.writeHead(410, { 'content-type': 'application/problem+json', 'access-control-allow-origin': '*' });
      response.end(JSON.stringify({ status: 410, code: 'projectWithdrawn', detail: 'The project was withdrawn.' }));
    } else {
      const answer = await fetch(real + path, { headers: { accept: request.headers.accept ?? '*/*' } });
      response.writeHead(answer.status, {
        'content-type': answer.headers.get('content-type') ?? '',
        'access-control-allow-origin': '*'
      });
      response.end(await answer.text());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
