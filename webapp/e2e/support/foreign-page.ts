import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { test as base } from './portal';

export interface ForeignSite {
  /** Serves a page of somebody else's with this in it, under their strict policy. */
  serve(content: string, options?: { policy?: string; htmlAttributes?: string; colourScheme?: string }): string;
  /** What the policy of the page did not allow. */
  violations(page: Page): Promise<string[]>;
  /** As /embed says it has to be: everything else is forbidden. */
  policy: string;
}

/** Somebody else's site, on an origin of its own. */
export const test = base.extend<{ foreignSite: ForeignSite }>({
  foreignSite: async ({ page, baseURL }, use) => {
    let answer = { html: '', policy: '' };
    const server = createServer((request, response) => {
      const found = request.url === '/';
      response.writeHead(found ? 200 : 204, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': answer.policy });
      response.end(found ? answer.html : undefined);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await page.addInitScript(() => {
      const seen: string[] = [];
      Object.assign(window, { violations: seen });
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => seen.push(`${violatedDirective} ${blockedURI}`));
    });
    const policy = `default-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; script-src ${baseURL}; connect-src ${new URL(String(process.env['PORTAL_API_URL'])).origin}`;

    await use({
      policy,
      serve(content, options = {}) {
        answer = {
          html: `<!doctype html><html lang="en" ${options.htmlAttributes ?? ''}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="${options.colourScheme ?? 'light dark'}"><title>Somebody else</title></head><body><main><h1>Our town</h1>${content}</main></body></html>`,
          policy: options.policy ?? policy
        };
        return address;
      },
      violations: (seenOn) => seenOn.evaluate(() => (window as unknown as { violations: string[] }).violations)
    });
    server.close();
    server.closeAllConnections();
  }
});
