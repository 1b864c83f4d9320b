import { gzipSync } from 'node:zlib';
import { expect, found, open, referenceOrganisation, test } from './support/portal';

test('no page asks other sites for anything or keeps a cookie', async ({ page, api, context, baseURL }) => {
  const ours = [String(baseURL), String(process.env['PORTAL_API_URL'])].map((address) => new URL(address).origin);
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== 'data:' && !ours.includes(origin)) elsewhere.push(request.url());
  });

  const project = found((await api.searchProjects()).items[0]).id;
  const organisation = await referenceOrganisation(api);
  for (const path of ['/', `/projects/${project}`, '/organisations', `/organisations/${organisation}`, '/embed', '/developers', '/accessibility']) {
    for (const prefix of ['', '/ro']) await open(page, path === '/' ? prefix || '/' : prefix + path);
  }
  expect(elsewhere).toEqual([]);
  expect(await context.cookies()).toEqual([]);
});

test('the script of the search page is at most 80 kB', async ({ page }, testInfo) => {
  const scripts: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.body());
  });
  await open(page, '/');
  await page.waitForLoadState('networkidle');
  const size = (await Promise.all(scripts)).reduce((sum, script) => sum + gzipSync(script).length, 0);
  testInfo.annotations.push({ type: 'script of the search page', description: `${(size / 1000).toFixed(1)} kB gzip` });
  console.log(`Script of the search page: ${(size / 1000).toFixed(1)} kB gzip, of 80 allowed.`);
  expect(size).toBeGreaterThan(10_000);
  expect(size).toBeLessThanOrEqual(80_000);
});
