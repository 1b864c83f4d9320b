import { gzipSync } from 'node:zlib';
import type { PortalClient } from '@portal/client';
import type { BrowserContext } from '@playwright/test';
import { unknownKey } from './support/addresses';
import { expect, found, open, referenceOrganisation, test } from './support/portal';
import { openWith, savedProjects } from './support/saved';

test.describe('no page asks other sites for anything or keeps a cookie', () => {
  test.use({ expectedComplaints: /Failed to load resource|Not found: / });

  /** Everything that was asked of anybody else, by pages, frames and workers. */
  function watchElsewhere(context: BrowserContext, ...ours: string[]): string[] {
    const elsewhere: string[] = [];
    const origins = [...ours, String(process.env['PORTAL_API_URL'])].map((address) => new URL(address).origin);
    context.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (!['data:', 'blob:'].includes(protocol) && !origins.includes(origin)) elsewhere.push(request.url());
    });
    return elsewhere;
  }

  test('opened one after the other', async ({ page, api, context, baseURL }) => {
    const elsewhere = watchElsewhere(context, String(baseURL));
    const project = found((await api.searchProjects()).items[0]).id;
    const organisation = await referenceOrganisation(api);
    const paths = ['/', `/projects/${project}`, '/organisations', `/organisations/${organisation}`, '/saved', '/embed', '/developers', '/accessibility', '/offline', '/no-such-page', `/projects/${unknownKey}`, '/?country=QQ'];
    for (const path of paths) {
      for (const prefix of ['', '/ro']) await open(page, path === '/' ? prefix || '/' : prefix + path);
    }
    expect(elsewhere).toEqual([]);
    expect(await context.cookies()).toEqual([]);
  });

  test('used for all that they do', async ({ page, api, context, baseURL }) => {
    const elsewhere = watchElsewhere(context, String(baseURL));
    const [project] = (await api.searchProjects()).items;
    const { id } = found(project);
    await open(page, '/?map=1');
    const map = page.getByRole('region', { name: 'Map of the results' });
    await map.getByRole('button', { name: /projects? here$/ }).first().click();
    await map.getByRole('button', { name: 'Zoom in' }).click();
    await page.getByRole('combobox', { name: 'What or where' }).fill('edu');
    await expect(page.getByRole('option').first()).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Save this search' }).click();

    // What is new in it is asked for.
    await openWith(page, `/saved?compare=${id}&compare=${unknownKey}`, { ...savedProjects(found(project)), searches: [{ address: '?country=RO', seen: '2020-01-01T00:00:00Z' }] });
    await expect(page.getByRole('link', { name: /new/ }).first()).toBeVisible();

    await open(page, `/projects/${id}`);
    await page.getByRole('region', { name: 'Can I apply?' }).getByRole('button', { name: 'Check' }).click();
    await expect(page.getByRole('region', { name: 'Can I apply?' }).getByRole('status').getByRole('listitem').first()).toBeVisible();

    await open(page, '/embed');
    await expect(page.locator('portal-projects').getByRole('listitem').first()).toBeVisible();
    expect(elsewhere).toEqual([]);
    expect(await context.cookies()).toEqual([]);
  });

  test.describe('without a connection', () => {
    test.use({ serviceWorkers: 'allow' });

    test('nor later', async ({ page, context, api, baseURL }) => {
      const elsewhere = watchElsewhere(context, String(baseURL));
      const { id } = found((await api.searchProjects()).items[0]);
      await open(page, '/');
      await page.evaluate(() => navigator.serviceWorker.ready);
      await context.setOffline(true);
      await open(page, `/projects/${id}`);
      await open(page, '/saved');
      await context.setOffline(false);
      await open(page, '/');
      expect(elsewhere).toEqual([]);
      expect(await context.cookies()).toEqual([]);
    });
  });
});

const sizes: [what: string, allowed: number, addressOf: (api: PortalClient) => Promise<string>][] = [
  ['the search page', 80, async () => '/'],
  // With the form for "Can I apply?", and without what makes HTML of Markdown: the texts came as HTML.
  ['a project', 90, async (api) => `/projects/${found((await api.searchProjects()).items[0]).id}`]
];

for (const [what, allowed, addressOf] of sizes) {
  test(`the script of ${what} is at most ${allowed} kB`, async ({ page, api }, testInfo) => {
    const scripts: Promise<Buffer>[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.push(response.body());
    });
    await open(page, await addressOf(api));
    await page.waitForLoadState('networkidle');
    const size = (await Promise.all(scripts)).reduce((sum, script) => sum + gzipSync(script).length, 0) / 1000;
    testInfo.annotations.push({ type: `script of ${what}`, description: `${size.toFixed(1)} kB gzip` });
    console.log(`Script of ${what}: ${size.toFixed(1)} kB gzip, of ${allowed} allowed.`);
    expect(size).toBeGreaterThan(10);
    expect(size).toBeLessThanOrEqual(allowed);
  });
}
