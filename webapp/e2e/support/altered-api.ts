import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../../scripts/lib/stack.mjs';
import { test as base } from './portal';

const program = fileURLToPath(new URL('../../build', import.meta.url));

export interface AlteredApi {
  /** The web application in front of it. */
  webUrl: string;
  apiUrl: string;
  /** Changes the answers whose path begins like this, until the test is over; as JSON-LD, those of "linked:" and the path. */
  alter<Body>(path: string, change: (body: Body) => Body): void;
  /** Answers nobody any more, or again. */
  silent: boolean;
  /** Does not answer what begins like this, until the test is over. */
  silenceAbout(path: string): void;
}

/** The real API with other words in its answers: what a newer, a hostile or a broken one might say. */
export const test = base.extend<{ alteredApi: AlteredApi }, { alteredServers: AlteredApi & { reset(): void } }>({
  alteredServers: [
    async ({}, use) => {
      const changes = new Map<string, (body: never) => unknown>();
      const silenced: string[] = [];
      const servers = {
        webUrl: '',
        apiUrl: '',
        silent: false,
        alter: (path: string, change: (body: never) => unknown) => void changes.set(path, change),
        silenceAbout: (path: string) => void silenced.push(path),
        reset() {
          changes.clear();
          silenced.length = 0;
          servers.silent = false;
        }
      };
      const api = createServer(async (request, response) => {
        const path = String(request.url);
        if (servers.silent || silenced.some((start) => path.startsWith(start))) {
          request.socket.destroy();
          return;
        }
        if (request.method === 'OPTIONS') {
          response.writeHead(204, { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }).end();
          return;
        }
        const answer = await fetch(String(process.env['PORTAL_API_URL']) + path, {
          method: request.method ?? 'GET',
          headers: { accept: request.headers.accept ?? '*/*', 'content-type': request.headers['content-type'] ?? '' },
          body: request.method === 'POST' ? await text(request) : null
        });
        const name = answer.headers.get('content-type')?.startsWith('application/ld+json') ? `linked:${path}` : path;
        const change = [...changes].find(([start]) => name.startsWith(start))?.[1];
        const body: unknown = await answer.json();
        response.writeHead(answer.status, {
          'content-type': answer.headers.get('content-type') ?? '',
          'access-control-allow-origin': '*'
        });
        response.end(JSON.stringify(change ? change(body as never) : body));
      }).listen(0, '127.0.0.1');
      await once(api, 'listening');

      const port = await freePort();
      servers.apiUrl = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
      servers.webUrl = `http://127.0.0.1:${port}`;
      const web = spawn(process.execPath, [program], {
        env: {
          ...process.env,
          HOST: '127.0.0.1',
          PORT: String(port),
          ORIGIN: servers.webUrl,
          PORTAL_API_URL: servers.apiUrl
        },
        stdio: ['ignore', 'pipe', 'inherit']
      });
      await once(web.stdout, 'data');
      await use(servers);
      web.kill();
      api.close();
      api.closeAllConnections();
    },
    { scope: 'worker' }
  ],
  alteredApi: async ({ alteredServers }, use) => {
    await use(alteredServers);
    alteredServers.reset();
  },
  baseURL: async ({ alteredServers }, use) => use(alteredServers.webUrl)
});
